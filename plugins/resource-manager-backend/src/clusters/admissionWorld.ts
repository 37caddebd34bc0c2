import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  CohortSpec,
  FlavorSpec,
  PodSet,
  Quota,
  ResourceGroup,
} from '@silogen/kueue-admission';
import { readAmount } from './amounts';
import {
  findCondition,
  hasCondition,
  type ClusterQueueObject,
  type ClusterQueueSpecObject,
  type CohortObject,
  type LocalQueueObject,
  type PodSpec,
  type QueueResourceGroup,
  type ResourceFlavorObject,
  type WorkloadObject,
} from './kubeTypes';
import { PENDING_PREEMPTION } from './kueueMessages';
import { podRequests } from './podRequests';
import type { ClusterView } from './types';

/** The observed queues, cohorts, flavors and unfinished Kueue workloads, whichever API version they came in. */
export function toAdmissionWorld(
  view: Pick<ClusterView, 'all' | 'get'>,
): AdmissionWorld {
  const workloads: AdmissionWorkload[] = [];
  for (const workload of view.all<WorkloadObject>('Workload')) {
    if (!hasCondition(workload, 'Finished'))
      workloads.push(toWorkload(workload, view));
  }
  return {
    clusterQueues: Array.from(
      view.all<ClusterQueueObject>('ClusterQueue'),
      toQueue,
    ),
    cohorts: Array.from(view.all<CohortObject>('Cohort'), toCohort),
    flavors: Array.from(
      view.all<ResourceFlavorObject>('ResourceFlavor'),
      toFlavor,
    ),
    workloads,
  };
}

function optional(quantity: string | number | undefined): bigint | undefined {
  return quantity === undefined ? undefined : readAmount(quantity);
}

export function toResourceGroups(
  groups: readonly QueueResourceGroup[] | undefined,
): ResourceGroup[] {
  return (groups ?? []).map(group => ({
    coveredResources: group.coveredResources,
    flavors: group.flavors.map(flavor => ({
      flavor: flavor.name,
      resources: Object.fromEntries(
        flavor.resources.map(
          ({ name, nominalQuota, borrowingLimit, lendingLimit }) => {
            const quota: Quota = { nominal: readAmount(nominalQuota) };
            if (borrowingLimit !== undefined)
              quota.borrowingLimit = optional(borrowingLimit);
            if (lendingLimit !== undefined)
              quota.lendingLimit = optional(lendingLimit);
            return [name, quota];
          },
        ),
      ),
    })),
  }));
}

function toQueue(queue: ClusterQueueObject): ClusterQueueSpec {
  return toQueueSpec(queue.metadata.name, queue.spec ?? {});
}

export function toQueueSpec(
  name: string,
  spec: ClusterQueueSpecObject,
): ClusterQueueSpec {
  const { preemption, flavorFungibility } = spec;
  return {
    name,
    cohort: spec.cohortName || spec.cohort || undefined,
    resourceGroups: toResourceGroups(spec.resourceGroups),
    queueingStrategy:
      spec.queueingStrategy === 'StrictFIFO' ? 'StrictFIFO' : 'BestEffortFIFO',
    stopPolicy: oneOf(['Hold', 'HoldAndDrain'], spec.stopPolicy, 'None'),
    fungibility: {
      // Kueue's defaults: stop at the first flavor into which it can borrow, but go on rather than preempt.
      whenCanBorrow:
        flavorFungibility?.whenCanBorrow === 'TryNextFlavor' ? 'next' : 'stop',
      whenCanPreempt: /^(Preempt|MayStopSearch)$/.test(
        flavorFungibility?.whenCanPreempt ?? '',
      )
        ? 'stop'
        : 'next',
    },
    preemption: {
      reclaimWithinCohort: oneOf(
        ['LowerPriority', 'Any'],
        preemption?.reclaimWithinCohort,
        'Never',
      ),
      withinClusterQueue: oneOf(
        ['LowerPriority', 'LowerOrNewerEqualPriority'],
        preemption?.withinClusterQueue,
        'Never',
      ),
      borrowWithinCohort: {
        policy:
          preemption?.borrowWithinCohort?.policy === 'LowerPriority'
            ? 'LowerPriority'
            : 'Never',
        maxPriorityThreshold:
          preemption?.borrowWithinCohort?.maxPriorityThreshold,
      },
    },
    namespaceSelector: toNamespaceSelector(spec.namespaceSelector),
  };
}

