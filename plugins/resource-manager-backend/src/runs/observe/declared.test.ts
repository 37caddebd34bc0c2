import { declaredBy, declaredOutput } from './declared';
import type { RunObject } from './kube';

const object = (
  annotations: Record<string, string>,
  more: { labels?: Record<string, string>; spec?: object } = {},
): RunObject => ({
  apiVersion: 'v1',
  kind: 'Job',
  metadata: { name: 'x', annotations, labels: more.labels },
  spec: more.spec as RunObject['spec'],
});
const say = (name: string, value: string) => ({
  [`airm.silogen.ai/${name}`]: value,
});

describe('declaredBy', () => {
  it('says nothing for an object that says nothing', () => {
    expect(
      Object.values(
        declaredBy({ apiVersion: 'v1', kind: 'Job', metadata: { name: 'x' } }),
      ),
    ).toEqual(Array(7).fill(undefined));
  });

  it.each([
    [
      'workload',
      'aiworkload:default/sft',
      'workload',
      'aiworkload:default/sft',
    ],
    ['model', 'AIModel:Default/Llama-3', 'model', 'aimodel:default/llama-3'],
    ['model', 'aidataset:default/x', 'model', undefined],
    ['model', 'aimodel:x', 'model', undefined],
    ['model', 'aimodel:default/a/b', 'model', undefined],
    ['model', 'aimodel:default/<b>', 'model', undefined],
    ['dataset', 'aidataset:team/rows_1', 'dataset', 'aidataset:team/rows_1'],
    ['method', 'lora', 'method', 'lora'],
    ['method', 'magic', 'method', undefined],
    ['interruption', 'resumes', 'interruption', 'resumes'],
    ['interruption', 'never', 'interruption', undefined],
    ['output-path', 's3://a/b', 'outputPath', 's3://a/b'],
    ['output-path', 'x'.repeat(501), 'outputPath', undefined],
  ] as const)('%s %s', (name, value, field, expected) => {
    expect(declaredBy(object(say(name, value)))[field]).toBe(expected);
  });

  it.each([
    [{ spec: { priorityClass: 'low' } }, 'low'],
    [{ labels: { 'kueue.x-k8s.io/priority-class': 'high' } }, 'high'],
    [{ spec: { priorityClass: 'urgent' } }, undefined],
  ])('priority of %j', (more, priority) => {
    expect(declaredBy(object({}, more)).priority).toBe(priority);
  });

  it.each([
    [{}, undefined],
    [say('output-model', 'Support Assistant 8B'), 'support-assistant-8b'],
  ])('names the model of %j', (annotations, name) => {
    expect(declaredOutput(object(annotations))).toBe(name);
  });
});
