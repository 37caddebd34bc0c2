/** One chart of the published collection. */
export interface UpstreamWorkload {
  name: string;
  /** Shelf on which the collection has it. */
  group: string;
  /** Of the whole run as the chart starts it; of one node where it can have several. */
  gpus: number;
  kinds: string[];
  /** Of every container, in the order of the reference. */
  images: string[];
}

function row(
  name: string,
  group: string,
  gpus: number,
  kinds: string,
  ...images: string[]
): UpstreamWorkload {
  return { name, group, gpus, kinds: kinds.split(' '), images };
}

/**
 * The 53 charts of silogen/ai-workloads at commit c32f131, as the public-fact
 * reference lists them in section 2.3. Kept apart from the catalogue on purpose:
 * the test compares the two.
 *
 * @remarks
 * Groups are spelled as the catalogue spells its categories; the reference's
 * "data" and "data prep" are one shelf here. "None set" is 0 GPUs; the counts of
 * two containers, and of two workers, are added up.
 */
export const upstreamWorkloads: UpstreamWorkload[] = [
  row(
    'aimtrain-dataprep-verl',
    'data-preparation',
    0,
    'Job KaiwoJob',
    'rocm/verl:verl-0.6.0.amd0_rocm7.0_vllm0.11.0.dev',
  ),
  row(
    'aimtrain-fine-tune-verl',
    'fine-tuning',
    1,
    'Job KaiwoJob AIMModel',
    'rocm/verl:verl-0.6.0.amd0_rocm7.0_vllm0.11.0.dev',
  ),
  row(
    'benchmark-lifescience-reinvent4',
    'science',
    1,
    'Job',
    'ghcr.io/silogen/reinvent4:rocm7.0_ubuntu24.04_py3.12_pytorch_release_2.5.1',
  ),
  row(
    'benchmark-lifescience-semlaflow',
    'science',
    1,
    'Job',
    'rocm/pytorch:rocm7.0_ubuntu24.04_py3.12_pytorch_release_2.8.0',
  ),
  row(
    'benchmark-lifescience-swinunetr-inference',
    'science',
    1,
    'Deployment KaiwoService',
    'rocm/pytorch:rocm7.0_ubuntu24.04_py3.12_pytorch_release_2.6.0',
  ),
  row(
    'benchmark-lifescience-swinunetr-training',
    'science',
    1,
    'Job KaiwoJob',
    'rocm/pytorch:rocm6.4_ubuntu22.04_py3.10_pytorch_release_2.6.0',
  ),
  row(
    'benchmark-robotics-gsplat',
    'robotics',
    1,
    'Job',
    'ghcr.io/silogen/gsplat:rocm6.4.3_ubuntu24.04_py3.12_pytorch_release_2.6.0',
  ),
  row(
    'benchmark-robotics-opensplat',
    'robotics',
    1,
    'Job',
    'rocm/pytorch:rocm6.4.3_ubuntu22.04_py3.10_pytorch_release_2.6.0',
  ),
  row(
    'dev-chatui-aiaio',
    'chat-ui',
    0,
    'Deployment KaiwoService',
    'ghcr.io/silogen/aiaio:v20250221',
  ),
  row(
    'dev-chatui-openwebui',
    'chat-ui',
    0,
    'Deployment KaiwoService',
    'ghcr.io/open-webui/open-webui:main',
  ),
  row('dev-chatui-rag-example-app', 'chat-ui', 0, 'Deployment', 'python:3.12'),
  row(
    'dev-text2image-comfyui',
    'workspace',
    1,
    'Deployment KaiwoService HTTPRoute',
    'rocm/pytorch:rocm7.1.1_ubuntu24.04_py3.12_pytorch_release_2.8.0',
  ),
  row(
    'dev-tracking-mlflow',
    'workspace',
    0,
    'Deployment KaiwoService HTTPRoute',
    'ghcr.io/mlflow/mlflow:v2.22.0',
  ),
  row(
    'dev-workspace-jupyterlab',
    'workspace',
    1,
    'Deployment KaiwoService HTTPRoute',
    'rocm/pytorch:rocm7.1.1_ubuntu24.04_py3.12_pytorch_release_2.8.0',
  ),
  row(
    'dev-workspace-vscode',
    'workspace',
    1,
    'Deployment KaiwoService HTTPRoute',
    'rocm/pytorch:rocm7.1.1_ubuntu24.04_py3.12_pytorch_release_2.8.0',
  ),
  row(
    'download-data-to-bucket',
    'data-preparation',
    0,
    'Job',
    'ghcr.io/silogen/logistics:v0.1',
  ),
  row(
    'download-huggingface-model-to-bucket',
    'model-download',
    0,
    'Job KaiwoJob',
    'ghcr.io/silogen/logistics:v0.1',
  ),
  row(
    'download-wandb-model-to-bucket',
    'model-download',
    0,
    'Job',
    'ghcr.io/silogen/logistics:v0.2',
  ),
  row('k8s-namespace-setup', 'admin', 0, 'ExternalSecret LocalQueue Role'),
  row(
    'llm-deepspeed-estimate-ram-vram',
    'estimate',
    0,
    'Job KaiwoJob',
    'ghcr.io/silogen/rocm-silogen-finetuning-worker:v0.4',
  ),
  row(
    'llm-evaluation-judge',
    'evaluation',
    2,
    'Job',
    'rocm/vllm-dev:nightly_main_20250430',
    'rocm/vllm-dev:nightly_main_20250430',
    'ghcr.io/silogen/evaluation-workloads-metrics:v0.1',
  ),
  row(
    'llm-evaluation-metrics',
    'evaluation',
    2,
    'Job',
    'rocm/vllm-dev:nightly_main_20250430',
    'ghcr.io/silogen/evaluation-workloads-metrics:v0.1',
  ),
  row(
    'llm-finetune-axolotl',
    'fine-tuning',
    1,
    'Job KaiwoJob',
    'ghcr.io/silogen/rocm-silogen-axolotl-worker:v0.3',
  ),
  row(
    'llm-finetune-llama-factory',
    'fine-tuning',
    1,
    'Job RayJob KaiwoJob PersistentVolumeClaim',
    'ghcr.io/silogen/llama-factory-rocm-pytorch-training:v0.3',
  ),
  row(
    'llm-finetune-silogen-engine',
    'fine-tuning',
    1,
    'Job KaiwoJob AIMModel AIMArtifact Role',
    'amdenterpriseai/aimft-aimfttk:0.2.2-0.1.2-rocmdefault',
  ),
  row(
    'llm-finetune-verl',
    'fine-tuning',
    1,
    'Job KaiwoJob',
    'rocm/verl:verl-0.3.0.post0_rocm6.2_vllm0.6.3',
  ),
  row(
    'llm-inference-llamacpp-mi300x',
    'inference',
    1,
    'Deployment KaiwoService',
    'rocm/vllm-dev:20250205_aiter',
  ),
  row(
    'llm-inference-megatron-lm',
    'inference',
    1,
    'Deployment KaiwoService',
    'rocm/megatron-lm:v25.4',
  ),
  row(
    'llm-inference-ollama',
    'inference',
    1,
    'Deployment KaiwoService',
    'rocm/vllm-dev:20250205_aiter',
  ),
  row(
    'llm-inference-openai-benchmark-guidellm',
    'benchmark',
    0,
    'Job KaiwoJob',
    'python:3.12',
  ),
  row(
    'llm-inference-openai-benchmark-rocmblog',
    'benchmark',
    0,
    'Job KaiwoJob',
    'rocm/vllm:rocm6.4.1_vllm_0.9.0.1_20250605',
  ),
  row(
    'llm-inference-sglang',
    'inference',
    1,
    'Deployment KaiwoService',
    'lmsysorg/sglang:v0.4.3.post2-rocm630',
  ),
  row(
    'llm-inference-tgi',
    'inference',
    1,
    'Deployment KaiwoService',
    'ghcr.io/huggingface/text-generation-inference:3.0.2-rocm',
  ),
  row(
    'llm-inference-vllm-benchmark-mad',
    'benchmark',
    1,
    'Job KaiwoJob',
    'rocm/vllm:rocm6.3.1_mi300_ubuntu22.04_py3.12_vllm_0.6.6',
  ),
  row(
    'llm-inference-vllm-benchmark-rocmblog',
    'benchmark',
    1,
    'Job KaiwoJob',
    'rocm/vllm-dev:20250205_aiter',
  ),
  row(
    'llm-inference-vllm',
    'inference',
    1,
    'Deployment KaiwoService HTTPRoute',
    'rocm/vllm:rocm6.4.1_vllm_0.9.0.1_20250605',
  ),
  row(
    'llm-megatron-ckpt-conversion',
    'pre-training',
    1,
    'Job',
    'rocm/megatron-lm:v25.4',
  ),
  row(
    'llm-pretraining-megatron-lm-ray',
    'pre-training',
    2,
    'RayJob KaiwoJob PersistentVolumeClaim',
    'ghcr.io/silogen/megatron-lm-ray:v25.4',
  ),
  row(
    'llm-pretraining-megatron-lm',
    'pre-training',
    1,
    'Job KaiwoJob',
    'rocm/megatron-lm:v25.4',
  ),
  row(
    'media-finetune-wan',
    'media',
    1,
    'Job KaiwoJob',
    'rocm/pytorch-training:v25.7',
  ),
  row(
    'media-torchserve-wan21-t2v',
    'media',
    1,
    'Deployment',
    'rocm/pytorch-training:v25.2',
  ),
  row(
    'media-torchserve-wan21-vace',
    'media',
    1,
    'Deployment',
    'rocm/pytorch-training:v25.2',
  ),
  row(
    'prepare-data-for-megatron-lm',
    'pre-training',
    1,
    'Job KaiwoJob',
    'rocm/megatron-lm:v25.4',
    'ghcr.io/silogen/logistics:v0.1r',
  ),
  row(
    'rag-embedding-infinity',
    'inference',
    1,
    'Deployment KaiwoService',
    'michaelf34/infinity:0.0.70-amd-gfx942',
  ),
  row(
    'robotics-finetune-lerobot',
    'robotics',
    1,
    'Job KaiwoJob',
    'rocm/pytorch:rocm7.1.1_ubuntu24.04_py3.12_pytorch_release_2.10.0',
  ),
  row(
    'torchserve-model-packager',
    'media',
    1,
    'Job',
    'rocm/pytorch-training:v25.2',
  ),
  row(
    'vlm-lora-finetune',
    'fine-tuning',
    1,
    'Job',
    'ghcr.io/silogen/vlm-lora-finetune:0.2',
  ),
  row(
    'weather-inference-ai-models-aurora',
    'weather',
    1,
    'Job KaiwoService',
    'rocm/pytorch:latest',
  ),
  row(
    'weather-inference-ai-models-gencast-pangu',
    'weather',
    1,
    'Job KaiwoService',
    'rocm/jax-community:latest',
  ),
  row(
    'weatherbench-ecmwf-downloader',
    'weather',
    0,
    'Job',
    'ghcr.io/silogen/weatherbench-preprocessor.dockerfile:latest',
  ),
  row(
    'weatherbench-model-preprocessor',
    'weather',
    0,
    'Job',
    'ghcr.io/silogen/weatherbench-preprocessor.dockerfile:latest',
  ),
  row(
    'weatherbench-runner',
    'weather',
    0,
    'Job',
    'ghcr.io/silogen/weatherbench-runner.dockerfile:latest',
  ),
  row(
    'xlstm-inference-torchserve',
    'inference',
    1,
    'Deployment KaiwoService',
    'rocm/pytorch:rocm6.4_ubuntu24.04_py3.12_pytorch_release_2.6.0',
  ),
];