function oneOf<T extends string, D extends string>(
  known: readonly T[],
  value: string | undefined,
  fallback: D,
): T | D {
  return known.find(name => name === value) ?? fallback;
}

function toNamespaceSelector(
  selector: ClusterQueueSpecObject['namespaceSelector'],
): ClusterQueueSpec['namespaceSelector'] {
  if (!selector) return 'none';
  const labels = selector.matchLabels ?? {};
  return Object.keys(labels).length ? labels : 'all';
}

function toCohort(cohort: CohortObject): CohortSpec {
  return {
    name: cohort.metadata.name,
    parent: cohort.spec?.parentName || cohort.spec?.parent || undefined,
    resourceGroups: toResourceGroups(cohort.spec?.resourceGroups),
  };
}

function toFlavor(flavor: ResourceFlavorObject): FlavorSpec {
  return {
    name: flavor.metadata.name,
    nodeLabels: flavor.spec?.nodeLabels ?? {},
    nodeTaints: flavor.spec?.nodeTaints,
  };
}

function toPodSet(
  name: string,
  count: number,
  spec: PodSpec | undefined,
): PodSet {
  const terms =
    spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return {
    name,
    count,
    requests: Object.fromEntries(podRequests(spec)),
    nodeSelector: spec?.nodeSelector,
    nodeAffinity: terms?.map(term =>
      (term.matchExpressions ?? []).flatMap(({ key, operator, values }) => {
        const known = (['In', 'NotIn', 'Exists', 'DoesNotExist'] as const).find(
          one => one === operator,
        );
        return known ? [{ key, operator: known, values }] : [];
      }),
    ),
    tolerations: spec?.tolerations,
  };
}

const timeMs = (time: string | undefined) =>
  time === undefined ? undefined : Date.parse(time);

export function toWorkload(
  workload: WorkloadObject,
  view: Pick<ClusterView, 'get'>,
): AdmissionWorkload {
  const {
    name,
    namespace = '',
    uid = '',
    creationTimestamp,
    ownerReferences,
  } = workload.metadata;
  const reserved = findCondition(workload, 'QuotaReserved');
  const evicted = findCondition(workload, 'Evicted');
  const holds = reserved?.status === 'True' && workload.status?.admission;
  const queue = view.get<LocalQueueObject>(
    'LocalQueue',
    workload.spec?.queueName ?? '',
    namespace,
  );
  const isEvicted = evicted?.status === 'True';
  return {
    key: `${namespace}/${name}`,
    uid,
    jobUid:
      ownerReferences?.find(owner => owner.controller)?.uid ??
      ownerReferences?.[0]?.uid,
    clusterQueue:
      (holds ? holds.clusterQueue : queue?.spec?.clusterQueue) ?? '',
    priority: workload.spec?.priority ?? 0,
    queuedAtMs:
      timeMs(isEvicted ? evicted.lastTransitionTime : creationTimestamp) ?? 0,
    podSets: (workload.spec?.podSets ?? []).map(set =>
      toPodSet(set.name, set.count, set.template?.spec),
    ),
    active: workload.spec?.active !== false,
    namespaceLabels: view.get('Namespace', namespace)?.metadata.labels,
    admission: holds ? toAdmission(holds) : undefined,
    reservedAtMs: holds ? timeMs(reserved.lastTransitionTime) : undefined,
    // Kueue keeps this in its memory; its message is what can be seen of it.
    preempting: !holds && PENDING_PREEMPTION.test(reserved?.message ?? ''),
    evicting: holds ? isEvicted : undefined,
  };
}

function toAdmission(
  admission: NonNullable<NonNullable<WorkloadObject['status']>['admission']>,
): AdmissionWorkload['admission'] {
  return {
    clusterQueue: admission.clusterQueue,
    podSets: (admission.podSetAssignments ?? []).map(assignment => ({
      name: assignment.name,
      count: assignment.count ?? 1,
      flavors: assignment.flavors ?? {},
      usage: Object.fromEntries(
        Object.entries(assignment.resourceUsage ?? {}).map(
          ([resource, amount]) => [resource, readAmount(amount)],
        ),
      ),
    })),
  };
}
