import { addTo, countedAmount, flavorResource } from './amounts';
import { buildCohorts } from './cohorts';
import { forgetOrder } from './ordered-holdings';
import { quotasOf } from './quotas';
import { resolveOptions, ResolvedOptions, SnapshotOptions } from './options';
import {
  addAll,
  Amounts,
  CohortNode,
  GroupIndex,
  Holding,
  QueueNode,
  removeAll,
} from './tree';
import {
  Admission,
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  FlavorSpec,
  ResourceGroup,
} from './types';

/**
 * The quota tree with everything that holds quota in it. Treat it as opaque: the functions that take it change it while
 * they try things out, and leave it as it was.
 */
export interface Snapshot {
  readonly queues: ReadonlyMap<string, QueueNode>;
  readonly cohorts: ReadonlyMap<string, CohortNode>;
  readonly flavors: ReadonlyMap<string, FlavorSpec>;
  readonly options: ResolvedOptions;
}

function indexGroups(
  groups: readonly ResourceGroup[],
  flavors: ReadonlyMap<string, FlavorSpec>,
): Map<string, GroupIndex> {
  const byResource = new Map<string, GroupIndex>();
  for (const group of groups) {
    const names = group.flavors.map(({ flavor }) => flavor);
    const index: GroupIndex = {
      covered: new Set(group.coveredResources),
      flavors: names,
      labelKeys: new Set(
        names.flatMap(name => Object.keys(flavors.get(name)?.nodeLabels ?? {})),
      ),
    };
    for (const resource of group.coveredResources) {
      byResource.set(resource, index);
    }
  }
  return byResource;
}

function inactiveReason(
  spec: ClusterQueueSpec,
  flavors: ReadonlyMap<string, FlavorSpec>,
  cyclic: boolean,
): QueueNode['inactive'] {
  if (spec.stopPolicy !== 'None') {
    return 'Stopped';
  }
  const listed = spec.resourceGroups.flatMap(group => group.flavors);
  if (listed.some(({ flavor }) => !flavors.has(flavor))) {
    return 'FlavorNotFound';
  }
  return cyclic ? 'CohortCycle' : undefined;
}

/** What an admission takes, by flavor and resource. */
export function admissionUsage(admission: Admission): Amounts {
  const usage: Amounts = new Map();
  for (const { flavors, usage: totals } of admission.podSets) {
    for (const [resource, flavor] of Object.entries(flavors)) {
      addTo(
        usage,
        flavorResource(flavor, resource),
        countedAmount(resource, totals[resource] ?? 0n),
      );
    }
  }
  return usage;
}

/** Lets a workload hold the quota of its admission; `undefined` if the queue is gone. */
export function hold(
  snapshot: Snapshot,
  workload: AdmissionWorkload,
  admission: Admission,
): Holding | undefined {
  const queue = snapshot.queues.get(admission.clusterQueue);
  if (!queue) {
    return undefined;
  }
  const holding: Holding = {
    workload,
    queue,
    usage: admissionUsage(admission),
    // Kueue takes "now" for a reservation whose time it has not seen yet: the latest of all.
    reservedAtMs: workload.reservedAtMs ?? Number.MAX_SAFE_INTEGER,
  };
  queue.holdings.set(workload.key, holding);
  forgetOrder(queue);
  addAll(queue, holding.usage);
  return holding;
}

/** Notes that a workload is on its way out; it holds its quota until its pods are gone. */
export function markEvicting({ queue, workload, ...rest }: Holding): void {
  const evicting = { ...workload, evicting: true };
  queue.holdings.set(workload.key, { ...rest, queue, workload: evicting });
  forgetOrder(queue);
}

/** Gives back what a workload holds. */
export function release(holding: Holding): void {
  if (holding.queue.holdings.delete(holding.workload.key)) {
    forgetOrder(holding.queue);
    removeAll(holding.queue, holding.usage);
  }
}

/**
 * Builds the quota tree of a world in time linear to its size.
 *
 * Cohorts that are only named by a queue or by another cohort exist implicitly. Queues under a cycle of cohorts stand
 * alone and are inactive, as in Kueue. Nothing of the world is copied or kept but references.
 */
export function buildSnapshot(
  world: AdmissionWorld,
  options: SnapshotOptions = {},
): Snapshot {
  const flavors = new Map(world.flavors.map(flavor => [flavor.name, flavor]));
  const { cohorts, seal } = buildCohorts(world);
  const queues = new Map<string, QueueNode>();
  for (const spec of world.clusterQueues) {
    const parent =
      spec.cohort === undefined ? undefined : cohorts.get(spec.cohort);
    const cyclic = spec.cohort !== undefined && !parent;
    const quotas = quotasOf(spec.resourceGroups);
    const queue: QueueNode = {
      name: spec.name,
      parent,
      spec,
      quotas,
      subtree: new Map(
        Array.from(quotas, ([key, { nominal }]) => [key, nominal]),
      ),
      usage: new Map(),
      groups: indexGroups(spec.resourceGroups, flavors),
      holdings: new Map(),
      inactive: inactiveReason(spec, flavors, cyclic),
    };
    queues.set(spec.name, queue);
    parent?.queues.push(queue);
  }
  seal();
  const snapshot: Snapshot = {
    queues,
    cohorts,
    flavors,
    options: resolveOptions(options),
  };
  for (const workload of world.workloads) {
    if (workload.admission) {
      hold(snapshot, workload, workload.admission);
    }
  }
  return snapshot;
}
