import {
  formatQuantity,
  parseQuantity,
} from '@silogen/backstage-plugin-resource-manager-common';
import type {
  Admission,
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  CohortSpec,
  PodSet,
  ResourceGroup,
} from '@silogen/kueue-admission';
import { findCondition } from '../runtime/conditions';
import { keyOf } from '../runtime/informer';
import type { LabelSelector } from '../runtime/kubeTypes';
import { podRequests, quantityFormat } from './podRequests';
import {
  JOB_UID_LABEL,
  type AdmissionObject,
  type ClusterQueueObject,
  type CohortObject,
  type LocalQueueObject,
  type ResourceFlavorObject,
  type ResourceGroupObject,
  type WorkloadObject,
} from './types';
import { hasQuota, isBeingEvicted, isFinished } from './workloadStatus';

function optionalQuantity(
  value: string | number | undefined,
): bigint | undefined {
  return value === undefined ? undefined : parseQuantity(value);
}

function groupsOf(groups: ResourceGroupObject[] | undefined): ResourceGroup[] {
  return (groups ?? []).map(group => ({
    coveredResources: group.coveredResources,
    flavors: group.flavors.map(flavor => ({
      flavor: flavor.name,
      resources: Object.fromEntries(
        flavor.resources.map(resource => [
          resource.name,
          {
            nominal: parseQuantity(resource.nominalQuota),
            borrowingLimit: optionalQuantity(resource.borrowingLimit),
            lendingLimit: optionalQuantity(resource.lendingLimit),
          },
        ]),
      ),
    })),
  }));
}

/** `matchExpressions` are judged by the caller's namespace check; only pairs can be told to the pure functions. */
function namespaceSelectorOf(
  selector: LabelSelector | null | undefined,
): ClusterQueueSpec['namespaceSelector'] {
  if (!selector) {
    return 'none';
  }
  const pairs = selector.matchLabels ?? {};
  return Object.keys(pairs).length > 0 ? pairs : 'all';
}

const STOPS_SEARCH = new Set(['Borrow', 'Preempt', 'MayStopSearch']);

/** The parent cohort under the field's name in either version. */
export function cohortOf(queue: ClusterQueueObject): string | undefined {
  return queue.spec.cohortName || queue.spec.cohort || undefined;
}

export function clusterQueueSpecOf(
  queue: ClusterQueueObject,
): ClusterQueueSpec {
  const { spec } = queue;
  const { whenCanBorrow = 'Borrow', whenCanPreempt = 'TryNextFlavor' } =
    spec.flavorFungibility ?? {};
  return {
    name: queue.metadata.name,
    cohort: cohortOf(queue),
    resourceGroups: groupsOf(spec.resourceGroups),
    queueingStrategy: spec.queueingStrategy ?? 'BestEffortFIFO',
    stopPolicy: spec.stopPolicy ?? 'None',
    fungibility: {
      whenCanBorrow: STOPS_SEARCH.has(whenCanBorrow) ? 'stop' : 'next',
      whenCanPreempt: STOPS_SEARCH.has(whenCanPreempt) ? 'stop' : 'next',
    },
    preemption: {
      reclaimWithinCohort: spec.preemption?.reclaimWithinCohort ?? 'Never',
      withinClusterQueue: spec.preemption?.withinClusterQueue ?? 'Never',
      borrowWithinCohort: {
        policy: spec.preemption?.borrowWithinCohort?.policy ?? 'Never',
        maxPriorityThreshold:
          spec.preemption?.borrowWithinCohort?.maxPriorityThreshold,
      },
    },
    namespaceSelector: namespaceSelectorOf(spec.namespaceSelector),
  };
}

export function cohortSpecOf(cohort: CohortObject): CohortSpec {
  return {
    name: cohort.metadata.name,
    parent: cohort.spec?.parentName || cohort.spec?.parent || undefined,
    resourceGroups: groupsOf(cohort.spec?.resourceGroups),
  };
}

function podSetsOf(workload: WorkloadObject): PodSet[] {
  return workload.spec.podSets.map(podSet => {
    const { spec } = podSet.template;
    const terms =
      spec.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    return {
      name: podSet.name,
      count: podSet.count,
      requests: podRequests(spec),
      nodeSelector: spec.nodeSelector,
      nodeAffinity: terms?.map(term => term.matchExpressions ?? []),
      tolerations: spec.tolerations,
    };
  });
}

