import {
  deploymentStatus,
  replicaSetOf,
  templateHash,
} from '../../controllers/apps/deploymentController';
import { replicaSetPodOf } from '../../controllers/apps/replicaSetController';
import { deploymentOf } from '../../controllers/kaiwo/manifest';
import { KAIWO_KINDS, type KaiwoService } from '../../controllers/kaiwo/types';
import {
  withAdmitted,
  withPhase,
  withSchedulable,
} from '../../controllers/kaiwo/workloadStatus';
import { JOB_UID_LABEL, MANAGED_LABEL } from '../../controllers/kueue/types';
import {
  buildWorkload,
  workloadName,
} from '../../controllers/kueue/workloadBuilder';
import { kubeTime } from '../../controllers/runtime/clock';
import { nameSuffix } from '../../controllers/runtime/random';
import type {
  Deployment,
  Pod,
  ReplicaSet,
  Service,
} from '../../controllers/runtime/kubeTypes';
import { act } from './containers';
import { priorityClassOf, withFate } from './quotaObjects';
import {
  annotationsOf,
  kaiwoSpecOf,
  labelsOf,
  ownedBy,
  plainPodSpec,
  queueLabelsOf,
  type RunSetting,
} from './runObjects';

const APP_LABEL = 'app.kubernetes.io/name';

function kaiwoServiceOf(setting: RunSetting): KaiwoService {
  const { builder, run } = setting;
  return builder.born<KaiwoService>(
    {
      apiVersion: builder.apiVersion(KAIWO_KINDS.service.kind),
      kind: KAIWO_KINDS.service.kind,
      metadata: {
        name: run.name,
        namespace: run.project,
        labels: labelsOf(run),
        annotations: annotationsOf(run),
      },
      spec: kaiwoSpecOf(setting),
    },
    run.submittedAtMs,
  );
}

function plainDeploymentOf(setting: RunSetting): Deployment {
  const { run } = setting;
  const labels = { ...labelsOf(run), [APP_LABEL]: run.name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: run.name,
      namespace: run.project,
      labels: { ...labels, ...queueLabelsOf(run) },
      annotations: annotationsOf(run),
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { [APP_LABEL]: run.name } },
      strategy: { type: 'Recreate' },
      template: {
        metadata: {
          labels: { ...labels, ...queueLabelsOf(run) },
          annotations: annotationsOf(run),
        },
        spec: plainPodSpec(setting, 'Always'),
      },
    },
  };
}

/** Everything that the cluster holds of a run that serves until it is stopped. */
export function keepServiceRun(setting: RunSetting): void {
  const { builder, run, kaiwo } = setting;
  const kaiwoService =
    run.kind === 'KaiwoService' ? kaiwoServiceOf(setting) : undefined;
  const shape = { total: run.gpus, replicas: 1, perReplica: run.gpus };
  const deployment = builder.born<Deployment>(
    kaiwoService
      ? deploymentOf(kaiwoService, shape, kaiwo)
      : plainDeploymentOf(setting),
    run.submittedAtMs,
  );
  const replicaSet = builder.born<ReplicaSet>(
    replicaSetOf(deployment, templateHash(deployment)),
    run.submittedAtMs,
  );
  const pod = keepPod(replicaSet, setting);
  const now = kubeTime(run.admittedAtMs ?? run.submittedAtMs);
  const readyReplicas = pod ? 1 : 0;
  const kept = builder.keep<ReplicaSet>({
    ...replicaSet,
    status: {
      observedGeneration: 1,
      replicas: 1,
      fullyLabeledReplicas: 1,
      readyReplicas,
      availableReplicas: readyReplicas,
    },
  });
  builder.keep<Deployment>({
    ...deployment,
    status: deploymentStatus(deployment, kept, [kept], now),
  });
  keepService(deployment, setting);
  if (kaiwoService) {
    builder.keep(withKaiwoStatus(kaiwoService, run));
  }
}

/** The pod behind its Kueue workload, on the node that it was bound to. */
function keepPod(replicaSet: ReplicaSet, setting: RunSetting): Pod | undefined {
  const { builder, run, nodes, flavorLabels } = setting;
  const born = builder.born(
    replicaSetPodOf(replicaSet, nameSuffix(`${replicaSet.metadata.uid}/0`)),
    run.submittedAtMs,
  );
  const { name, uid = '' } = born.metadata;
  const labels = { ...born.metadata.labels, [MANAGED_LABEL]: 'true' };
  const workload = builder.born(
    buildWorkload({
      apiVersion: builder.apiVersion('Workload'),
      name: workloadName({ kind: 'Pod', apiVersion: 'v1', name, uid }),
      namespace: run.project,
      labels: { [JOB_UID_LABEL]: uid },
      owner: ownedBy(born),
      queueName: run.project,
      count: 1,
      template: { metadata: { labels }, spec: born.spec },
      priorityClass: priorityClassOf(run.priority),
    }),
    run.submittedAtMs,
  );
  builder.keep(withFate(workload, run));
  const [place] = run.places;
  const node = place && nodes.get(place.node);
  if (!node) {
    return undefined;
  }
  const { pod } = act({
    ...setting,
    pod: {
      ...born,
      metadata: { ...born.metadata, labels },
      spec: {
        ...born.spec,
        nodeSelector: { ...born.spec.nodeSelector, ...flavorLabels },
      },
    },
    place,
    node,
  });
  return builder.keep(pod);
}

function keepService(deployment: Deployment, setting: RunSetting): void {
  const { builder, run } = setting;
  if (!run.port) {
    return;
  }
  builder.keep(
    builder.born<Service>(
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: run.name,
          namespace: run.project,
          labels: labelsOf(run),
          annotations: annotationsOf(run),
          ownerReferences: [ownedBy(deployment)],
        },
        spec: {
          type: 'ClusterIP',
          selector: deployment.spec.selector.matchLabels,
          ports: [
            {
              name: 'http',
              port: run.port,
              targetPort: run.port,
              protocol: 'TCP',
            },
          ],
        },
      },
      run.submittedAtMs,
    ),
  );
}

function withKaiwoStatus(
  service: KaiwoService,
  run: RunSetting['run'],
): KaiwoService {
  const admitted = kubeTime(run.admittedAtMs ?? run.submittedAtMs);
  let status = withSchedulable(
    service.status,
    {
      status: 'True',
      reason: 'Schedulable',
      message: 'Cluster has sufficient GPU resources',
    },
    kubeTime(run.submittedAtMs),
  );
  status = withAdmitted(status, true, admitted);
  status = withPhase(status, 'RUNNING', admitted);
  return {
    ...service,
    status: { ...status, observedGeneration: service.metadata.generation },
  };
}
