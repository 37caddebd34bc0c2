import { addTo, countedAmount, flavorResource } from './amounts';
import { messages } from './messages';
import { BEST, isBetter, isGoodEnough, Mode, Rating, WORST } from './modes';
import { placementProblem } from './placement';
import { fitQuota, Problem } from './quota-fit';
import { Snapshot } from './snapshot';
import { Amounts, GroupIndex, QueueNode } from './tree';
import {
  AdmissionWorkload,
  FlavorResource,
  PodSet,
  Shortage,
  WaitReason,
} from './types';

export interface AssignedFlavor {
  flavor: string;
  mode: Mode;
  /** 0 within the queue's own quota. */
  level: number;
  /** Index of the flavor in its group to go on from; -1 if the search was exhausted. */
  triedIndex: number;
}

export interface PodSetFlavors {
  podSet: PodSet;
  /** Totals of all pods of the set, by resource. */
  requests: ReadonlyMap<string, bigint>;
  /** By resource; empty if none was found. */
  flavors: ReadonlyMap<string, AssignedFlavor>;
  problems: readonly Problem[];
}

/** The outcome of trying a workload's pod sets on a queue's flavors. */
export interface FlavorAssignment {
  /** Up to and including the first pod set that found no flavor. */
  podSets: readonly PodSetFlavors[];
  /** `preempt` if any flavor needs it, whether or not there is somebody to preempt. */
  outcome: 'fit' | 'preempt' | 'noFit';
  usage: Amounts;
  /** Highest level of any assigned flavor. */
  level: number;
  /** Flavors and resources that need preemption. */
  short: ReadonlySet<FlavorResource>;
  /** Present if not everything fits. */
  message?: string;
  shortages: Shortage[];
  /** Of `noFit`. */
  reason?: WaitReason;
}

/** For each pod set, the flavor index at which to go on with a resource. */
export type SearchProgress = readonly ReadonlyMap<string, number>[];

const SEVERITY: Partial<Record<WaitReason, number>> = {
  WaitingForQuota: 1,
  ExceedsMaxQuota: 2,
  NoMatchingFlavor: 3,
};
const severity = (reason: WaitReason) => SEVERITY[reason] ?? 0;

interface Search {
  snapshot: Snapshot;
  queue: QueueNode;
  workload: AdmissionWorkload;
  /** What earlier pod sets of the workload were given. */
  assumed: Amounts;
}

function totalRequests(podSet: PodSet, queue: QueueNode): Map<string, bigint> {
  const count = BigInt(podSet.count);
  const totals = new Map<string, bigint>();
  // Kueue looks at resources in random order; a fixed one makes decisions reproducible.
  for (const resource of Object.keys(podSet.requests).sort()) {
    const one = countedAmount(resource, podSet.requests[resource]);
    totals.set(resource, one * count);
  }
  if (queue.groups.has('pods')) {
    totals.set('pods', count * 1000n);
  }
  return totals;
}

