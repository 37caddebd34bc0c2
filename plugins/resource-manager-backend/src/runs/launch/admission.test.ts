import type { AdmissionWorld } from '@silogen/kueue-admission';
import type { ClusterConnection } from '../../clusters/types';
import type { PoolSummary } from '../../contracts';
import { decideLaunch } from './admission';
import { launchWorkload } from './podSet';

const pool: PoolSummary = {
  cluster: 'hall-a',
  name: 'mi300x',
  title: 'MI300X',
  selector: { 'kaiwo/gpu-model': 'mi300x' },
  kind: 'gpu',
  resource: 'amd.com/gpu',
  gpuModel: 'mi300x',
  vendor: 'amd',
  position: 1,
};
const cpuPool: PoolSummary = {
  cluster: 'hall-a',
  name: 'cpu',
  title: 'CPU',
  selector: { pool: 'cpu' },
  kind: 'cpu',
  resource: 'cpu',
  position: 0,
};

function flavor(name: string, gpus: bigint) {
  return {
    flavor: name,
    resources: {
      cpu: { nominal: 500_000n },
      memory: { nominal: 6n * 1024n ** 4n * 1000n },
      'amd.com/gpu': { nominal: gpus * 1000n },
    },
  };
}

const world: AdmissionWorld = {
  clusterQueues: [
    {
      name: 'team-a',
      resourceGroups: [
        {
          coveredResources: ['cpu', 'memory', 'amd.com/gpu'],
          flavors: [flavor('cpu', 0n), flavor('mi300x', 8n)],
        },
      ],
      queueingStrategy: 'BestEffortFIFO',
      stopPolicy: 'None',
      fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'next' },
      preemption: {
        reclaimWithinCohort: 'Any',
        withinClusterQueue: 'LowerPriority',
        borrowWithinCohort: { policy: 'Never' },
      },
      namespaceSelector: 'all',
    },
  ],
  cohorts: [],
  flavors: [
    { name: 'cpu', nodeLabels: { pool: 'cpu' } },
    { name: 'mi300x', nodeLabels: { 'kaiwo/gpu-model': 'mi300x' } },
  ],
  workloads: [],
};

function connected(
  observed: AdmissionWorld,
  synced: boolean = true,
): ClusterConnection {
  return {
    view: { synced: () => synced },
    admissionWorld: () => observed,
  } as unknown as ClusterConnection;
}

const launch = (
  gpus: number,
  options: { kaiwo: boolean; into?: PoolSummary },
) =>
  launchWorkload({
    project: 'team-a',
    pool: options.into ?? pool,
    gpus,
    cpu: '8',
    memory: '64Gi',
    priority: 0,
    kaiwo: options.kaiwo,
    nowMs: 0,
  });

describe('decideLaunch', () => {
  it.each([true, false])(
    'puts GPUs into the pool, whether Kaiwo is there or not (%s)',
    kaiwo => {
      const { decision, position } = decideLaunch(
        connected(world),
        launch(8, { kaiwo }),
      );
      expect(position).toBe(1);
      expect(decision).toMatchObject({
        outcome: 'admit',
        borrows: false,
        admission: { podSets: [{ flavors: { 'amd.com/gpu': 'mi300x' } }] },
      });
    },
  );

  it('keeps a run without GPUs in the CPU pool', () => {
    const { decision } = decideLaunch(
      connected(world),
      launch(0, { kaiwo: false, into: cpuPool }),
    );
    expect(decision).toMatchObject({
      outcome: 'admit',
      admission: { podSets: [{ flavors: { cpu: 'cpu' } }] },
    });
  });

  it('knows what can never run', () => {
    const { decision } = decideLaunch(
      connected(world),
      launch(16, { kaiwo: true }),
    );
    expect(decision).toMatchObject({ outcome: 'wait', never: true });
  });

  it('says so when the project has no queue there', () => {
    const empty = { ...world, clusterQueues: [] };
    const { decision } = decideLaunch(
      connected(empty),
      launch(8, { kaiwo: true }),
    );
    expect(decision).toMatchObject({
      outcome: 'wait',
      reason: 'QueueUnavailable',
    });
  });

  it('makes no guess before the cluster is known', () => {
    expect(
      decideLaunch(connected(world, false), launch(8, { kaiwo: true })),
    ).toEqual({ position: 1 });
  });
});
