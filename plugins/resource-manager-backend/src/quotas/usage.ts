import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  FlavorSpec,
} from '@silogen/kueue-admission';
import { isGpuResource, maxAmount, type Amounts } from '../clusters/amounts';

/** Amounts of one queue by flavor, then resource, in milli-units. */
export interface QueueNumbers {
  nominal: Map<string, Amounts>;
  used: Map<string, Amounts>;
  /** Asked for by Kueue workloads that wait, at the first flavor that they would take. */
  waiting: Map<string, Amounts>;
  /** Number of Kueue workloads that wait, by that flavor. */
  waitingCount: Map<string, number>;
}

export type UsageByQueue = Map<string, QueueNumbers>;

export function amountAt(
  amounts: Map<string, Amounts> | undefined,
  flavor: string,
  resource: string,
): bigint {
  return amounts?.get(flavor)?.get(resource) ?? 0n;
}

/** Above the guarantee; Kueue records no lender. */
export function borrowedAt(
  queue: QueueNumbers | undefined,
  flavor: string,
  resource: string,
): bigint {
  return maxAmount(
    0n,
    amountAt(queue?.used, flavor, resource) -
      amountAt(queue?.nominal, flavor, resource),
  );
}

function add(
  amounts: Map<string, Amounts>,
  flavor: string,
  resource: string,
  amount: bigint,
): void {
  const ofFlavor = amounts.get(flavor) ?? new Map<string, bigint>();
  amounts.set(flavor, ofFlavor);
  ofFlavor.set(resource, (ofFlavor.get(resource) ?? 0n) + amount);
}

/** Who holds and asks for what, as the cluster shows it. */
export function usageByQueue(world: AdmissionWorld): UsageByQueue {
  const specs = new Map(world.clusterQueues.map(queue => [queue.name, queue]));
  const flavors = new Map(world.flavors.map(flavor => [flavor.name, flavor]));
  const numbers: UsageByQueue = new Map(
    world.clusterQueues.map(queue => [
      queue.name,
      {
        nominal: nominalsOf(queue),
        used: new Map(),
        waiting: new Map(),
        waitingCount: new Map(),
      },
    ]),
  );
  for (const workload of world.workloads) {
    const queue = numbers.get(workload.clusterQueue);
    const spec = specs.get(workload.clusterQueue);
    if (!queue || !spec) continue;
    if (workload.admission) addUsed(queue, workload.admission);
    else if (workload.active) addWaiting(queue, { workload, spec, flavors });
  }
  return numbers;
}

function nominalsOf(queue: ClusterQueueSpec): Map<string, Amounts> {
  const nominal = new Map<string, Amounts>();
  for (const { flavor, resources } of queue.resourceGroups.flatMap(
    group => group.flavors,
  )) {
    for (const [resource, quota] of Object.entries(resources))
      add(nominal, flavor, resource, quota.nominal);
  }
  return nominal;
}

function addUsed(
  queue: QueueNumbers,
  admission: NonNullable<AdmissionWorkload['admission']>,
): void {
  for (const { flavors, usage } of admission.podSets) {
    for (const [resource, flavor] of Object.entries(flavors)) {
      add(queue.used, flavor, resource, usage[resource] ?? 0n);
    }
  }
}

function addWaiting(
  queue: QueueNumbers,
  options: {
    workload: AdmissionWorkload;
    spec: ClusterQueueSpec;
    flavors: Map<string, FlavorSpec>;
  },
): void {
  const { workload, spec, flavors } = options;
  const counted = new Set<string>();
  for (const podSet of workload.podSets) {
    const flavor = likelyFlavor(podSet, spec, flavors);
    if (!flavor) continue;
    for (const [resource, amount] of Object.entries(podSet.requests)) {
      add(queue.waiting, flavor, resource, amount * BigInt(podSet.count));
    }
    counted.add(flavor);
  }
  for (const flavor of counted)
    queue.waitingCount.set(flavor, (queue.waitingCount.get(flavor) ?? 0) + 1);
}

/** The first flavor whose labels the pods do not exclude; with GPUs, one that has those GPUs if any does. */
function likelyFlavor(
  podSet: AdmissionWorkload['podSets'][number],
  spec: ClusterQueueSpec,
  flavors: Map<string, FlavorSpec>,
): string | undefined {
  const candidates = spec.resourceGroups
    .flatMap(group => group.flavors)
    .filter(({ flavor }) =>
      matches(podSet, flavors.get(flavor)?.nodeLabels ?? {}),
    );
  const gpu = Object.keys(podSet.requests).find(
    resource => isGpuResource(resource) && podSet.requests[resource] > 0n,
  );
  const guaranteed = gpu
    ? candidates.find(({ resources }) => (resources[gpu]?.nominal ?? 0n) > 0n)
    : undefined;
  const placed =
    guaranteed ?? (gpu ? [...candidates].reverse() : candidates)[0];
  return placed?.flavor;
}

/** Kueue compares only keys that the flavor has. */
function matches(
  podSet: AdmissionWorkload['podSets'][number],
  nodeLabels: Record<string, string>,
): boolean {
  const selected = Object.entries(podSet.nodeSelector ?? {}).every(
    ([key, value]) => !(key in nodeLabels) || nodeLabels[key] === value,
  );
  const terms = podSet.nodeAffinity ?? [];
  const affine =
    terms.length === 0 ||
    terms.some(term =>
      term.every(({ key, operator, values = [] }) => {
        if (!(key in nodeLabels)) return true;
        const listed = values.includes(nodeLabels[key]);
        if (operator === 'In') return listed;
        return operator === 'NotIn' ? !listed : operator === 'Exists';
      }),
    );
  return selected && affine;
}
