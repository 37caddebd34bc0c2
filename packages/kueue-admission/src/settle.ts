import { SnapshotOptions } from './options';
import { schedule, Scheduled } from './schedule';
import { AdmissionWorkload, AdmissionWorld } from './types';

/** Where a world comes to rest when evictions take no time and nothing ends or arrives. */
export interface Settled {
  world: AdmissionWorld;
  /** Keys of workloads that came in, in order; some may have been evicted again. */
  admitted: string[];
  /** Keys of workloads that were preempted, in order. */
  evicted: string[];
  /** What waits in the end, and why. */
  waiting: Scheduled[];
}

/** A preempted workload waits anew; more rounds than this for each workload cannot happen by Kueue's rules. */
const ROUNDS_PER_WORKLOAD = 4;

function withoutAdmission(workload: AdmissionWorkload): AdmissionWorkload {
  const { admission: _, reservedAtMs: __, evicting: ___, ...rest } = workload;
  return rest;
}

/**
 * Plays Kueue forward from a world until nothing changes: those under eviction go at once, and their room is given out.
 *
 * @throws Error if it does not come to rest.
 */
export function settle(
  world: AdmissionWorld,
  options: SnapshotOptions & { nowMs: number },
): Settled {
  const admitted: string[] = [];
  const evicted: string[] = [];
  let workloads = world.workloads.map(workload =>
    workload.admission && workload.evicting ? withoutAdmission(workload) : workload,
  );
  const limit = (world.workloads.length + 1) * ROUNDS_PER_WORKLOAD;
  for (let round = 0; round < limit; round++) {
    const current = { ...world, workloads };
    const { decisions } = schedule(current, options);
    const admissions = new Map<string, AdmissionWorkload['admission']>();
    const victims = new Set<string>();
    for (const { key, decision } of decisions) {
      if (decision.outcome === 'admit') {
        admissions.set(key, decision.admission);
        admitted.push(key);
      } else if (decision.outcome === 'preempt') {
        for (const victim of decision.victims) {
          victims.add(victim.key);
          evicted.push(victim.key);
        }
      }
    }
    if (admissions.size === 0 && victims.size === 0) {
      return { world: current, admitted, evicted, waiting: decisions };
    }
    workloads = workloads.map(workload => {
      if (victims.has(workload.key)) {
        return withoutAdmission(workload);
      }
      const admission = admissions.get(workload.key);
      return admission
        ? { ...workload, admission, reservedAtMs: options.nowMs + round }
        : workload;
    });
  }
  throw new Error(`The world did not settle within ${limit} rounds`);
}

/** Who is suspended and who starts because of a change. */
export interface Affected {
  /** Keys of workloads that hold quota now and lose it by the change. */
  suspended: string[];
  /** Keys of workloads that wait now and start by the change. */
  started: string[];
}

/**
 * What a change of quotas does to the present workloads: the difference between how the two worlds settle, so that what
 * would happen anyway is not blamed on it.
 */
export function affectedBy(
  world: AdmissionWorld,
  changed: AdmissionWorld,
  options: SnapshotOptions & { nowMs: number },
): Affected {
  const held = (settled: Settled) =>
    new Set(settled.world.workloads.filter(({ admission }) => admission).map(({ key }) => key));
  const without = held(settle(world, options));
  const withChange = held(settle(changed, options));
  const suspended: string[] = [];
  const started: string[] = [];
  for (const { key, admission } of world.workloads) {
    if (admission && without.has(key) && !withChange.has(key)) {
      suspended.push(key);
    } else if (!admission && !without.has(key) && withChange.has(key)) {
      started.push(key);
    }
  }
  return { suspended, started };
}
