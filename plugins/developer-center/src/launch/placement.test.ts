import {
  isAiWorkloadEntity,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { pool, workload } from './__testUtils__/renderLaunch';
import { fitOf, gpuChoices, poolsFor } from './placement';

function workloadWith(spec: object): AiWorkloadEntity {
  const entity = { ...workload, spec: { ...workload.spec, ...spec } };
  if (!isAiWorkloadEntity(entity)) throw new Error('Not a workload');
  return entity;
}

describe('fitOf', () => {
  const room = {
    freeGuaranteed: '2',
    borrowable: '4',
    reclaimable: '1',
    capacity: '16',
    largestNode: 8,
  };
  it.each([
    [0, {}, 'guaranteed', 0],
    [2, {}, 'guaranteed', 2],
    [3, {}, 'borrows', 1],
    [6, {}, 'borrows', 4],
    [7, {}, 'reclaims', 1],
    [8, {}, 'waits', 1],
    [9, {}, 'exceeds-node', 8],
    [9, { largestNode: undefined }, 'waits', 2],
    [17, {}, 'exceeds-pool', 16],
    [
      1,
      { freeGuaranteed: '500m', borrowable: '0', reclaimable: '0' },
      'waits',
      1,
    ],
    [1, { freeGuaranteed: '-2', borrowable: '1' }, 'borrows', 1],
  ])('%i GPUs with %o', (gpus, overrides, outcome, units) => {
    expect(fitOf(pool({ ...room, ...overrides }), gpus)).toEqual({
      outcome,
      units,
    });
  });
});

describe('poolsFor', () => {
  const pools = [
    pool({ pool: 'amd' }),
    pool({ pool: 'nvidia', vendor: 'nvidia' }),
    pool({ pool: 'closed', access: 'none' }),
    pool({ pool: 'cpu', kind: 'cpu', vendor: undefined }),
  ];
  it.each([
    ['no workload', undefined, ['amd', 'nvidia', 'cpu']],
    ['AMD only', workloadWith({}), ['amd']],
    [
      'both vendors',
      workloadWith({ accelerators: ['amd', 'nvidia'] }),
      ['amd', 'nvidia'],
    ],
    ['CPU only', workloadWith({ accelerators: [] }), ['cpu']],
  ])('%s', (_name, entity, names) => {
    expect(poolsFor(pools, entity).map(one => one.pool)).toEqual(names);
  });

  it('lets work without GPUs use the CPUs of GPU nodes where there is nothing else', () => {
    const withGpus = pools.filter(({ kind }) => kind === 'gpu');
    const cpuOnly = workloadWith({ accelerators: [] });
    expect(poolsFor(withGpus, cpuOnly).map(one => one.pool)).toEqual([
      'amd',
      'nvidia',
    ]);
  });
});

describe('gpuChoices', () => {
  const range = { resources: { gpus: { min: 1, default: 1, max: 4 } } };
  it.each([
    ['the workload’s set', workloadWith({}), undefined, [1, 8]],
    ['what both allow', workloadWith({}), [1, 2], [1]],
    ['the form’s set', workloadWith(range), [1, 2], [1, 2]],
    ['any number', workloadWith(range), undefined, undefined],
    [
      'the one number',
      workloadWith({ resources: { gpus: { min: 1, default: 1, max: 1 } } }),
      undefined,
      [1],
    ],
    ['any number without a workload', undefined, [], undefined],
  ])('%s', (_name, entity, schemaEnum, counts) => {
    expect(gpuChoices({ workload: entity, schemaEnum })).toEqual(counts);
  });
});
