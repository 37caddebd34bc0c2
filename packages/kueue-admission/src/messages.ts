import { amountText } from './amounts';
import { KueueRelease } from './options';
import { PreemptionReason } from './types';

const PREEMPTION_CAUSES: Record<PreemptionReason, string> = {
  InClusterQueue: 'prioritization in the ClusterQueue',
  InCohortReclamation: 'reclamation within the cohort',
  InCohortReclaimWhileBorrowing:
    'reclamation within the cohort while borrowing',
};

interface Place {
  flavor: string;
  resource: string;
}

/** Kueue's own words, so that a prediction and the real condition read the same. */
export const messages = {
  resourceUnavailable: (resource: string) =>
    `resource ${resource} unavailable in ClusterQueue`,

  flavorNotFound: (flavor: string) => `flavor ${flavor} not found`,

  /** Kueue prints the taint as a Go value; the last field is the time it was added. */
  untoleratedTaint: (
    taint: { key: string; value?: string; effect: string },
    flavor: string,
  ) =>
    `untolerated taint {${taint.key} ${taint.value ?? ''} ${
      taint.effect
    } <nil>} in flavor ${flavor}`,

  affinityMismatch: (flavor: string) =>
    `flavor ${flavor} doesn't match node affinity`,

  /** `assumed` is what earlier pod sets of the same workload were already given of this flavor. */
  exceedsMaximum: (
    release: KueueRelease,
    { flavor, resource }: Place,
    amounts: { assumed: bigint; requested: bigint; maximum: bigint },
  ) => {
    const text = (milli: bigint) => amountText(resource, milli);
    const { assumed, requested, maximum } = amounts;
    const comparison =
      release === '0.12'
        ? `request > maximum capacity (${text(assumed + requested)} > ${text(
            maximum,
          )})`
        : `previously considered podsets requests (${text(
            assumed,
          )}) + current podset request (${text(
            requested,
          )}) > maximum capacity (${text(maximum)})`;
    return `insufficient quota for ${resource} in flavor ${flavor}, ${comparison}`;
  },

  insufficientUnused: ({ flavor, resource }: Place, needed: bigint) =>
    `insufficient unused quota for ${resource} in flavor ${flavor}, ${amountText(
      resource,
      needed,
    )} more needed`,

  podSetUnassigned: (podSet: string, reasons: readonly string[]) =>
    `couldn't assign flavors to pod set ${podSet}: ${[...reasons]
      .sort()
      .join(', ')}`,

  pendingPreemption: (victims: number) =>
    `. Pending the preemption of ${victims} workload(s)`,

  noLongerFits: 'Workload no longer fits after processing another workload',

  overlappingVictims:
    'Workload has overlapping preemption targets with another workload',

  queueInactive: (queue: string) => `ClusterQueue ${queue} is inactive`,

  queueNotFound: (queue: string) => `ClusterQueue ${queue} not found`,

  namespaceMismatch: "Workload namespace doesn't match ClusterQueue selector",

  deactivated: 'The workload is deactivated',

  queueStopped: 'The ClusterQueue is stopped',

  /** Not Kueue's: it leaves the last message of a workload that it does not look at. */
  blockedByHead: (head: string, queue: string) =>
    `Workload waits behind ${head}, the head of ClusterQueue ${queue}`,

  preempted: (
    release: KueueRelease,
    preemptor: { uid: string; jobUid?: string },
    reason: PreemptionReason,
    paths: { preemptor: string; preemptee: string },
  ) => {
    const base = `Preempted to accommodate a workload (UID: ${
      preemptor.uid || 'UNKNOWN'
    }, JobUID: ${preemptor.jobUid || 'UNKNOWN'}) due to ${
      PREEMPTION_CAUSES[reason]
    }`;
    return release === '0.12'
      ? base
      : `${base}; preemptor path: ${paths.preemptor}; preemptee path: ${paths.preemptee}`;
  },
};
