import type { OwnerReference } from '@silogen/cluster-client';
import type { Deployment, Job, PodTemplate } from '../runtime/kubeTypes';
import { PRIORITY_LABEL, QUEUE_LABEL } from '../kueue/types';
import { podSpecOf, type GpuShape, type KaiwoSettings } from './podSpec';
import type { KaiwoCommonSpec, KaiwoJob, KaiwoService } from './types';

/** A user's address as a label value: `dev@example.test` becomes `dev-example.test`. */
export function userLabel(user: string): string {
  return user
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 63);
}

function labelsOf(
  object: KaiwoJob | KaiwoService,
  type: 'job' | 'service',
  queueName: string,
): Record<string, string> {
  const { spec } = object;
  return {
    ...object.metadata.labels,
    'kaiwo.silogen.ai/name': object.metadata.name,
    'kaiwo.silogen.ai/run-id': object.metadata.uid ?? '',
    'kaiwo.silogen.ai/type': type,
    ...(spec.user ? { 'kaiwo.silogen.ai/user': userLabel(spec.user) } : {}),
    [QUEUE_LABEL]: queueName,
    ...(spec.priorityClass ? { [PRIORITY_LABEL]: spec.priorityClass } : {}),
  };
}

function ownerOf(object: KaiwoJob | KaiwoService): OwnerReference {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

function templateMetadata(
  object: KaiwoJob | KaiwoService,
  labels: Record<string, string>,
  given: Partial<PodTemplate> | undefined,
): PodTemplate['metadata'] {
  const { spec } = object;
  const topology: Record<string, string> = {
    ...(spec.requiredTopologyLabel
      ? {
          'kueue.x-k8s.io/podset-required-topology': spec.requiredTopologyLabel,
        }
      : {}),
    ...(spec.preferredTopologyLabel
      ? {
          'kueue.x-k8s.io/podset-preferred-topology':
            spec.preferredTopologyLabel,
        }
      : {}),
  };
  const annotations = {
    ...given?.metadata?.annotations,
    ...object.metadata.annotations,
    ...topology,
  };
  return {
    labels: {
      ...given?.metadata?.labels,
      ...labels,
      ...spec.podTemplateSpecLabels,
    },
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

/** The queue that a workload of Kaiwo is sent to. */
export function queueNameOf(
  spec: KaiwoCommonSpec,
  settings: KaiwoSettings,
): string {
  return spec.clusterQueue || settings.defaultClusterQueueName;
}

/** The batch Job that Kaiwo makes of a KaiwoJob. */
export function jobOf(
  kaiwoJob: KaiwoJob,
  shape: GpuShape,
  settings: KaiwoSettings,
): Job {
  const { name, namespace } = kaiwoJob.metadata;
  const given = kaiwoJob.spec.job?.spec;
  const labels = labelsOf(
    kaiwoJob,
    'job',
    queueNameOf(kaiwoJob.spec, settings),
  );
  const several =
    shape.replicas > 1
      ? { parallelism: shape.replicas, completions: shape.replicas }
      : {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: { ...kaiwoJob.spec.job?.metadata?.labels, ...labels },
      ownerReferences: [ownerOf(kaiwoJob)],
    },
    spec: {
      backoffLimit: 0,
      ttlSecondsAfterFinished: 3600,
      ...several,
      ...given,
      template: {
        metadata: templateMetadata(kaiwoJob, labels, given?.template),
        spec: podSpecOf({
          name,
          spec: kaiwoJob.spec,
          shape,
          settings,
          restartPolicy: 'Never',
          given: given?.template?.spec,
        }),
      },
    },
  };
}

/** The Deployment that Kaiwo makes of a KaiwoService. */
export function deploymentOf(
  service: KaiwoService,
  shape: GpuShape,
  settings: KaiwoSettings,
): Deployment {
  const { name, namespace } = service.metadata;
  const given = service.spec.deployment?.spec;
  const labels = labelsOf(
    service,
    'service',
    queueNameOf(service.spec, settings),
  );
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { ...service.spec.deployment?.metadata?.labels, ...labels },
      ownerReferences: [ownerOf(service)],
    },
    spec: {
      ...given,
      replicas: given?.replicas ?? shape.replicas,
      selector: {
        matchLabels: {
          'kaiwo.silogen.ai/name': name,
          'kaiwo.silogen.ai/type': 'service',
        },
      },
      template: {
        metadata: templateMetadata(service, labels, given?.template),
        spec: podSpecOf({
          name,
          spec: service.spec,
          shape,
          settings,
          restartPolicy: 'Always',
          given: given?.template?.spec,
        }),
      },
    },
  };
}
