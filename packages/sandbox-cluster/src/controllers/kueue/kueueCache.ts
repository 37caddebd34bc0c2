import type { ControllerContext } from '../runtime/context';
import type { Informer } from '../runtime/informer';
import { type Namespace, KINDS } from '../runtime/kubeTypes';
import {
  KUEUE_KINDS,
  MANAGED_NAMESPACE_LABEL,
  type ClusterQueueObject,
  type CohortObject,
  type LocalQueueObject,
  type PriorityClassObject,
  type ResourceFlavorObject,
  type WorkloadObject,
} from './types';

/** The caches that Kueue's controllers share. */
export interface KueueCache {
  clusterQueues: Informer<ClusterQueueObject>;
  localQueues: Informer<LocalQueueObject>;
  workloads: Informer<WorkloadObject>;
  flavors: Informer<ResourceFlavorObject>;
  priorityClasses: Informer<PriorityClassObject>;
  cohorts?: Informer<CohortObject>;
  namespaces: Informer<Namespace>;
}

/** `undefined` where Kueue is not installed. */
export async function openKueueCache(
  context: ControllerContext,
): Promise<KueueCache | undefined> {
  const workloads = await context.findInformer<WorkloadObject>(
    KUEUE_KINDS.workload,
  );
  if (!workloads) {
    return undefined;
  }
  return {
    workloads,
    clusterQueues: await context.informer<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
    ),
    localQueues: await context.informer<LocalQueueObject>(
      KUEUE_KINDS.localQueue,
    ),
    flavors: await context.informer<ResourceFlavorObject>(KUEUE_KINDS.flavor),
    priorityClasses: await context.informer<PriorityClassObject>(
      KUEUE_KINDS.priorityClass,
    ),
    cohorts: await context.findInformer<CohortObject>(KUEUE_KINDS.cohort),
    namespaces: await context.informer<Namespace>(KINDS.namespace),
  };
}

export function isManagedNamespace(
  cache: KueueCache,
  name: string | undefined,
): boolean {
  const labels = name ? cache.namespaces.get(name)?.metadata.labels : undefined;
  return labels?.[MANAGED_NAMESPACE_LABEL] === 'true';
}

export function labelsOfFlavor(
  cache: KueueCache,
): (flavor: string) => Record<string, string> {
  return flavor => cache.flavors.get(flavor)?.spec?.nodeLabels ?? {};
}
