import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import type { PoolFacts } from '../pools/poolFacts';
import { desiredQueues } from './desiredQueues';
import { capacityProblems, quotaProblems } from './validateQuota';

const gpu = 'amd.com/gpu';
const quota = (
  guaranteed: string,
  more: Partial<PoolQuota['resources'][number]> = {},
  access: PoolQuota['access'] = 'guaranteed',
): PoolQuota => ({
  pool: 'mi300x',
  access,
  resources: [{ resource: gpu, guaranteed, ...more }],
});

describe('quotaProblems', () => {
  const options = { pools: [{ name: 'mi300x' }], covered: ['cpu', gpu] };
  const at = 'pools[0].resources[0]';

  it.each([
    [
      'a fine quota',
      [quota('8', { borrowingLimit: '4', lendingLimit: '8' })],
      [],
    ],
    ['borrow-only', [quota('0', {}, 'borrow')], []],
    ['half a GPU', [quota('500m')], [`${at}.guaranteed`]],
    ['a negative guarantee', [quota('-1')], [`${at}.guaranteed`]],
    ['no quantity', [quota('eight')], [`${at}.guaranteed`]],
    [
      'lending more than is guaranteed',
      [quota('4', { lendingLimit: '8' })],
      [`${at}.lendingLimit`],
    ],
    [
      'a guarantee with borrow-only access',
      [quota('4', {}, 'borrow')],
      [`${at}.guaranteed`],
    ],
    ['an unknown pool', [{ ...quota('4'), pool: 'h100' }], ['pools[0].pool']],
    ['a pool twice', [quota('4'), quota('4')], ['pools[1].pool']],
    [
      'an unknown resource',
      [{ ...quota('4'), resources: [{ resource: 'tpu', guaranteed: '1' }] }],
      [`${at}.resource`],
    ],
  ])('%s', (_, quotas, fields) => {
    const problems = quotaProblems(quotas, options);
    expect(problems.map(({ field }) => field)).toEqual(fields);
    expect(problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
  });
});

describe('capacityProblems', () => {
  const capacity = (gpus: bigint) => new Map([[gpu, gpus * 1000n]]);

  function check(options: {
    gpus: bigint;
    others: string;
    before: string;
    after: string;
  }) {
    const planned = (mine: string) =>
      desiredQueues({
        pools: [
          {
            name: 'mi300x',
            nodeLabels: {},
            mainResource: gpu,
            capacity: capacity(options.gpus),
          },
        ],
        gpuResources: [gpu],
        projects: [
          { name: 'mine', id: '1', pools: [quota(mine)] },
          { name: 'theirs', id: '2', pools: [quota(options.others)] },
        ],
        cohort: 'kaiwo',
        catchAll: 'kaiwo',
      });
    return capacityProblems({
      project: 'mine',
      quotas: [quota(options.after)],
      before: planned(options.before),
      after: planned(options.after),
      catchAll: 'kaiwo',
      pools: [
        {
          name: 'mi300x',
          capacity: capacity(options.gpus),
        } as unknown as PoolFacts,
      ],
      foreign: new Map(),
    });
  }

  it.each([
    [
      'exactly what is left',
      { gpus: 48n, others: '40', before: '0', after: '8' },
      false,
    ],
    [
      'one more than is left',
      { gpus: 48n, others: '40', before: '0', after: '9' },
      true,
    ],
    [
      'lowering after node loss',
      { gpus: 24n, others: '16', before: '32', after: '24' },
      false,
    ],
    [
      'raising after node loss',
      { gpus: 24n, others: '16', before: '8', after: '12' },
      true,
    ],
  ])('%s', (_, options, refused) => {
    expect(check(options).length > 0).toBe(refused);
  });

  it('names the numbers and what is possible', () => {
    expect(
      check({ gpus: 48n, others: '40', before: '0', after: '16' }),
    ).toEqual([
      {
        field: 'pools[0].resources[0].guaranteed',
        problem:
          'asks for 16 amd.com/gpu in pool mi300x, which has 48, of which 40 are guaranteed to others',
        remedy:
          "Guarantee at most 8, or lower another project's guarantee first",
      },
    ]);
  });
});
