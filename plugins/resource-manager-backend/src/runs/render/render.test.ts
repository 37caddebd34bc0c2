import type { ResourceType } from '@silogen/cluster-client';
import { parse } from 'yaml';
import { environmentOf } from './environment';
import { finetuningConfig, methodOf } from './finetuningConfig';
import { renderRun } from './renderRun';
import type { RenderInput, ServedKinds } from './types';

const type = (group: string, kind: string, version = 'v1'): ResourceType => ({
  group,
  version,
  kind,
  plural: `${kind.toLowerCase()}s`,
  namespaced: true,
  subresources: [],
});
const kueue: ServedKinds = {
  Job: type('batch', 'Job'),
  Deployment: type('apps', 'Deployment'),
};
const kaiwo: ServedKinds = {
  ...kueue,
  KaiwoJob: type('kaiwo.silogen.ai', 'KaiwoJob', 'v1alpha1'),
  KaiwoService: type('kaiwo.silogen.ai', 'KaiwoService', 'v1alpha1'),
};

const training: RenderInput = {
  run: {
    id: '1a2b3c4d-0000-4000-8000-000000000000',
    name: 'Llama SFT',
    objectName: 'llama-sft-1a2b3c',
    type: 'fine-tuning',
    submitter: 'user:default/ada',
  },
  project: { id: 'project-uuid', name: 'team-a' },
  pool: {
    cluster: 'hall-a',
    name: 'mi300x',
    title: 'MI300X',
    selector: { 'kaiwo/gpu-model': 'mi300x' },
    kind: 'gpu',
    resource: 'amd.com/gpu',
    gpuModel: 'mi300x',
    vendor: 'amd',
    position: 1,
  },
  gpus: 8,
  priorityClass: 'medium',
  workload: {
    kind: 'job',
    engine: 'aimfttk',
    image: 'amdenterpriseai/aimft-aimfttk:0.2.2',
    entrypoint: 'run me',
    env: [
      { name: 'HF_HOME', value: '/workdir/.cache' },
      {
        name: 'BUCKET_KEY',
        secret: { name: 'minio-credentials', key: 'minio-access-key' },
      },
    ],
    ports: [],
    cpu: '64',
    memory: '512Gi',
  },
  model: {
    ref: 'aimodel:default/llama',
    title: 'Llama',
    uri: 'hf://meta-llama/Llama-3.1-8B',
  },
  dataset: {
    ref: 'aidataset:default/dolly',
    title: 'Dolly',
    uri: 'hf://datasets/databricks/dolly',
    rows: 15000,
  },
  parameters: {
    method: 'sft',
    peft: 'LORA',
    epochs: 3,
    loraR: 32,
    loraTargetModules: ['q_proj', 'v_proj'],
    maxSeqLength: 4096,
    totalTrainBatchSize: 16,
    precision: 'bf16',
    validationSplitRatio: 0,
  },
  secrets: { huggingFaceToken: 'hf-token' },
  outputPath: 'bucket/experiments/1a2b3c4d',
};
const serving: RenderInput = {
  ...training,
  run: {
    ...training.run,
    name: 'Chat',
    objectName: 'chat-1a2b3c',
    type: 'inference',
  },
  gpus: 1,
  priorityClass: 'high',
  workload: {
    ...training.workload,
    kind: 'service',
    engine: 'vllm',
    image: 'rocm/vllm:1',
    entrypoint: 'serve',
    env: [],
    ports: [{ name: 'http', port: 8080 }],
    cpu: '4',
    memory: '64Gi',
  },
  parameters: {},
  secrets: {},
  outputPath: undefined,
};
const cpuOnly: RenderInput = {
  ...training,
  run: {
    ...training.run,
    name: 'Prep',
    objectName: 'prep-1a2b3c',
    type: 'data-preparation',
  },
  pool: {
    cluster: 'hall-a',
    name: 'cpu',
    title: 'CPU',
    selector: { pool: 'cpu' },
    kind: 'cpu',
    resource: 'cpu',
    position: 0,
  },
  gpus: 0,
  priorityClass: undefined,
  workload: { kind: 'job', image: 'python:3', env: [], ports: [] },
  model: undefined,
  dataset: undefined,
  parameters: {},
  secrets: {},
  outputPath: undefined,
};

