import { kubeTime } from '../runtime/clock';
import {
  type Condition,
  findCondition,
  withCondition,
} from '../runtime/conditions';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import { type Deployment, type ReplicaSet, KINDS } from '../runtime/kubeTypes';
import { nameSuffix } from '../runtime/random';

const SOURCE = 'deployment-controller';

export function templateHash(deployment: Deployment): string {
  return nameSuffix(JSON.stringify(deployment.spec.template), 10);
}

/** The ReplicaSet of a Deployment's present template. */
export function replicaSetOf(deployment: Deployment, hash: string): ReplicaSet {
  const { name, namespace, uid = '' } = deployment.metadata;
  const { template } = deployment.spec;
  const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: deployment.spec.replicas ?? 1,
      selector: {
        matchLabels: {
          ...deployment.spec.selector.matchLabels,
          'pod-template-hash': hash,
        },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function numberOf(
  status: Record<string, unknown> | undefined,
  field: string,
): number {
  const value = status?.[field];
  return typeof value === 'number' ? value : 0;
}

/** Status of a Deployment from those of its ReplicaSets. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet,
  all: readonly ReplicaSet[],
  now: string,
): Deployment['status'] {
  const sum = (field: string) =>
    all.reduce((total, set) => total + numberOf(set.status, field), 0);
  const wanted = deployment.spec.replicas ?? 1;
  const ready = numberOf(current.status, 'readyReplicas');
  const available = ready >= wanted;
  const condition = (
    type: string,
    status: boolean,
    reason: string,
    message: string,
  ): Condition & {
    lastTransitionTime: string;
  } => ({
    type,
    status: status ? 'True' : 'False',
    reason,
    message,
    lastTransitionTime: now,
  });
  const old = deployment.status?.conditions;
  const isRolledOut =
    findCondition(old, 'Progressing')?.reason === 'NewReplicaSetAvailable';
  const progressing =
    available || isRolledOut
      ? condition(
          'Progressing',
          true,
          'NewReplicaSetAvailable',
          `ReplicaSet "${current.metadata.name}" has successfully progressed.`,
        )
      : condition(
          'Progressing',
          true,
          'ReplicaSetUpdated',
          `ReplicaSet "${current.metadata.name}" is progressing.`,
        );
  const availability = available
    ? condition(
        'Available',
        true,
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
      )
    : condition(
        'Available',
        false,
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
      );
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: sum('replicas'),
    updatedReplicas: numberOf(current.status, 'replicas'),
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: Math.max(0, wanted - ready),
    conditions: withCondition(withCondition(old, availability), progressing),
  };
}

/** One ReplicaSet per template of a Deployment; older ones are scaled to nothing once the new one is made. */
export async function addDeploymentController(
  context: ControllerContext,
): Promise<void> {
  const deployments = await context.informer<Deployment>(KINDS.deployment);
  const replicaSets = await context.informer<ReplicaSet>(KINDS.replicaSet);

  const queue = context.queue('deployment', async key => {
    const deployment = deployments.get(key);
    if (!deployment || deployment.metadata.deletionTimestamp) {
      return;
    }
    const owned = replicaSets.ownedBy(deployment.metadata.uid);
    const name = `${deployment.metadata.name}-${templateHash(deployment)}`;
    let current = owned.find(set => set.metadata.name === name);
    if (!current) {
      current = await context.createUnlessThere(
        replicaSets,
        replicaSetOf(deployment, templateHash(deployment)),
      );
      if (!current) {
        return;
      }
      scaled(
        deployment,
        `Scaled up replica set ${name} from 0 to ${current.spec.replicas}`,
      );
    }
    const wanted = deployment.spec.replicas ?? 1;
    if (current.spec.replicas !== wanted) {
      const direction = (current.spec.replicas ?? 0) < wanted ? 'up' : 'down';
      scaled(
        deployment,
        `Scaled ${direction} replica set ${name} from ${current.spec.replicas} to ${wanted}`,
      );
      current = await context.merge(replicaSets, current, {
        spec: { replicas: wanted },
      });
    }
    for (const old of owned.filter(
      set => set.metadata.name !== name && set.spec.replicas !== 0,
    )) {
      scaled(
        deployment,
        `Scaled down replica set ${old.metadata.name} from ${old.spec.replicas} to 0`,
      );
      await context.merge(replicaSets, old, { spec: { replicas: 0 } });
    }
    const all = replicaSets.ownedBy(deployment.metadata.uid);
    const status = deploymentStatus(
      deployment,
      current,
      all,
      kubeTime(context.clock.now()),
    );
    await context.replaceStatus(deployments, deployment, status);
  });

  function scaled(deployment: Deployment, message: string): void {
    context.events.record(deployment, SOURCE, {
      reason: 'ScalingReplicaSet',
      message,
    });
  }

  deployments.onChange(deployment => queue.add(keyOf(deployment)));
  replicaSets.onChange(set => {
    set.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'Deployment')
      .forEach(owner => queue.add(`${set.metadata.namespace}/${owner.name}`));
  });
}
