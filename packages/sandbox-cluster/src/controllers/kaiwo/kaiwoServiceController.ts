import { kubeTime } from '../runtime/clock';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import {
  KINDS,
  type Deployment,
  type Pod,
  type ReplicaSet,
} from '../runtime/kubeTypes';
import type { KueueCache } from '../kueue/kueueCache';
import type { WorkloadObject } from '../kueue/types';
import { isAdmitted } from '../kueue/workloadStatus';
import type { KaiwoEnvironment } from './kaiwoEnvironment';
import { deploymentOf } from './manifest';
import { KAIWO_KINDS, type KaiwoService, type KaiwoStatus } from './types';
import {
  phaseEvent,
  servicePhase,
  withAdmitted,
  withPhase,
  withSchedulable,
} from './workloadStatus';

const SOURCE = 'kaiwoservice-controller';

/** Makes a Deployment of every KaiwoService and tells how it fares. */
export async function addKaiwoServiceController(
  context: ControllerContext,
  cache: KueueCache,
  environment: KaiwoEnvironment,
): Promise<void> {
  const services = await context.informer<KaiwoService>(KAIWO_KINDS.service);
  const deployments = await context.informer<Deployment>(KINDS.deployment);
  const replicaSets = await context.informer<ReplicaSet>(KINDS.replicaSet);
  const pods = await context.informer<Pod>(KINDS.pod);

  const queue = context.queue('kaiwo-service', async key => {
    const service = services.get(key);
    if (!service || service.metadata.deletionTimestamp) {
      return;
    }
    const { name, namespace = '' } = service.metadata;
    const now = kubeTime(context.clock.now());
    const judgement = environment.judge(service.spec, namespace);
    // What was made is not unmade, say because its queue is not there at the moment.
    const isRefused = judgement.status === 'False' && !deployments.get(key);
    const status =
      isRefused || judgement.status === 'True'
        ? withSchedulable(service.status, judgement, now)
        : service.status ?? {};
    if (isRefused) {
      await write(service, { ...status, status: 'ERROR' });
      return;
    }
    await environment.ensureLocalQueue(service.spec, namespace);
    const wanted = deploymentOf(
      service,
      environment.shapeOf(service.spec),
      environment.settings(),
    );
    let deployment = deployments.get(key);
    if (!deployment) {
      deployment = await context.createUnlessThere(deployments, wanted);
      if (!deployment) {
        return;
      }
      context.events.record(service, SOURCE, {
        reason: 'ResourceCreated',
        message: `Created apps/v1, Kind=Deployment: ${name}`,
      });
    } else if (deployment.spec.replicas !== wanted.spec.replicas) {
      deployment = await context.merge(deployments, deployment, {
        spec: { replicas: wanted.spec.replicas },
      });
      context.events.record(service, SOURCE, {
        reason: 'ResourceUpdated',
        message: `Updated apps/v1, Kind=Deployment: ${name}`,
      });
    }
    const workloads = workloadsOf(deployment);
    const phase = servicePhase(deployment, workloads);
    const admitted =
      phase === 'RUNNING' ||
      (workloads.length > 0 && workloads.every(isAdmitted));
    await write(
      service,
      withPhase(withAdmitted(status, admitted, now), phase, now),
    );
  });

  function workloadsOf(deployment: Deployment): WorkloadObject[] {
    return replicaSets
      .ownedBy(deployment.metadata.uid)
      .flatMap(set => pods.ownedBy(set.metadata.uid))
      .filter(pod => !pod.metadata.deletionTimestamp)
      .flatMap(pod => cache.workloads.ownedBy(pod.metadata.uid));
  }

  async function write(
    service: KaiwoService,
    status: KaiwoStatus,
  ): Promise<void> {
    await context.replaceStatus(services, service, {
      ...status,
      observedGeneration: service.metadata.generation,
    });
    if (status.status === service.status?.status) {
      return;
    }
    const event = phaseEvent(status.status ?? '');
    if (event) {
      context.events.record(service, SOURCE, event);
    }
  }

  const wakeIn = (namespace: string | undefined) =>
    services
      .list()
      .filter(service => service.metadata.namespace === namespace)
      .forEach(service => queue.add(keyOf(service)));
  services.onChange(service => queue.add(keyOf(service)));
  deployments.onChange(deployment => wakeIn(deployment.metadata.namespace));
  cache.workloads.onChange(workload => {
    if (
      workload.metadata.ownerReferences?.some(owner => owner.kind === 'Pod')
    ) {
      wakeIn(workload.metadata.namespace);
    }
  });
  const wakeAll = () =>
    services.list().forEach(service => queue.add(keyOf(service)));
  environment.queueConfigs.onChange(wakeAll);
  cache.clusterQueues.onChange((object, previous, deleted) => {
    if (
      !previous ||
      deleted ||
      object.metadata.generation !== previous.metadata.generation
    ) {
      wakeAll();
    }
  });
}
