import { WINDOW_SECONDS } from './knownWorld';
import type { Question, Values } from './questions';

const windowed = { windowSeconds: WINDOW_SECONDS };
const namespaces = { groupBy: 'namespace' };
const ofPods = { groupBy: 'pod' };

/** 21 samples in the window, of which 11 have the value and 10 are 0. */
const RESTING = { at10: 110 / 21, at8: 88 / 21 };

/** What the registered queries say of the known world. */
export const TRUTH: [Question['query'], Question['params'], Values][] = [
  [
    'gpusHeld',
    namespaces,
    {
      'hall-a/team-a/Running': 4,
      'hall-a/team-b/Pending': 2,
      'hall-a/team-b/Running': 1,
      'hall-b/team-a/Running': 2,
    },
  ],
  [
    'gpusHeld',
    { groupBy: 'namespaceAndNode' },
    {
      'hall-a/team-a/a1/Running': 4,
      'hall-a/team-b/a1/Pending': 2,
      'hall-a/team-b/a2/Running': 1,
      'hall-b/team-a/b1/Running': 2,
    },
  ],
  [
    'gpusMeasured',
    namespaces,
    { 'hall-a/team-a': 4, 'hall-a/team-b': 1, 'hall-b/team-a': 2 },
  ],
  [
    'gpusBusy',
    { ...namespaces, ...windowed },
    { 'hall-a/team-a': 2, 'hall-b/team-a': 1 },
  ],
  [
    'gpusBusy',
    { ...ofPods, ...windowed },
    { 'hall-a/team-a/train': 2, 'hall-b/team-a/infer': 1 },
  ],
  [
    'gpusIdle',
    { ...namespaces, ...windowed },
    { 'hall-a/team-a': 2, 'hall-a/team-b': 1, 'hall-b/team-a': 1 },
  ],
  [
    'gpusIdle',
    { ...ofPods, ...windowed, pods: ['serve', 'infer'] },
    { 'hall-a/team-b/serve': 1, 'hall-b/team-a/infer': 1 },
  ],
  [
    'gpuActivity',
    { ...namespaces, ...windowed },
    {
      'hall-a/team-a': (80 + RESTING.at10 + RESTING.at8 + 1) / 4,
      'hall-a/team-b': 0,
      'hall-b/team-a': 45,
    },
  ],
  [
    'gpuMemoryUsed',
    namespaces,
    { 'hall-a/team-a': 10_000, 'hall-a/team-b': 500, 'hall-b/team-a': 3072 },
  ],
  [
    'gpuMemoryUsed',
    { ...ofPods, pods: ['train'] },
    { 'hall-a/team-a/train': 10_000 },
  ],
  [
    'gpuMemoryTotal',
    ofPods,
    {
      'hall-a/team-a/train': 4 * 196_592,
      'hall-a/team-b/serve': 196_592,
      'hall-b/team-a/infer': 2 * 46_068,
    },
  ],
  ['gpusInstalled', {}, { 'hall-a': 32, 'hall-b': 11 }],
  // Neither the cordoned node nor the one that is not ready has free GPUs.
  ['gpusFree', {}, { 'hall-a': 10, 'hall-b': 8 }],
];

/** The pod that ended 105 seconds before the end counts until then. */
export const TRUTH_OVER_TIME: [
  Question['query'],
  Question['params'],
  Values,
][] = [
  [
    'gpusMeasured',
    namespaces,
    overTime({
      'hall-a/team-a': [4, 4, 4, 4, 4, 4],
      'hall-a/team-b': [2, 2, 2, 2, 1, 1],
      'hall-b/team-a': [2, 2, 2, 2, 2, 2],
    }),
  ],
  [
    'gpusFree',
    {},
    overTime({
      'hall-a': [10, 10, 10, 10, 10, 10],
      'hall-b': [8, 8, 8, 8, 8, 8],
    }),
  ],
];

/** A value a minute, the last one at the end. */
function overTime(lines: Record<string, number[]>): Values {
  return Object.fromEntries(
    Object.entries(lines).flatMap(([group, values]) =>
      values.map((value, at) => [`${group} -${300 - at * 60}`, value]),
    ),
  );
}
