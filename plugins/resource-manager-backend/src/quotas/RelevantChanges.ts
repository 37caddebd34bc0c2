import type { KubeObject } from '@silogen/cluster-client';
import type { NodeObject } from '../clusters/kubeTypes';
import { findCondition } from '../clusters/kubeTypes';
import type { ViewChange, WatchedKind } from '../clusters/types';

/** Changes of these kinds may be drift, or change what there is to give. */
export const RELEVANT_KINDS: ReadonlySet<WatchedKind> = new Set<WatchedKind>([
  'Node',
  'Namespace',
  'ClusterQueue',
  'LocalQueue',
  'ResourceFlavor',
  'WorkloadPriorityClass',
  'Cohort',
  'KaiwoQueueConfig',
  'KaiwoConfig',
]);

/** Tells changes that matter to quotas from heartbeats of nodes and counters of queues, which come all the time. */
export class RelevantChanges {
  readonly #digests = new Map<string, string>();

  static create(): RelevantChanges {
    return new RelevantChanges();
  }

  matters({ kind, type, object }: ViewChange): boolean {
    if (!RELEVANT_KINDS.has(kind)) return false;
    if (!object) return true;
    const { name, namespace = '' } = object.metadata;
    const key = `${kind}/${namespace}/${name}`;
    if (type === 'deleted') {
      this.#digests.delete(key);
      return true;
    }
    const digest = digestOf(kind, object);
    if (this.#digests.get(key) === digest) return false;
    this.#digests.set(key, digest);
    return true;
  }
}

function digestOf(kind: WatchedKind, object: KubeObject): string {
  const { labels, uid, generation, deletionTimestamp } = object.metadata;
  const shared = [uid, labels, generation, deletionTimestamp];
  if (kind === 'Node') {
    const { spec, status } = object as NodeObject;
    return JSON.stringify([
      shared,
      spec?.unschedulable,
      status?.allocatable,
      findCondition(object as NodeObject, 'Ready')?.status,
    ]);
  }
  if (kind === 'KaiwoQueueConfig') {
    return JSON.stringify([
      shared,
      (object as { status?: { status?: string } }).status?.status,
    ]);
  }
  return JSON.stringify([shared, object.spec, object.value]);
}
