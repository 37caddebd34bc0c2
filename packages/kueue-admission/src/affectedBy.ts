import { SnapshotOptions } from './options';
import { settle, Settled, SettledEviction } from './settle';
import { AdmissionWorld } from './types';

/** Who is suspended and who starts because of a change. */
export interface Affected {
  /** Hold quota now and lose it only by the change. */
  suspended: SettledEviction[];
  /** Keys of workloads that wait now and start only by the change. */
  started: string[];
  /** Keys of workloads that wait now and would start without the change. */
  delayed: string[];
  /** False if one of the worlds never comes to rest, so that the answer is a guess. */
  settled: boolean;
}

function outcome({ admitted, evicted }: Settled, world: AdmissionWorld) {
  const heldBefore = new Set(
    world.workloads.filter(({ admission }) => admission).map(({ key }) => key),
  );
  const lost = evicted.filter(({ readmitted }) => !readmitted);
  const started = admitted.filter(({ key }) => !heldBefore.has(key));
  return {
    lost,
    lostKeys: new Set(lost.map(({ key }) => key)),
    started: new Set(started.map(({ key }) => key)),
  };
}

/**
 * What a change of quotas does to the present workloads: the difference between how the two worlds settle, so that what
 * would happen anyway is not blamed on it. Kueue suspends nothing for a smaller quota as such, only to make room for
 * somebody.
 */
export function affectedBy(
  world: AdmissionWorld,
  changed: AdmissionWorld,
  options: SnapshotOptions & { nowMs: number },
): Affected {
  const before = settle(world, options);
  const after = settle(changed, options);
  const without = outcome(before, world);
  const withChange = outcome(after, changed);
  return {
    suspended: withChange.lost.filter(({ key }) => !without.lostKeys.has(key)),
    started: [...withChange.started].filter(key => !without.started.has(key)),
    delayed: [...without.started].filter(key => !withChange.started.has(key)),
    settled: before.settled && after.settled,
  };
}
