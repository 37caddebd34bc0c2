import { stringify } from 'yaml';
import {
  DURATION_ANNOTATION,
  EPOCH_SECONDS_ANNOTATION,
  PROFILE_ANNOTATION,
} from '../../profiles';
import type { PlannedRun } from './types';

/** What makes a run do something certain: image, environment, what it says of itself. */
export type Program = Pick<
  PlannedRun,
  'type' | 'image' | 'env' | 'annotations' | 'entrypoint' | 'port'
>;

/** What a run may say of itself, so that the portal can show it like one that it launched. */
const SAYS = 'airm.silogen.ai/';

const FINE_TUNING_IMAGE =
  'amdenterpriseai/aimft-aimfttk:0.2.2-0.1.2-rocmdefault';
const PYTORCH_IMAGE =
  'rocm/pytorch:rocm7.1.1_ubuntu24.04_py3.12_pytorch_release_2.8.0';
const MEGATRON_IMAGE = 'rocm/megatron-lm:v25.4';
const VLLM_IMAGE = 'rocm/vllm:rocm6.4.1_vllm_0.9.0.1_20250605';

/** Repositories of the models of the catalogue that the world uses. */
const REPOSITORIES: Readonly<Record<string, string>> = {
  'llama-3.1-8b-instruct': 'meta-llama/Llama-3.1-8B-Instruct',
  'llama-3.1-70b-instruct': 'meta-llama/Llama-3.1-70B-Instruct',
  'qwen2.5-7b-instruct': 'Qwen/Qwen2.5-7B-Instruct',
  'qwen3-30b-a3b': 'Qwen/Qwen3-30B-A3B',
  'mistral-7b-instruct-v0.3': 'mistralai/Mistral-7B-Instruct-v0.3',
  'gemma-3-27b-it': 'google/gemma-3-27b-it',
  'gpt-oss-20b': 'openai/gpt-oss-20b',
  'deepseek-r1-distill-llama-8b': 'deepseek-ai/DeepSeek-R1-Distill-Llama-8B',
};

/** The model's repository; a name that is not of the catalogue is a model of the project's own. */
function repositoryOf(model: string): string {
  return REPOSITORIES[model] ?? model;
}

function inputs(options: {
  model?: string;
  dataset?: string;
  workload?: string;
}): Record<string, string> {
  const { model, dataset, workload } = options;
  return {
    ...(workload && { [`${SAYS}workload`]: `aiworkload:default/${workload}` }),
    ...(model &&
      REPOSITORIES[model] && { [`${SAYS}model`]: `aimodel:default/${model}` }),
    ...(dataset && { [`${SAYS}dataset`]: `aidataset:default/${dataset}` }),
  };
}

export interface TrainingOptions {
  model: string;
  dataset?: string;
  method?: 'sft' | 'dpo' | 'pretrain';
  /** Only an adapter; every weight when left out. */
  lora?: boolean;
  epochs?: number;
  /** Wall seconds of one optimiser step at speed 1. */
  secondsPerStep: number;
  /** Of the whole run. */
  steps: number;
  loggingSteps: number;
  saveSteps: number;
  /** Name for the model that comes out, under which the catalogue is to have it. */
  outputModel?: string;
  outputPath?: string;
  gated?: boolean;
}

const BATCH = 64;
/** A tenth of the rows is held out, so it needs more of them than it trains on. */
const TRAINED_SHARE = 0.9;

/** A fine-tune or a pre-training with the configuration document of the SiloGen engine. */
export function training(options: TrainingOptions): Program {
  const { method = 'sft', epochs = 1, steps, model, dataset } = options;
  const stepsPerEpoch = Math.max(1, Math.round(steps / epochs));
  const isPretraining = method === 'pretrain';
  const config = {
    method,
    data_conf: {
      training_data: {
        datasets: [
          {
            path: dataset ?? 'project-corpus',
            rows: Math.floor((stepsPerEpoch * BATCH) / TRAINED_SHARE),
          },
        ],
      },
    },
    training_args: {
      learning_rate: options.lora ? 5e-5 : 5e-6,
      num_train_epochs: epochs,
      logging_steps: options.loggingSteps,
      save_steps: options.saveSteps,
      eval_steps: options.saveSteps,
    },
    batchsize_conf: { total_train_batch_size: BATCH },
    peft_conf: options.lora
      ? { peft_type: 'LORA', task_type: 'CAUSAL_LM', peft_kwargs: { r: 16 } }
      : { peft_type: 'NO_PEFT' },
    run_conf: {
      model: repositoryOf(model),
      resume_from_checkpoint: 'auto',
    },
  };
  return {
    type: isPretraining ? 'pre-training' : 'fine-tuning',
    image: isPretraining ? MEGATRON_IMAGE : FINE_TUNING_IMAGE,
    env: [
      { name: 'FINETUNING_CONFIG', value: stringify(config) },
      ...(options.gated ? [{ name: 'MODEL_GATED', value: 'true' }] : []),
    ],
    annotations: {
      ...inputs({
        model,
        dataset,
        workload: isPretraining
          ? 'llm-pretraining-megatron-lm'
          : 'llm-finetune-silogen-engine',
      }),
      [`${SAYS}interruption`]: 'resumes',
      ...(!isPretraining && {
        [`${SAYS}method`]:
          method === 'dpo' ? 'dpo' : (options.lora && 'lora') || 'full',
      }),
      ...(options.outputModel && {
        [`${SAYS}output-model`]: options.outputModel,
      }),
      ...(options.outputPath && {
        [`${SAYS}output-path`]: options.outputPath,
      }),
      [PROFILE_ANNOTATION]: 'fine-tuning',
      [EPOCH_SECONDS_ANNOTATION]: String(
        stepsPerEpoch * options.secondsPerStep,
      ),
    },
  };
}