function admissionOf(admission: AdmissionObject): Admission {
  return {
    clusterQueue: admission.clusterQueue,
    podSets: admission.podSetAssignments.map(set => ({
      name: set.name,
      count: set.count,
      flavors: set.flavors,
      usage: Object.fromEntries(
        Object.entries(set.resourceUsage).map(([name, amount]) => [
          name,
          parseQuantity(amount),
        ]),
      ),
    })),
  };
}

/** The way in which Kueue stores an admission. */
export function admissionObjectOf(admission: Admission): AdmissionObject {
  return {
    clusterQueue: admission.clusterQueue,
    podSetAssignments: admission.podSets.map(set => ({
      name: set.name,
      count: set.count,
      flavors: set.flavors,
      resourceUsage: Object.fromEntries(
        Object.entries(set.usage).map(([name, amount]) => [
          name,
          formatQuantity(amount, quantityFormat(name)),
        ]),
      ),
    })),
  };
}

function timeOf(text: string | undefined): number | undefined {
  return text ? Date.parse(text) : undefined;
}

/** When a Workload took its place in the queue: at its creation, or at its eviction by preemption. */
function queuedAt(workload: WorkloadObject): number {
  const evicted = findCondition(workload.status?.conditions, 'Evicted');
  const byEviction =
    evicted?.status === 'True' && evicted.reason === 'PodsReadyTimeout'
      ? timeOf(evicted.lastTransitionTime)
      : undefined;
  return byEviction ?? timeOf(workload.metadata.creationTimestamp) ?? 0;
}

export function admissionWorkloadOf(
  workload: WorkloadObject,
  clusterQueue: string,
  namespaceLabels: Record<string, string> | undefined,
): AdmissionWorkload {
  const reserved = findCondition(workload.status?.conditions, 'QuotaReserved');
  const admission =
    hasQuota(workload) && workload.status?.admission
      ? admissionOf(workload.status.admission)
      : undefined;
  return {
    key: keyOf(workload),
    uid: workload.metadata.uid ?? '',
    jobUid: workload.metadata.labels?.[JOB_UID_LABEL],
    clusterQueue: admission?.clusterQueue ?? clusterQueue,
    priority: workload.spec.priority ?? 0,
    queuedAtMs: queuedAt(workload),
    podSets: podSetsOf(workload),
    active: workload.spec.active ?? true,
    namespaceLabels,
    admission,
    reservedAtMs: admission ? timeOf(reserved?.lastTransitionTime) : undefined,
    evicting: isBeingEvicted(workload),
  };
}

export interface WorldObjects {
  clusterQueues: readonly ClusterQueueObject[];
  cohorts: readonly CohortObject[];
  flavors: readonly ResourceFlavorObject[];
  localQueues: readonly LocalQueueObject[];
  workloads: readonly WorkloadObject[];
  namespaceLabels: ReadonlyMap<string, Record<string, string>>;
}

/** Kueue's objects as the plain data that the admission rules are written on. Finished Workloads hold nothing. */
export function admissionWorldOf(objects: WorldObjects): AdmissionWorld {
  const queueOf = new Map(
    objects.localQueues
      .filter(queue => !queue.metadata.deletionTimestamp)
      .map(queue => [keyOf(queue), queue] as const),
  );
  return {
    clusterQueues: objects.clusterQueues
      .filter(queue => !queue.metadata.deletionTimestamp)
      .map(clusterQueueSpecOf),
    cohorts: objects.cohorts.map(cohortSpecOf),
    flavors: objects.flavors.map(flavor => ({
      name: flavor.metadata.name,
      nodeLabels: flavor.spec?.nodeLabels ?? {},
      nodeTaints: flavor.spec?.nodeTaints,
    })),
    workloads: objects.workloads.flatMap(workload => {
      if (isFinished(workload) || workload.metadata.deletionTimestamp) {
        return [];
      }
      const local = queueOf.get(
        `${workload.metadata.namespace}/${workload.spec.queueName}`,
      );
      const stopped = (local?.spec.stopPolicy ?? 'None') !== 'None';
      if (!hasQuota(workload) && (!local || stopped)) {
        return [];
      }
      const labels = objects.namespaceLabels.get(
        workload.metadata.namespace ?? '',
      );
      return [
        admissionWorkloadOf(workload, local?.spec.clusterQueue ?? '', labels),
      ];
    }),
  };
}