/** Tries one flavor for all of a pod set's resources in its group. */
function tryFlavor(
  search: Search,
  options: {
    flavorName: string;
    podSet: PodSet;
    group: GroupIndex;
    requests: ReadonlyMap<string, bigint>;
  },
): {
  rating: Rating;
  assigned: Map<string, AssignedFlavor>;
  problems: Problem[];
} {
  const { snapshot } = search;
  const { flavorName, podSet, group, requests } = options;
  const assigned = new Map<string, AssignedFlavor>();
  const flavor = snapshot.flavors.get(flavorName);
  const mismatch = flavor
    ? placementProblem({ flavor, podSet, group, rules: snapshot.options.rules })
    : messages.flavorNotFound(flavorName);
  if (mismatch) {
    const problem: Problem = {
      message: mismatch,
      reason: 'NoMatchingFlavor',
      flavor: flavorName,
      group,
    };
    return { rating: WORST, assigned, problems: [problem] };
  }
  const problems: Problem[] = [];
  let rating: Rating = BEST;
  let level = 0;
  let isRefused = false;
  for (const [resource, requested] of requests) {
    const found = fitQuota({
      ...search,
      key: flavorResource(flavorName, resource),
      requested,
    });
    if (found.problem) {
      // 0.12 stops at the first resource that has no room, and says nothing about the others.
      const isUnsaid = isRefused && snapshot.options.rules === '0.12';
      problems.push({ ...found.problem, group, isUnsaid });
    }
    if (isRefused) {
      continue;
    }
    level = Math.max(level, found.rating.level);
    if (isBetter(rating, found.rating, snapshot.options.rules)) {
      rating = found.rating;
    }
    isRefused = rating.mode === Mode.noFit;
    if (!isRefused) {
      assigned.set(resource, {
        flavor: flavorName,
        triedIndex: -1,
        ...found.rating,
      });
    }
  }
  // 0.12 asks whether anything borrows, later releases how far the worst resource does.
  return {
    rating:
      snapshot.options.rules === '0.12' ? { mode: rating.mode, level } : rating,
    assigned,
    problems,
  };
}

/** Goes through the flavors of a group until one is good enough; else the best. */
function findFlavor(
  search: Search,
  podSet: PodSet,
  options: {
    group: GroupIndex;
    requests: ReadonlyMap<string, bigint>;
    from: number;
  },
): { flavors: Map<string, AssignedFlavor>; problems: Problem[] } {
  const { group, requests, from } = options;
  const { fungibility } = search.queue.spec;
  const { rules } = search.snapshot.options;
  const covered = new Map(
    [...requests].filter(([resource]) => group.covered.has(resource)),
  );
  let best = { rating: WORST, assigned: new Map<string, AssignedFlavor>() };
  const problems: Problem[] = [];
  let index = from;
  for (; index < group.flavors.length; index++) {
    const flavorName = group.flavors[index];
    const tried = tryFlavor(search, {
      flavorName,
      podSet,
      group,
      requests: covered,
    });
    problems.push(...tried.problems);
    const enough = isGoodEnough(tried.rating, fungibility);
    if (enough || isBetter(tried.rating, best.rating, rules)) {
      best = tried;
    }
    if (enough) {
      break;
    }
  }
  const exhausted = index >= group.flavors.length - 1;
  for (const flavor of best.assigned.values()) {
    flavor.triedIndex = exhausted ? -1 : index;
  }
  return {
    flavors: best.assigned,
    problems: best.rating.mode === Mode.fit ? [] : problems,
  };
}

function assignPodSet(
  search: Search,
  podSet: PodSet,
  progress: ReadonlyMap<string, number> | undefined,
): PodSetFlavors {
  const { queue, snapshot } = search;
  const requests = totalRequests(podSet, queue);
  const flavors = new Map<string, AssignedFlavor>();
  const problems: Problem[] = [];
  for (const [resource, amount] of requests) {
    const group = queue.groups.get(resource);
    if (!group && amount === 0n && snapshot.options.rules !== '0.12') {
      continue;
    }
    if (flavors.has(resource)) {
      continue;
    }
    if (!group) {
      const problem: Problem = {
        message: messages.resourceUnavailable(resource),
        reason: 'NoMatchingFlavor',
      };
      return { podSet, requests, flavors: new Map(), problems: [problem] };
    }
    const found = findFlavor(search, podSet, {
      group,
      requests,
      from: (progress?.get(resource) ?? -1) + 1,
    });
    if (found.flavors.size === 0) {
      return {
        podSet,
        requests,
        flavors: new Map(),
        problems: found.problems,
      };
    }
    found.flavors.forEach((flavor, name) => flavors.set(name, flavor));
    problems.push(...found.problems);
  }
  return { podSet, requests, flavors, problems };
}