/** An evaluation that keeps its answers batch by batch on storage that outlives its pod. */
export function resumableEvaluation(options: {
  model: string;
  dataset: string;
  rows: number;
  seconds: number;
  resultsUri: string;
}): Program {
  const { model, dataset } = options;
  return {
    type: 'evaluation',
    image: 'registry.example.org/research-llm/resumable-evaluation:1.4',
    env: [
      { name: 'MODEL_ID', value: repositoryOf(model) },
      { name: 'DATASET', value: dataset },
      { name: 'METRIC', value: 'accuracy' },
      { name: 'MAX_ROWS', value: String(options.rows) },
      { name: 'RESULTS_URI', value: options.resultsUri },
    ],
    annotations: {
      ...inputs({ model, dataset }),
      [`${SAYS}interruption`]: 'resumes',
      [DURATION_ANNOTATION]: String(options.seconds),
    },
  };
}

/** The evaluation of the catalogue: it begins anew when it was interrupted. */
export function evaluation(options: {
  model: string;
  dataset: string;
  seconds: number;
}): Program {
  const { model, dataset } = options;
  return {
    type: 'evaluation',
    image: 'ghcr.io/silogen/evaluation-workloads-metrics:v0.1',
    env: [
      { name: 'MODEL_ID', value: repositoryOf(model) },
      { name: 'DATASET', value: dataset },
      { name: 'METRIC', value: 'bertscore' },
    ],
    annotations: {
      ...inputs({ model, dataset, workload: 'llm-evaluation-metrics' }),
      [`${SAYS}interruption`]: 'restarts',
      [DURATION_ANNOTATION]: String(options.seconds),
    },
  };
}

/** A model server; `name` is what it answers to. */
export function endpoint(options: {
  model?: string;
  name?: string;
  modelRef?: string;
}): Program {
  const { model, name } = options;
  return {
    type: 'inference',
    image: VLLM_IMAGE,
    port: 8080,
    env: [{ name: 'MODEL_NAME', value: name ?? repositoryOf(model ?? '') }],
    annotations: {
      ...inputs({ model, workload: 'llm-inference-vllm' }),
      ...(options.modelRef && { [`${SAYS}model`]: options.modelRef }),
      [`${SAYS}interruption`]: 'restarts',
    },
  };
}

/** A notebook or an editor in the browser. */
export function workspace(tool: 'jupyterlab' | 'vscode'): Program {
  return {
    type: 'workspace',
    image: PYTORCH_IMAGE,
    port: tool === 'jupyterlab' ? 8888 : 8080,
    annotations: {
      ...inputs({ workload: `dev-workspace-${tool}` }),
      [`${SAYS}interruption`]: 'loses-session',
    },
  };
}

/** Fetches a model into the project's storage. */
export function download(model: string): Program {
  return {
    type: 'utility',
    image: 'ghcr.io/silogen/logistics:v0.1',
    env: [{ name: 'MODEL_ID', value: repositoryOf(model) }],
    annotations: inputs({
      model,
      workload: 'download-huggingface-model-to-bucket',
    }),
  };
}

/** Any program of the project's own. */
export function script(options: {
  type: 'custom' | 'data-preparation' | 'benchmark';
  entrypoint: string;
  seconds: number;
  annotations?: Record<string, string>;
}): Program {
  return {
    type: options.type,
    image: PYTORCH_IMAGE,
    entrypoint: options.entrypoint,
    annotations: {
      [DURATION_ANNOTATION]: String(options.seconds),
      [PROFILE_ANNOTATION]: 'generic',
      ...options.annotations,
    },
  };
}
