import { typeOfObject } from './discover';
import type { RunObject } from './kube';

const labelled = (label?: string) =>
  ({
    metadata: {
      name: 'x',
      labels: label ? { 'airm.silogen.ai/workload-type': label } : {},
    },
  } as unknown as RunObject);

describe('typeOfObject', () => {
  it.each([
    ['workspace', 'workspace'],
    ['WORKSPACE', 'workspace'],
    ['FINE_TUNING', 'fine-tuning'],
    ['inference', 'inference'],
    ['MODEL_DOWNLOAD', 'custom'],
    [undefined, 'custom'],
  ])('%s is %s', (label, type) => {
    expect(typeOfObject(labelled(label))).toBe(type);
  });
});
