import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import { apiVersion, dataset, model } from '../launch/__testUtils__/renderLaunch';
import { launchablesFor, launchData } from './launchablesFor';

function workload(name: string, spec: object): AiWorkloadEntity {
  return {
    apiVersion,
    kind: 'AiWorkload',
    metadata: { name, namespace: 'default', title: name },
    spec: {
      type: name,
      owner: 'group:default/x',
      template: `template:default/${name}`,
      resources: { gpus: { min: 1, default: 1, max: 8, allowed: [1, 2, 4, 8] } },
      accelerators: ['amd'],
      interruption: 'restarts',
      runtime: { kind: 'job' },
      ...spec,
    },
  } as unknown as AiWorkloadEntity;
}

const text = { kind: 'AiModel', task: 'text-generation' };
const vectors = { kind: 'AiModel', task: 'feature-extraction' };
const serve = workload('serve', { category: 'inference', engine: 'vllm', consumes: [text] });
const embed = workload('embed', { category: 'inference', engine: 'infinity', consumes: [vectors] });
const tune = workload('tune', {
  category: 'fine-tuning',
  consumes: [text, { kind: 'AiDataset', task: 'text-generation' }],
});
const evaluate = workload('evaluate', { category: 'evaluation', consumes: [{ kind: 'AiModel' }] });
const formless = workload('formless', { category: 'inference', engine: 'vllm', consumes: [text], template: undefined });
const all = [evaluate, embed, formless, serve, tune];

describe('launchablesFor', () => {
  it.each<[string, object, string[]]>([
    ['tuned and served', { serving: { engines: ['vllm'], gpus: 1 } }, ['tune', 'serve', 'evaluate']],
    ['not tuned', { fineTuning: undefined, serving: { engines: ['vllm'] } }, ['serve', 'evaluate']],
    ['served by nothing', {}, ['tune', 'evaluate']],
    ['served by another engine', { serving: { engines: ['sglang'] } }, ['tune', 'evaluate']],
    ['tuned already', { type: 'tuned', fineTuning: undefined }, ['tune', 'evaluate']],
    [
      'for vectors',
      { task: 'feature-extraction', fineTuning: undefined, serving: { engines: ['infinity'] } },
      ['embed', 'evaluate'],
    ],
  ])('a model that is %s', (_name, spec, names) => {
    expect(launchablesFor(model('m', 'M', spec), all).map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it.each([
    ['of the task', { task: 'text-generation' }, ['tune']],
    ['of no task', {}, ['tune']],
    ['of another task', { task: 'image-classification' }, []],
  ])('a dataset %s', (_name, spec, names) => {
    const entity = { ...dataset, spec: { ...dataset.spec, ...spec } };
    expect(launchablesFor(entity, all).map(({ metadata }) => metadata.name)).toEqual(names);
  });
});

describe('launchData', () => {
  const ref = 'aimodel:default/m';
  it('asks for the GPUs that the model is served on, at the priority of endpoints', () => {
    const entity = model('m', 'M', { serving: { engines: ['vllm'], gpus: 4 } });
    expect(launchData(serve, entity)).toEqual({
      workload: 'aiworkload:default/serve',
      model: ref,
      placement: { gpus: 4, gpusOf: ref, priority: 'high' },
    });
  });

  it.each([
    ['the model declares none', serve, { serving: { engines: ['vllm'] } }],
    ['the workload does not take that many', serve, { serving: { engines: ['vllm'], gpus: 3 } }],
    ['it does not serve', tune, { serving: { engines: ['vllm'], gpus: 4 } }],
  ] as const)('leaves GPUs to the form where %s', (_name, workloadOf, spec) => {
    expect(launchData(workloadOf, model('m', 'M', spec))).toEqual({
      workload: `aiworkload:default/${workloadOf.metadata.name}`,
      model: ref,
    });
  });

  it('names a dataset as one', () => {
    expect(launchData(tune, dataset)).toEqual({
      workload: 'aiworkload:default/tune',
      dataset: 'aidataset:default/dolly',
    });
  });
});
