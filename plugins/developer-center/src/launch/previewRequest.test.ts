import type { AiWorkloadParameter } from '@silogen/backstage-plugin-developer-center-common';
import { splitProblems, toPreviewRequest } from './previewRequest';

const declared: AiWorkloadParameter[] = [
  {
    name: 'method',
    title: 'Objective',
    type: 'enum',
    values: ['sft'],
    default: 'sft',
  },
  {
    name: 'peft',
    title: 'Weights',
    type: 'enum',
    values: ['NO_PEFT', 'LORA'],
    default: 'NO_PEFT',
  },
  {
    name: 'quantization',
    title: 'Quantisation',
    type: 'enum',
    values: ['no-quantization', 'bits-and-bytes'],
    when: { parameter: 'peft', in: ['LORA'] },
  },
  { name: 'epochs', title: 'Epochs', type: 'integer' },
  {
    name: 'loraR',
    title: 'Rank',
    type: 'integer',
    when: { parameter: 'peft', in: ['LORA'] },
  },
  { name: 'merge', title: 'Merge', type: 'boolean' },
  { name: 'checkpointsRemote', title: 'Checkpoints', type: 'string' },
];

describe('toPreviewRequest', () => {
  it.each([
    ['nothing', {}, {}],
    ['no form at all', undefined, {}],
    [
      'empty texts',
      { project: '', runName: ' ', placement: { cluster: '', gpus: 1 } },
      { gpus: 1 },
    ],
    ['values of other types', { project: 3, model: [], placement: 'x' }, {}],
    [
      'the common fields',
      {
        workload: 'aiworkload:default/w',
        model: 'aimodel:default/m',
        dataset: 'aidataset:default/d',
        runName: 'Night run',
        project: 'vision',
        placement: {
          cluster: 'instinct-1',
          pool: 'mi300x',
          gpus: 8,
          priority: 'high',
        },
        huggingFaceTokenSecret: 'hf',
        showAdvanced: true,
        summary: null,
      },
      {
        workload: 'aiworkload:default/w',
        inputs: { model: 'aimodel:default/m', dataset: 'aidataset:default/d' },
        name: 'Night run',
        project: 'vision',
        cluster: 'instinct-1',
        pool: 'mi300x',
        gpus: 8,
        priority: 'high',
        secrets: { huggingFaceToken: 'hf' },
      },
    ],
    [
      'an unknown priority',
      { placement: { priority: 'urgent', gpus: 0 } },
      { gpus: 0 },
    ],
    [
      'LoRA',
      { method: 'lora', loraR: 64, epochs: 2, merge: false },
      {
        parameters: {
          method: 'sft',
          peft: 'LORA',
          quantization: 'no-quantization',
          loraR: 64,
          epochs: 2,
          merge: false,
        },
      },
    ],
    [
      'QLoRA',
      { method: 'qlora' },
      {
        parameters: {
          method: 'sft',
          peft: 'LORA',
          quantization: 'bits-and-bytes',
        },
      },
    ],
    [
      'all weights, with what was typed for an adapter before',
      { method: 'full', loraR: 64, epochs: '' },
      { parameters: { method: 'sft', peft: 'NO_PEFT' } },
    ],
    [
      'a parameter that the workload does not have',
      { colour: 'red', epochs: 1 },
      { parameters: { epochs: 1 } },
    ],
    [
      'a bucket path for checkpoints',
      { outputBucketPath: 'bucket/path' },
      { parameters: { checkpointsRemote: 'bucket/path' } },
    ],
  ])('%s', (_name, formData, request) => {
    expect(toPreviewRequest(formData, declared)).toEqual(request);
  });

  it('sends every other field while the workload is unknown, and the bucket path by itself', () => {
    expect(
      toPreviewRequest({
        temperature: 0,
        method: 'fast',
        outputBucketPath: 'b/p',
      }),
    ).toEqual({
      parameters: { temperature: 0, method: 'fast' },
      outputPath: 'b/p',
    });
  });

  it('takes the bucket path as the output where the workload has no parameter for it', () => {
    expect(toPreviewRequest({ outputBucketPath: 'b/p' }, [])).toEqual({
      outputPath: 'b/p',
    });
  });
});

describe('splitProblems', () => {
  const problem = (field: string) => ({
    field,
    problem: 'is not right',
    remedy: 'Change it.',
  });
  it.each([
    ['name', 'missing'],
    ['gpus', 'wrong'],
    ['inputs.model', 'wrong'],
    ['inputs.dataset', 'missing'],
    ['parameters.epochs', 'wrong'],
    ['parameters.loraR', 'missing'],
  ])('%s is %s', (field, kind) => {
    const request = {
      gpus: 0,
      inputs: { model: 'aimodel:default/m' },
      parameters: { epochs: 0 },
    };
    const split = splitProblems([problem(field)], request);
    expect(split[kind as 'wrong' | 'missing']).toEqual([problem(field)]);
    expect([...split.wrong, ...split.missing]).toHaveLength(1);
  });
});
