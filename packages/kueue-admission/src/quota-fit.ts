import { max, splitFlavorResource } from './amounts';
import { messages } from './messages';
import { Mode, Rating } from './modes';
import { findVictims } from './preemption';
import { Snapshot } from './snapshot';
import {
  addAll,
  Amounts,
  availableAt,
  borrowLevel,
  GroupIndex,
  nominalOf,
  potentialAt,
  QueueNode,
  removeAll,
} from './tree';
import {
  AdmissionWorkload,
  FlavorResource,
  Shortage,
  WaitReason,
} from './types';

/** Why a flavor is not free to take at once. */
export interface Problem {
  message: string;
  reason: WaitReason;
  flavor?: string;
  group?: GroupIndex;
  shortage?: Omit<Shortage, 'podSet'>;
  /** Not part of the message. */
  isUnsaid?: boolean;
}

interface Request {
  snapshot: Snapshot;
  queue: QueueNode;
  workload: AdmissionWorkload;
  assumed: Amounts;
  key: FlavorResource;
  requested: bigint;
}

/** What preemption could do for one flavor and resource, taken alone. */
function ratePreemption(request: Request, amount: bigint): Rating {
  const { snapshot, queue, workload, key } = request;
  const before = borrowLevel(queue, key, amount).level;
  const victims = findVictims({
    workload,
    queue,
    requests: new Map([[key, amount]]),
    short: new Set([key]),
  });
  if (victims.length === 0) {
    return { mode: Mode.noCandidates, level: before };
  }
  const mode = victims.some(({ holding }) => holding.queue === queue)
    ? Mode.preempt
    : Mode.reclaim;
  if (snapshot.options.rules === '0.12') {
    return { mode, level: before };
  }
  for (const { holding } of victims) {
    removeAll(holding.queue, holding.usage);
  }
  const { level } = borrowLevel(queue, key, amount);
  for (const { holding } of victims) {
    addAll(holding.queue, holding.usage);
  }
  return { mode, level };
}

/** How the quota of one flavor and resource could serve a request, on top of what the workload already takes of it. */
export function fitQuota(request: Request): {
  rating: Rating;
  problem?: Problem;
} {
  const { snapshot, queue, assumed, key, requested } = request;
  const place = splitFlavorResource(key);
  const already = assumed.get(key) ?? 0n;
  const amount = already + requested;
  const available = max(0n, availableAt(queue, key));
  const shortage = { ...place, needed: amount - available };
  const maximum = potentialAt(queue, key);
  if (amount > maximum) {
    return {
      rating: { mode: Mode.noFit, level: 0 },
      problem: {
        message: messages.exceedsMaximum(snapshot.options.messages, place, {
          assumed: already,
          requested,
          maximum,
        }),
        reason: 'ExceedsMaxQuota',
        flavor: place.flavor,
        shortage,
      },
    };
  }
  const { level, belowRoot } = borrowLevel(queue, key, amount);
  if (amount <= available) {
    return { rating: { mode: Mode.fit, level } };
  }
  const problem: Problem = {
    message: messages.insufficientUnused(place, shortage.needed),
    reason: 'WaitingForQuota',
    flavor: place.flavor,
    shortage,
  };
  const mayPreempt =
    amount <= nominalOf(queue, key) ||
    belowRoot ||
    queue.spec.preemption.borrowWithinCohort.policy !== 'Never';
  return {
    rating: mayPreempt
      ? ratePreemption(request, amount)
      : { mode: Mode.noFit, level },
    problem,
  };
}