/** Of flavors that could replace each other the mildest reason counts, of groups that are all needed the gravest. */
function noFitReason(podSets: readonly PodSetFlavors[]): WaitReason {
  let gravest: WaitReason = 'WaitingForQuota';
  for (const { problems } of podSets) {
    const byGroup = new Map<GroupIndex | undefined, Map<string, WaitReason>>();
    for (const { group, flavor = '', reason } of problems) {
      const byFlavor = byGroup.get(group) ?? new Map<string, WaitReason>();
      const known = byFlavor.get(flavor);
      if (!known || severity(reason) > severity(known)) {
        byFlavor.set(flavor, reason);
      }
      byGroup.set(group, byFlavor);
    }
    for (const byFlavor of byGroup.values()) {
      const mildest = [...byFlavor.values()].reduce((a, b) =>
        severity(a) <= severity(b) ? a : b,
      );
      gravest = severity(mildest) > severity(gravest) ? mildest : gravest;
    }
  }
  return gravest;
}

function outcomeOf(podSet: PodSetFlavors): FlavorAssignment['outcome'] {
  if (podSet.problems.length === 0) {
    return 'fit';
  }
  const modes = [...podSet.flavors.values()].map(({ mode }) => mode);
  if (modes.length === 0 || modes.includes(Mode.noFit)) {
    return 'noFit';
  }
  return modes.every(mode => mode === Mode.fit) ? 'fit' : 'preempt';
}

/** Where to go on, if flavors were left untried. */
export function progressOf(
  assignment: FlavorAssignment,
): SearchProgress | undefined {
  const progress = assignment.podSets.map(
    ({ flavors }) =>
      new Map(
        Array.from(flavors, ([name, flavor]) => [name, flavor.triedIndex]),
      ),
  );
  return progress.some(set => [...set.values()].some(index => index >= 0))
    ? progress
    : undefined;
}

/**
 * Chooses a flavor for every resource of every pod set, in the order of the queue's resource groups and as its
 * fungibility says; `from` goes on where an earlier search stopped. Leaves the snapshot as it was.
 *
 * Upstream: pkg/scheduler/flavorassigner.
 */
export function assignFlavors(
  snapshot: Snapshot,
  queue: QueueNode,
  workload: AdmissionWorkload,
  from?: SearchProgress,
): FlavorAssignment {
  const usage: Amounts = new Map();
  const search: Search = { snapshot, queue, workload, assumed: usage };
  const podSets: PodSetFlavors[] = [];
  const short = new Set<FlavorResource>();
  const outcomes = new Set<FlavorAssignment['outcome']>();
  let level = 0;
  for (const [index, podSet] of workload.podSets.entries()) {
    const assigned = assignPodSet(search, podSet, from?.[index]);
    podSets.push(assigned);
    for (const [resource, flavor] of assigned.flavors) {
      const key = flavorResource(flavor.flavor, resource);
      addTo(usage, key, assigned.requests.get(resource) ?? 0n);
      level = Math.max(level, flavor.level);
      if (flavor.mode !== Mode.fit) {
        short.add(key);
      }
    }
    outcomes.add(outcomeOf(assigned));
    if (assigned.requests.size > 0 && assigned.flavors.size === 0) {
      break;
    }
  }
  const noFit = outcomes.has('noFit') || podSets.length === 0;
  const failed = podSets.filter(({ problems }) => problems.length > 0);
  const outcome = outcomes.has('preempt') ? 'preempt' : 'fit';
  return {
    podSets,
    outcome: noFit ? 'noFit' : outcome,
    usage,
    level,
    short,
    message: failed
      .map(({ podSet, problems }) =>
        messages.podSetUnassigned(
          podSet.name,
          problems
            .filter(({ isUnsaid }) => !isUnsaid)
            .map(({ message }) => message),
        ),
      )
      .join('; '),
    shortages: failed.flatMap(({ podSet, problems }) =>
      problems.flatMap(({ shortage }) =>
        shortage ? [{ podSet: podSet.name, ...shortage }] : [],
      ),
    ),
    reason: noFit
      ? noFitReason(failed.filter(set => outcomeOf(set) === 'noFit'))
      : undefined,
  };
}
