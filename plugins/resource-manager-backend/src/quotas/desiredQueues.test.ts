import * as fc from 'fast-check';
import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import {
  desiredQueues,
  nominalOf,
  type DesiredQueuesInput,
} from './desiredQueues';

const GiB = 1024n * 1024n * 1024n * 1000n;
const capacity = (gpus: bigint) =>
  new Map([
    ['cpu', gpus * 24_000n],
    ['memory', gpus * 128n * GiB],
    ['ephemeral-storage', 0n],
    ['amd.com/gpu', gpus * 1000n],
  ]);

const pool = (name: string, gpus: bigint) => ({
  name,
  nodeLabels: { 'kaiwo/gpu-model': name },
  mainResource: 'amd.com/gpu',
  capacity: capacity(gpus),
});

const quota = (
  name: string,
  gpus: string,
  access: PoolQuota['access'] = 'guaranteed',
): PoolQuota => ({
  pool: name,
  access,
  resources: [{ resource: 'amd.com/gpu', guaranteed: gpus }],
});

const input = (
  projects: DesiredQueuesInput['projects'],
  gpus = 48n,
): DesiredQueuesInput => ({
  pools: [pool('mi300x', gpus), pool('mi325x', 16n)],
  gpuResources: ['amd.com/gpu'],
  projects,
  cohort: 'kaiwo',
  catchAll: 'kaiwo',
});

describe('desiredQueues', () => {
  it('gives a project its guarantee and its share of what was left out, and the rest to the catch-all queue', () => {
    const desired = desiredQueues(
      input([{ name: 'team-a', id: 'id-a', pools: [quota('mi300x', '12')] }]),
    );
    expect(
      desired.clusterQueues.map(({ name, flavors }) => [
        name,
        flavors.map(flavor => flavor.name),
      ]),
    ).toEqual([
      ['kaiwo', ['mi300x', 'mi325x']],
      ['team-a', ['mi300x']],
    ]);
    const [catchAll, team] = desired.clusterQueues;
    expect(team.flavors[0].resources).toEqual([
      { name: 'cpu', nominal: 12n * 24_000n },
      { name: 'memory', nominal: 12n * 128n * GiB },
      { name: 'ephemeral-storage', nominal: 0n },
      { name: 'amd.com/gpu', nominal: 12_000n },
    ]);
    expect(nominalOf(catchAll, 'mi300x', 'amd.com/gpu')).toBe(36_000n);
    expect(desired.localQueues).toEqual([
      { namespace: 'team-a', name: 'team-a', clusterQueue: 'team-a' },
    ]);
    expect(desired.namespaces).toEqual([{ name: 'team-a', projectId: 'id-a' }]);
    expect(
      desired.priorityClasses.map(({ name, value }) => [name, value]),
    ).toEqual([
      ['low', -100],
      ['medium', 0],
      ['high', 100],
    ]);
  });

  it.each([
    ['borrow-only: listed with 0', [quota('mi300x', '0', 'borrow')], [0n]],
    ['no access: no queue', [quota('mi300x', '0', 'none')], undefined],
    ['nothing: no queue', [], undefined],
  ])('%s', (_, pools, expected) => {
    const desired = desiredQueues(input([{ name: 'team-a', id: 'a', pools }]));
    const queue = desired.clusterQueues.find(({ name }) => name === 'team-a');
    expect(
      queue?.flavors.map(flavor =>
        nominalOf(queue, flavor.name, 'amd.com/gpu'),
      ),
    ).toEqual(expected);
  });

  it('leaves nothing, not less than nothing, when nodes are lost', () => {
    const desired = desiredQueues(
      input([{ name: 'team-a', id: 'a', pools: [quota('mi300x', '32')] }], 24n),
    );
    expect(nominalOf(desired.clusterQueues[0], 'mi300x', 'amd.com/gpu')).toBe(
      0n,
    );
    expect(nominalOf(desired.clusterQueues[1], 'mi300x', 'amd.com/gpu')).toBe(
      32_000n,
    );
  });

  it('does not give what foreign queues of the cohort have', () => {
    const desired = desiredQueues({
      ...input([]),
      foreign: new Map([['mi300x', new Map([['amd.com/gpu', 8000n]])]]),
    });
    expect(nominalOf(desired.clusterQueues[0], 'mi300x', 'amd.com/gpu')).toBe(
      40_000n,
    );
  });

  it('keeps the sum of a cohort equal to its capacity, whatever is guaranteed within it', () => {
    const share = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 4 }), guarantees => {
        const projects = guarantees.map((gpus, index) => ({
          name: `team-${index}`,
          id: String(index),
          pools: [quota('mi300x', String(gpus))],
        }));
        const desired = desiredQueues(input(projects));
        for (const resource of ['cpu', 'memory', 'amd.com/gpu']) {
          const sum = desired.clusterQueues.reduce(
            (total, queue) => total + nominalOf(queue, 'mi300x', resource),
            0n,
          );
          expect(sum).toBe(capacity(48n).get(resource));
        }
      }),
    );
  });
});
