import {
  assignFlavors,
  FlavorAssignment,
  progressOf,
  SearchProgress,
} from './flavors';
import { messages } from './messages';
import { findVictims, Victim } from './preemption';
import { Snapshot } from './snapshot';
import { ancestors, QueueNode } from './tree';
import {
  Admission,
  AdmissionWorkload,
  ClusterQueueSpec,
  Decision,
  PreemptionReason,
  WaitReason,
} from './types';

/** A workload with what its queue could do for it; `refused` if its queue does not look at it. */
export type Assessment =
  | { kind: 'refused'; decision: Decision }
  | {
      kind: 'assigned';
      queue: QueueNode;
      assignment: FlavorAssignment;
      /** Empty unless the assignment needs preemption and there is somebody to preempt. */
      victims: Victim[];
      /** True when every flavor was tried and no change inside the present quotas would help. */
      never: boolean;
    };

export function waitFor(
  reason: WaitReason,
  message: string,
  rest: { shortages?: FlavorAssignment['shortages']; never?: boolean } = {},
): Decision {
  return {
    outcome: 'wait',
    reason,
    message,
    shortages: rest.shortages ?? [],
    never: rest.never ?? false,
  };
}

function selects(
  selector: ClusterQueueSpec['namespaceSelector'],
  labels: Record<string, string> = {},
): boolean {
  if (typeof selector === 'string') {
    return selector === 'all';
  }
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

function refusal(
  snapshot: Snapshot,
  workload: AdmissionWorkload,
): Decision | undefined {
  const { clusterQueue } = workload;
  const unavailable = (message: string) =>
    waitFor('QueueUnavailable', message, { never: true });
  if (!workload.active) {
    return waitFor('Deactivated', messages.deactivated, { never: true });
  }
  const queue = snapshot.queues.get(clusterQueue);
  if (!queue) {
    return unavailable(messages.queueNotFound(clusterQueue));
  }
  if (queue.inactive) {
    return unavailable(messages.queueInactive(clusterQueue));
  }
  return selects(queue.spec.namespaceSelector, workload.namespaceLabels)
    ? undefined
    : unavailable(messages.namespaceMismatch);
}

const HOPELESS = new Set<WaitReason | undefined>([
  'ExceedsMaxQuota',
  'NoMatchingFlavor',
]);

function maximumTries(queue: QueueNode, { podSets }: AdmissionWorkload) {
  const flavors = queue.spec.resourceGroups.flatMap(group => group.flavors);
  return flavors.length * podSets.length;
}

function victimsOf(
  queue: QueueNode,
  workload: AdmissionWorkload,
  { outcome, usage, short }: FlavorAssignment,
): Victim[] {
  if (outcome !== 'preempt') {
    return [];
  }
  const requests = new Map([...usage].filter(([, amount]) => amount > 0n));
  return findVictims({ workload, queue, requests, short });
}

/**
 * Looks at a workload as Kueue does when it is the head of its queue.
 *
 * Where a search stopped at a flavor that then did not do, Kueue goes on with the next one when it sees the workload
 * again, at once: here that is one assessment. `from` goes on where an earlier assessment stopped.
 */
export function assess(
  snapshot: Snapshot,
  workload: AdmissionWorkload,
  from?: SearchProgress,
): Assessment {
  const decision = refusal(snapshot, workload);
  const queue = snapshot.queues.get(workload.clusterQueue);
  if (decision || !queue) {
    return {
      kind: 'refused',
      decision: decision ?? waitFor('QueueUnavailable', ''),
    };
  }
  let assignment = assignFlavors(snapshot, queue, workload, from);
  let victims: Victim[] = [];
  let never = from === undefined;
  // Several pod sets can make the search go round in circles; nothing new comes up after that many tries.
  for (let triesLeft = maximumTries(queue, workload); ; triesLeft--) {
    victims = victimsOf(queue, workload, assignment);
    never &&= assignment.outcome === 'noFit' && HOPELESS.has(assignment.reason);
    const progress = progressOf(assignment);
    const done = assignment.outcome === 'fit' || victims.length > 0;
    if (done || !progress || triesLeft === 0) {
      return { kind: 'assigned', queue, assignment, victims, never };
    }
    assignment = assignFlavors(snapshot, queue, workload, progress);
  }
}

export function admissionOf(
  queue: QueueNode,
  { podSets }: FlavorAssignment,
): Admission {
  return {
    clusterQueue: queue.name,
    podSets: podSets.map(({ podSet, requests, flavors }) => ({
      name: podSet.name,
      count: podSet.count,
      flavors: Object.fromEntries(
        Array.from(flavors, ([resource, { flavor }]) => [resource, flavor]),
      ),
      usage: Object.fromEntries(
        Array.from(flavors.keys(), resource => [
          resource,
          requests.get(resource) ?? 0n,
        ]),
      ),
    })),
  };
}

/** What Kueue would do about the workload if it were alone in this cycle. */
export function toDecision(assessment: Assessment): Decision {
  if (assessment.kind === 'refused') {
    return assessment.decision;
  }
  const { queue, assignment, victims, never } = assessment;
  const { outcome, level, shortages } = assignment;
  if (outcome === 'fit') {
    const admission = admissionOf(queue, assignment);
    return { outcome: 'admit', admission, borrows: level > 0 };
  }
  const message = assignment.message ?? '';
  if (victims.length === 0) {
    const reason = assignment.reason ?? 'WaitingForQuota';
    return waitFor(reason, message, { shortages, never });
  }
  const pending = message + messages.pendingPreemption(victims.length);
  if (victims.every(({ holding }) => holding.workload.evicting)) {
    return waitFor('WaitingForPreemptedWorkloads', pending, { shortages });
  }
  return {
    outcome: 'preempt',
    admission: admissionOf(queue, assignment),
    victims: victims.map(({ holding, reason }) => ({
      key: holding.workload.key,
      reason,
    })),
    message: pending,
  };
}

/**
 * What Kueue would decide about a waiting workload now, were it the head of its queue. Leaves the snapshot as it was.
 */
export function decide(
  snapshot: Snapshot,
  workload: AdmissionWorkload,
): Decision {
  return toDecision(assess(snapshot, workload));
}

function path(queue: QueueNode): string {
  const names = [
    queue.name,
    ...Array.from(ancestors(queue), ({ name }) => name),
  ];
  return `/${names.reverse().join('/')}`;
}

/**
 * The message that Kueue puts on the conditions of a preempted workload.
 *
 * @throws RangeError if one of the queues is not in the snapshot.
 */
export function preemptionMessage(
  snapshot: Snapshot,
  options: {
    preemptor: AdmissionWorkload;
    victimQueue: string;
    reason: PreemptionReason;
  },
): string {
  const { preemptor, victimQueue, reason } = options;
  const pathOf = (name: string) => {
    const queue = snapshot.queues.get(name);
    if (!queue) {
      throw new RangeError(
        `ClusterQueue '${name}' is not in the snapshot; build the snapshot from a world that lists it`,
      );
    }
    return path(queue);
  };
  return messages.preempted(snapshot.options.messages, preemptor, reason, {
    preemptor: pathOf(preemptor.clusterQueue),
    preemptee: pathOf(victimQueue),
  });
}