describe('renderRun', () => {
  it.each([
    ['KaiwoJob', training, kaiwo],
    ['Job', training, kueue],
    ['KaiwoService', serving, kaiwo],
    ['Deployment', serving, kueue],
    ['KaiwoJob without GPUs', cpuOnly, kaiwo],
    ['Job without GPUs', cpuOnly, kueue],
  ])('%s', (_, input, served) => {
    expect(renderRun(input, served)?.object).toMatchSnapshot();
  });

  it.each([
    [training, kaiwo, 'kaiwo-job'],
    [training, kueue, 'job'],
    [serving, kaiwo, 'kaiwo-service'],
    [serving, kueue, 'deployment'],
    [serving, { Job: kueue.Job }, undefined],
  ])('chooses by what the cluster serves', (input, served, renderer) => {
    expect(renderRun(input, served)?.renderer).toBe(renderer);
  });

  it('lets another renderer come first', () => {
    const mine = {
      name: 'mine',
      handles: () => kueue.Job,
      render: () => ({
        apiVersion: 'v1',
        kind: 'Mine',
        metadata: { name: 'x' },
      }),
    };
    expect(renderRun(training, kueue, [mine])?.object.kind).toBe('Mine');
  });

  it('asks for Kaiwo storage only where a size is asked for', () => {
    const input = { ...training, parameters: { storageSize: '500Gi' } };
    expect(renderRun(training, kaiwo)?.object.spec).not.toHaveProperty(
      'storage',
    );
    expect(renderRun(input, kaiwo)?.object.spec).toMatchObject({
      storage: {
        storageEnabled: true,
        data: { mountPath: '/workload', storageSize: '500Gi' },
      },
    });
  });
});

describe('finetuningConfig', () => {
  it('has the structure of the engine, with what the parameters say', () => {
    expect(parse(finetuningConfig(training))).toEqual({
      method: 'sft',
      data_conf: {
        training_data: {
          type: 'CONCATENATION',
          datasets: [{ path: 'hf://datasets/databricks/dolly' }],
        },
        validation_data: { type: 'NONE' },
        chat_template_name: 'keep-original',
      },
      training_args: {
        learning_rate: 5e-5,
        bf16: true,
        fp16: false,
        num_train_epochs: 3,
      },
      overrides: { lr_multiplier: 1 },
      batchsize_conf: { total_train_batch_size: 16 },
      peft_conf: {
        peft_type: 'LORA',
        task_type: 'CAUSAL_LM',
        peft_kwargs: { r: 32, target_modules: ['q_proj', 'v_proj'] },
      },
      quant_conf: { quantization_type: 'no-quantization' },
      run_conf: {
        model: 'hf://meta-llama/Llama-3.1-8B',
        resume_from_checkpoint: 'auto',
      },
      sft_args: { max_seq_length: 4096 },
    });
  });
});

describe('methodOf', () => {
  it.each([
    [{ method: 'sft', peft: 'NO_PEFT' }, 'full'],
    [{ method: 'sft', peft: 'LORA', quantization: 'no-quantization' }, 'lora'],
    [{ peft: 'LORA', quantization: 'bits-and-bytes' }, 'qlora'],
    [{ method: 'dpo', peft: 'LORA' }, 'dpo'],
    [{}, 'full'],
  ])('%j is %s', (parameters, method) =>
    expect(methodOf(parameters)).toBe(method),
  );
});

describe('environmentOf', () => {
  it('lets the workload have the last word', () => {
    const names = environmentOf({
      ...training,
      workload: {
        ...training.workload,
        env: [{ name: 'MODEL_URI', value: '/local' }],
      },
    });
    expect(names.filter(({ name }) => name === 'MODEL_URI')).toEqual([
      { name: 'MODEL_URI', value: '/local' },
    ]);
  });
});
