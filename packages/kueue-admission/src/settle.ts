import { SnapshotOptions } from './options';
import { Admitted, Eviction, Scheduled, SchedulerRun } from './scheduler-run';
import { buildSnapshot } from './snapshot';
import { AdmissionWorld } from './types';

export interface SettledEviction extends Eviction {
  /** True if it holds quota again in the end. */
  readmitted: boolean;
}

/** Where a world comes to rest when evictions take no time and nothing ends or arrives. */
export interface Settled {
  /** Those that got quota and still have it in the end, in order. */
  admitted: Admitted[];
  /** Those that lost quota which they had at the start, in order, once each. */
  evicted: SettledEviction[];
  /** What waits in the end, and why; queue by queue and in order. */
  waiting: Scheduled[];
  /** False if workloads keep evicting each other, so that there is no end: what is given is a state on the way. */
  settled: boolean;
}

/**
 * Plays Kueue forward from a world until nothing changes, as if evictions took no time and nothing ended by itself.
 * Evictions that are under way are completed first, and so are those of deactivated workloads and drained queues.
 */
export function settle(
  world: AdmissionWorld,
  options: SnapshotOptions & { nowMs: number },
): Settled {
  const snapshot = buildSnapshot(world, options);
  const run = SchedulerRun.create(snapshot, world, {
    nowMs: options.nowMs,
    instantEvictions: true,
  });
  run.evictStopped().run();
  const { admitted, evicted, settled } = run;
  const back = new Set(admitted.map(({ key }) => key));
  return {
    admitted,
    evicted: evicted.map(eviction => ({
      ...eviction,
      readmitted: back.has(eviction.key),
    })),
    waiting: run.waiting(),
    settled,
  };
}
