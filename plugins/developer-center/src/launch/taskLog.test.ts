import { complaintsIn } from './taskLog';

const at = '2026-11-24T16:00:00.000Z ';

it.each([
  ['none', {}, []],
  [
    'only errors',
    {
      launch: [
        `${at}Beginning step Launch`,
        `${at}info: fine`,
        `${at}error: gpus is 9. Ask for 8`,
      ],
    },
    ['gpus is 9. Ask for 8'],
  ],
  [
    'without colours',
    {
      launch: [`${at}\u001b[31merror\u001b[39m: name is taken. Choose another`],
    },
    ['name is taken. Choose another'],
  ],
  [
    'without the fields after it',
    { launch: [`${at}error: name is taken {"service":"scaffolder"}`] },
    ['name is taken'],
  ],
  [
    'each once, of all steps',
    { a: [`${at}error: x`], b: [`${at}error: x`, `${at}error: y`] },
    ['x', 'y'],
  ],
])('finds %s', (_name, logs, complaints) => {
  expect(complaintsIn(logs as Record<string, string[]>)).toEqual(complaints);
});
