import type {
  AiModelEntity,
  AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import { memoryUseOf } from './memoryUse';

function workloadOf(
  category: string,
  parameters: { name: string; default?: string | number }[] = [],
): AiWorkloadEntity {
  return {
    spec: {
      // The group of the upstream collection, which says nothing about memory.
      type: 'multimodal',
      category,
      resources: { gpus: { min: 1, default: 1, max: 8 } },
      parameters,
    },
  } as unknown as AiWorkloadEntity;
}

function modelOf(spec: Partial<AiModelEntity['spec']>): AiModelEntity {
  return { spec } as AiModelEntity;
}

const fineTuning = workloadOf('fine-tuning', [
  { name: 'peft', default: 'NO_PEFT' },
  { name: 'quantization', default: 'no-quantization' },
  { name: 'maxSeqLength', default: 2048 },
  { name: 'maxPerDeviceTrainBatchSize', default: 1 },
  { name: 'loraR', default: 64 },
  { name: 'distributedType', default: 'auto-deepspeed-stage1' },
]);

describe('memoryUseOf', () => {
  it.each<[string, PreviewRunRequest, object]>([
    [
      'what is not filled in has the default of the workload',
      {},
      { method: 'full', gpus: 1, sharding: 'optimiser', tokensPerGpu: 2048 },
    ],
    [
      'LoRA',
      { gpus: 8, parameters: { peft: 'LORA', loraR: 16 } },
      { method: 'lora', gpus: 8, adapterRank: 16 },
    ],
    [
      'QLoRA',
      { parameters: { peft: 'LORA', quantization: 'bits-and-bytes' } },
      { method: 'qlora', adapterRank: 64 },
    ],
    [
      'quantisation without an adapter changes nothing',
      { parameters: { quantization: 'bits-and-bytes' } },
      { method: 'full' },
    ],
    [
      'batch and distribution',
      {
        parameters: {
          maxSeqLength: 4096,
          maxPerDeviceTrainBatchSize: 2,
          distributedType: 'auto-deepspeed-stage3',
        },
      },
      { tokensPerGpu: 8192, sharding: 'all' },
    ],
  ])('fine-tuning: %s', (_name, request, want) => {
    expect(
      memoryUseOf({ workload: fineTuning, model: modelOf({}), request }),
    ).toMatchObject({ kind: 'training', ...want });
  });

  it('serving: one request as long as the context', () => {
    expect(
      memoryUseOf({
        workload: workloadOf('inference'),
        model: modelOf({ precision: 'bf16', contextLength: 131072 }),
        request: { gpus: 2 },
      }),
    ).toEqual({
      kind: 'serving',
      precision: 'bf16',
      gpus: 2,
      cachedTokens: 131072,
    });
  });

  it('serving: a shorter context, where one is asked for', () => {
    expect(
      memoryUseOf({
        workload: workloadOf('inference', [{ name: 'maxModelLen' }]),
        model: modelOf({ precision: 'bf16', contextLength: 131072 }),
        request: { gpus: 1, parameters: { maxModelLen: 4096 } },
      }),
    ).toMatchObject({ kind: 'serving', cachedTokens: 4096 });
  });

  it.each<[string, AiWorkloadEntity, AiModelEntity, PreviewRunRequest]>([
    [
      'an encoder',
      workloadOf('inference'),
      modelOf({
        task: 'feature-extraction',
        precision: 'bf16',
        contextLength: 512,
      }),
      {},
    ],
    ['a workspace', workloadOf('workspace'), modelOf({}), {}],
    [
      'fine-tuning of unknown length',
      workloadOf('fine-tuning'),
      modelOf({}),
      {},
    ],
    ['no GPU', fineTuning, modelOf({}), { gpus: 0 }],
    [
      'an unknown precision',
      workloadOf('inference'),
      modelOf({ precision: 'mxfp4', contextLength: 1000 }),
      {},
    ],
    [
      'an unknown context',
      workloadOf('inference'),
      modelOf({ precision: 'bf16' }),
      {},
    ],
  ])('no formula for %s', (_name, workload, model, request) => {
    expect(memoryUseOf({ workload, model, request })).toBeUndefined();
  });
});
