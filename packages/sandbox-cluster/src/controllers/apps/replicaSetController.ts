import { isTrue } from '../runtime/conditions';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import {
  isFinishedPod,
  type Pod,
  type ReplicaSet,
  KINDS,
} from '../runtime/kubeTypes';
import { nameSuffix } from '../runtime/random';

const SOURCE = 'replicaset-controller';
const MAX_NAME_LENGTH = 57;

/** A pod of a ReplicaSet as its controller creates it. */
export function replicaSetPodOf(set: ReplicaSet, suffix: string): Pod {
  const { name, namespace, uid = '' } = set.metadata;
  const { template } = set.spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name.slice(0, MAX_NAME_LENGTH)}-${suffix}`,
      namespace,
      labels: template.metadata?.labels,
      annotations: template.metadata?.annotations,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: { restartPolicy: 'Always', ...template.spec },
  };
}

/** Those that cost least first: not ready before ready, then the youngest. */
function cheapestFirst(a: Pod, b: Pod): number {
  const readiness =
    Number(isTrue(a.status?.conditions, 'Ready')) -
    Number(isTrue(b.status?.conditions, 'Ready'));
  const age = (b.metadata.creationTimestamp ?? '').localeCompare(
    a.metadata.creationTimestamp ?? '',
  );
  return readiness || age;
}

/** Keeps the wanted number of pods of a ReplicaSet alive. */
export async function addReplicaSetController(
  context: ControllerContext,
): Promise<void> {
  const replicaSets = await context.informer<ReplicaSet>(KINDS.replicaSet);
  const pods = await context.informer<Pod>(KINDS.pod);
  let created = 0;

  const queue = context.queue('replicaset', async key => {
    const set = replicaSets.get(key);
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    const active = pods
      .ownedBy(set.metadata.uid)
      .filter(pod => !pod.metadata.deletionTimestamp && !isFinishedPod(pod));
    const wanted = set.spec.replicas ?? 1;
    for (const pod of [...active]
      .sort(cheapestFirst)
      .slice(0, Math.max(0, active.length - wanted))) {
      await context.remove(pods, pod);
      context.events.record(set, SOURCE, {
        reason: 'SuccessfulDelete',
        message: `Deleted pod: ${pod.metadata.name}`,
      });
    }
    for (let missing = wanted - active.length; missing > 0; missing -= 1) {
      created += 1;
      const suffix = nameSuffix(
        `${set.metadata.uid}/${context.clock.now()}/${created}`,
      );
      const pod = await context.create(pods, replicaSetPodOf(set, suffix));
      context.events.record(set, SOURCE, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
      });
    }
    const ready = active.filter(pod =>
      isTrue(pod.status?.conditions, 'Ready'),
    ).length;
    await context.replaceStatus(replicaSets, set, {
      observedGeneration: set.metadata.generation,
      replicas: active.length,
      fullyLabeledReplicas: active.length,
      readyReplicas: ready,
      availableReplicas: ready,
    });
  });

  replicaSets.onChange(set => queue.add(keyOf(set)));
  pods.onChange(pod => {
    pod.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'ReplicaSet')
      .forEach(owner => queue.add(`${pod.metadata.namespace}/${owner.name}`));
  });
}
