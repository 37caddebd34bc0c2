import {
  isPreempting,
  type AdmissionWorld,
  type Scheduled,
} from '@silogen/kueue-admission';

/**
 * Who waits for the end of those that were evicted for it. Kueue keeps this in memory, too: from 0.19 on such a workload
 * stays the head of its queue, and after a restart of Kueue it does not.
 */
export class Preemptors {
  #keys: ReadonlySet<string> = new Set();

  private constructor() {}

  static create(): Preemptors {
    return new Preemptors();
  }

  /** The world with its preemptors marked. */
  markedIn(world: AdmissionWorld): AdmissionWorld {
    return {
      ...world,
      workloads: world.workloads.map(workload => ({
        ...workload,
        preempting: this.#keys.has(workload.key),
      })),
    };
  }

  /** Takes over what was decided about everything that waits. */
  learn(decisions: readonly Scheduled[]): void {
    const before = this.#keys;
    this.#keys = new Set(
      decisions
        .filter(({ key, decision }) => isPreempting(decision, before.has(key)))
        .map(({ key }) => key),
    );
  }
}
