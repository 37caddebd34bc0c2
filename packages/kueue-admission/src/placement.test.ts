import { GPU, queue, workload, world } from './__testUtils__/worlds';
import { buildSnapshot } from './snapshot';
import { decide } from './decide';
import type { AdmissionWorld, FlavorSpec, KueueRelease, PodSet } from '.';

function outcome(
  flavor: Partial<FlavorSpec>,
  pod: Partial<PodSet>,
  messages: KueueRelease = '0.12',
  others: FlavorSpec[] = [],
) {
  const spec = queue('a', { nominal: 8000n });
  spec.resourceGroups[0].flavors.push(
    ...others.map(({ name }) => ({
      flavor: name,
      resources: { [GPU]: { nominal: 8000n } },
    })),
  );
  const place: AdmissionWorld = {
    ...world([spec]),
    flavors: [{ name: 'f', nodeLabels: {}, ...flavor }, ...others],
  };
  const decision = decide(
    buildSnapshot(place, { messages }),
    workload('w', 'a', 1, { pod }),
  );
  return decision.outcome === 'admit'
    ? decision.admission.podSets[0].flavors[GPU]
    : decision.outcome === 'wait' && decision.message;
}

const MISMATCH =
  "couldn't assign flavors to pod set main: flavor f doesn't match node affinity";
const labels = { nodeLabels: { gpu: 'mi300x', zone: 'a' } };

describe('node selector and affinity', () => {
  it.each<[string, Partial<PodSet>, string]>([
    ['nothing', {}, 'f'],
    ['the label', { nodeSelector: { gpu: 'mi300x' } }, 'f'],
    ['another value', { nodeSelector: { gpu: 'h100' } }, MISMATCH],
    [
      'a label the flavor knows nothing of',
      { nodeSelector: { rack: '7' } },
      'f',
    ],
    [
      'In',
      {
        nodeAffinity: [
          [{ key: 'gpu', operator: 'In', values: ['h100', 'mi300x'] }],
        ],
      },
      'f',
    ],
    [
      'In without the value',
      { nodeAffinity: [[{ key: 'gpu', operator: 'In', values: ['h100'] }]] },
      MISMATCH,
    ],
    [
      'NotIn',
      {
        nodeAffinity: [[{ key: 'gpu', operator: 'NotIn', values: ['mi300x'] }]],
      },
      MISMATCH,
    ],
    ['Exists', { nodeAffinity: [[{ key: 'gpu', operator: 'Exists' }]] }, 'f'],
    [
      'DoesNotExist',
      { nodeAffinity: [[{ key: 'gpu', operator: 'DoesNotExist' }]] },
      MISMATCH,
    ],
    [
      'one of two terms',
      {
        nodeAffinity: [
          [{ key: 'gpu', operator: 'In', values: ['h100'] }],
          [{ key: 'zone', operator: 'In', values: ['a'] }],
        ],
      },
      'f',
    ],
    [
      'both expressions of a term',
      {
        nodeAffinity: [
          [
            { key: 'gpu', operator: 'In', values: ['mi300x'] },
            { key: 'zone', operator: 'In', values: ['b'] },
          ],
        ],
      },
      MISMATCH,
    ],
    [
      'a term about unknown keys only, which any node may meet',
      {
        nodeAffinity: [
          [{ key: 'gpu', operator: 'In', values: ['h100'] }],
          [{ key: 'rack', operator: 'Exists' }],
        ],
      },
      'f',
    ],
  ])('%s', (_, pod, expected) => {
    expect(outcome(labels, pod)).toBe(expected);
  });

  it.each<[KueueRelease, string]>([
    ['0.12', 'gpu-pool'],
    ['0.19', 'f'],
  ])('Kueue %s: a label that only another flavor has', (release, expected) => {
    const gpuPool = { name: 'gpu-pool', nodeLabels: { gpu: 'mi300x' } };
    expect(
      outcome({}, { nodeSelector: { gpu: 'mi300x' } }, release, [gpuPool]),
    ).toBe(expected);
  });
});

describe('taints', () => {
  const taint = { key: 'spot', value: 'yes', effect: 'NoSchedule' };
  const refused =
    "couldn't assign flavors to pod set main: untolerated taint {spot yes NoSchedule <nil>} in flavor f";

  it.each<[string, Partial<FlavorSpec>, PodSet['tolerations'], string]>([
    ['not tolerated', {}, undefined, refused],
    [
      'tolerated',
      {},
      [{ key: 'spot', value: 'yes', effect: 'NoSchedule' }],
      'f',
    ],
    [
      'tolerated in every effect',
      {},
      [{ key: 'spot', operator: 'Exists' }],
      'f',
    ],
    ['tolerated like everything', {}, [{ operator: 'Exists' }], 'f'],
    ['with another value', {}, [{ key: 'spot', value: 'no' }], refused],
    [
      'with another effect',
      {},
      [{ key: 'spot', operator: 'Exists', effect: 'NoExecute' }],
      refused,
    ],
    [
      'tolerated by the flavor itself',
      { tolerations: [{ operator: 'Exists' }] },
      undefined,
      'f',
    ],
    [
      'that only discourages',
      { nodeTaints: [{ key: 'spot', effect: 'PreferNoSchedule' }] },
      undefined,
      'f',
    ],
  ])('%s', (_, flavor, tolerations, expected) => {
    expect(outcome({ nodeTaints: [taint], ...flavor }, { tolerations })).toBe(
      expected,
    );
  });
});
