import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterView, WatchedKind } from '../../clusters/types';
import type { PodObject, RunObject, WorkloadObject } from './kube';

/** Kinds that can stand for a whole run. */
export const RUN_KINDS = [
  'KaiwoJob',
  'KaiwoService',
  'RayJob',
  'Job',
  'Deployment',
] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export function isRunKind(kind: string): kind is RunKind {
  return (RUN_KINDS as readonly string[]).includes(kind);
}

type View = Pick<ClusterView, 'byUid' | 'get' | 'ownedBy' | 'inNamespace'>;

const RAY_CLUSTER = 'ray.io/cluster';

/** A ReplicaSet is called `<deployment>-<pod template hash>`; ReplicaSets are not watched, their pods are. */
function deploymentOfPod(view: View, pod: KubeObject): KubeObject | undefined {
  const replicaSet = pod.metadata.ownerReferences?.find(
    owner => owner.kind === 'ReplicaSet',
  );
  const name = replicaSet?.name.replace(/-[^-]+$/, '');
  return name
    ? view.get('Deployment', name, pod.metadata.namespace)
    : undefined;
}

/** RayClusters are not watched either; a RayJob names the one that it made. */
function rayJobOfPod(view: View, pod: KubeObject): KubeObject | undefined {
  const cluster = pod.metadata.labels?.[RAY_CLUSTER];
  if (!cluster) return undefined;
  for (const job of view.inNamespace<RunObject>(
    'RayJob',
    pod.metadata.namespace ?? '',
  )) {
    if (job.status?.rayClusterName === cluster) return job;
  }
  return undefined;
}

function ownerOf(view: View, object: KubeObject): KubeObject | undefined {
  const owners = object.metadata.ownerReferences ?? [];
  for (const { uid } of [...owners].sort(
    (a, b) => Number(b.controller ?? false) - Number(a.controller ?? false),
  )) {
    const owner = view.byUid(uid);
    if (owner) return owner;
  }
  if (object.kind !== 'Pod') return undefined;
  return deploymentOfPod(view, object) ?? rayJobOfPod(view, object);
}

/** Its owner could be a run and is gone: garbage collection has yet to come for it. */
function isOrphan(object: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(owner =>
    isRunKind(owner.kind),
  );
}

/** The topmost object above this one that is watched; undefined when that is nothing that can be a run. */
export function rootOf(view: View, object: KubeObject): KubeObject | undefined {
  let at = object;
  // No chain of owners is this deep; a cycle would be.
  for (let depth = 0; depth < 8; depth += 1) {
    const owner = ownerOf(view, at);
    if (!owner) return isRunKind(at.kind) && !isOrphan(at) ? at : undefined;
    at = owner;
  }
  return undefined;
}

function innerOf(view: View, root: RunObject): RunObject | undefined {
  if (!root.kind.startsWith('Kaiwo')) return root;
  const uid = root.metadata.uid ?? '';
  const kinds: WatchedKind[] =
    root.kind === 'KaiwoJob' ? ['Job', 'RayJob'] : ['Deployment'];
  const owned = kinds.flatMap(kind => [...view.ownedBy<RunObject>(kind, uid)]);
  // Kaiwo's download runs as a Job of its own beside the one that is named like the KaiwoJob.
  return owned.find(each => each.metadata.name === root.metadata.name);
}

function podsOf(view: View, inner: RunObject): PodObject[] {
  const namespace = inner.metadata.namespace ?? '';
  const owned = [...view.ownedBy<PodObject>('Pod', inner.metadata.uid ?? '')];
  if (inner.kind === 'Job') return owned;
  const belongs = (pod: PodObject) =>
    inner.kind === 'RayJob'
      ? inner.status?.rayClusterName !== undefined &&
        pod.metadata.labels?.[RAY_CLUSTER] === inner.status.rayClusterName
      : deploymentOfPod(view, pod)?.metadata.uid === inner.metadata.uid;
  return [...view.inNamespace<PodObject>('Pod', namespace)].filter(belongs);
}

/** What a cluster shows of the run that this object stands for. */
export function gather(
  view: View,
  root: RunObject,
): {
  root: RunObject;
  inner?: RunObject;
  workloads: WorkloadObject[];
  pods: PodObject[];
} {
  const inner = innerOf(view, root);
  if (!inner) return { root, workloads: [], pods: [] };
  const pods = podsOf(view, inner);
  const owners = [inner, ...pods];
  const workloads = owners.flatMap(({ metadata }) => [
    ...view.ownedBy<WorkloadObject>('Workload', metadata.uid ?? ''),
  ]);
  const byStart = [...pods].sort((a, b) =>
    (a.metadata.creationTimestamp ?? '').localeCompare(
      b.metadata.creationTimestamp ?? '',
    ),
  );
  return { root, inner, workloads, pods: byStart };
}
