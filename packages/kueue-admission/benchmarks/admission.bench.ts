/*
 * Times of the main functions on a large cluster; see the README for how to run it. Prints milliseconds, asserts nothing.
 */
import { performance } from 'node:perf_hooks';
import {
  affectedBy,
  buildSnapshot,
  decide,
  poolNumbers,
  schedule,
  settle,
  wouldStart,
  type AdmissionWorkload,
  type AdmissionWorld,
  type ClusterQueueSpec,
} from '../src';

const QUEUES = 1000;
const ADMITTED = 30_000;
const PENDING = 20_000;
/** GPUs of each queue: together as many as the admitted workloads use. */
const NOMINAL = ADMITTED / QUEUES;
const GPU = 'amd.com/gpu';
const gpus = (count: number) => BigInt(count) * 1000n;

function queueOf(index: number, queuesPerCohort: number): ClusterQueueSpec {
  const quotas = (nominal: bigint) => ({
    cpu: { nominal: nominal * 16n },
    memory: { nominal: nominal * 1024n ** 3n * 64n },
    [GPU]: { nominal },
  });
  return {
    name: `q${index}`,
    cohort: `c${Math.floor(index / queuesPerCohort)}`,
    resourceGroups: [
      {
        coveredResources: ['cpu', 'memory', GPU],
        flavors: [
          { flavor: 'cpu-only', resources: quotas(0n) },
          { flavor: 'mi300x', resources: quotas(gpus(NOMINAL)) },
        ],
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
  };
}

function workloadOf(index: number, admitted: boolean): AdmissionWorkload {
  const requests = {
    cpu: gpus(4),
    memory: gpus(1) * 32n * 1024n ** 3n,
    [GPU]: gpus(1),
  };
  // Half of the queues get twice their share: something to borrow and to reclaim.
  const queue =
    admitted && index % 3 === 0 ? index % QUEUES >> 1 : index % QUEUES;
  const flavors = { cpu: 'mi300x', memory: 'mi300x', [GPU]: 'mi300x' };
  return {
    key: `${admitted ? 'run' : 'wait'}/${index}`,
    uid: `${admitted}-${index}`,
    clusterQueue: `q${queue}`,
    priority: (index % 3) - 1,
    queuedAtMs: index,
    active: true,
    podSets: [{ name: 'main', count: 1, requests }],
    admission: admitted
      ? {
          clusterQueue: `q${queue}`,
          podSets: [{ name: 'main', count: 1, flavors, usage: requests }],
        }
      : undefined,
    reservedAtMs: admitted ? index : undefined,
  };
}

function largeWorld(queuesPerCohort: number): AdmissionWorld {
  return {
    clusterQueues: Array.from({ length: QUEUES }, (_, index) =>
      queueOf(index, queuesPerCohort),
    ),
    cohorts: [],
    flavors: [
      { name: 'cpu-only', nodeLabels: {} },
      { name: 'mi300x', nodeLabels: {} },
    ],
    workloads: [
      ...Array.from({ length: ADMITTED }, (_, index) =>
        workloadOf(index, true),
      ),
      ...Array.from({ length: PENDING }, (_, index) =>
        workloadOf(index, false),
      ),
    ],
  };
}

function time(name: string, run: () => unknown): void {
  const start = performance.now();
  run();
  const milliseconds = (performance.now() - start).toFixed(1);
  process.stdout.write(`${name.padEnd(28)} ${milliseconds.padStart(10)} ms\n`);
}

for (const queuesPerCohort of [20, QUEUES]) {
  const world = largeWorld(queuesPerCohort);
  const snapshot = buildSnapshot(world);
  const waiting = world.workloads[ADMITTED];
  const options = { nowMs: Date.now() };
  process.stdout.write(
    `${QUEUES} queues, ${queuesPerCohort} a cohort, ${ADMITTED} admitted, ${PENDING} waiting\n`,
  );
  time('buildSnapshot', () => buildSnapshot(world));
  time('decide', () => decide(snapshot, waiting));
  time('wouldStart', () => wouldStart(world, waiting, options));
  time('poolNumbers', () => poolNumbers(world));
  time('schedule', () => schedule(world, options));
  time('settle', () => settle(world, options));
  time('affectedBy', () => affectedBy(world, world, options));
}
