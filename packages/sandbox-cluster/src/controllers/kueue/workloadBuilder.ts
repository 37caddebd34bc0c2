import type { OwnerReference } from '@silogen/cluster-client';
import type { PodTemplate } from '../runtime/kubeTypes';
import { hexHash } from '../runtime/random';
import type { PriorityClassObject, WorkloadObject } from './types';

/** Names are cut so that prefix, owner and hash stay within 63 characters. */
const MAX_OWNER_LENGTH = 52;

/** Kueue's name for the Workload of an object: `job-<name>-<5 hex>`. */
export function workloadName(owner: {
  kind: string;
  apiVersion: string;
  name: string;
  uid: string;
}) {
  const group = owner.apiVersion.includes('/')
    ? owner.apiVersion.split('/')[0]
    : '';
  const hash = hexHash(
    [owner.kind, group, owner.name, owner.uid].join('\n'),
    5,
  );
  return `${owner.kind.toLowerCase()}-${owner.name.slice(
    0,
    MAX_OWNER_LENGTH,
  )}-${hash}`;
}

/** A template without what others put on it later: the Workload keeps what the user asked for. */
function plainTemplate(template: PodTemplate): PodTemplate {
  const labels = { ...template.metadata?.labels };
  [
    'controller-uid',
    'batch.kubernetes.io/controller-uid',
    'job-name',
    'batch.kubernetes.io/job-name',
  ].forEach(key => delete labels[key]);
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The class under the field's name in either version. */
function priorityFields(
  apiVersion: string,
  priorityClass: PriorityClassObject | undefined,
): Partial<WorkloadObject['spec']> {
  if (!priorityClass) {
    return { priority: 0 };
  }
  const { name } = priorityClass.metadata;
  const priority = priorityClass.value;
  return apiVersion.endsWith('/v1beta1')
    ? {
        priority,
        priorityClassName: name,
        priorityClassSource: 'kueue.x-k8s.io/workloadpriorityclass',
      }
    : {
        priority,
        priorityClassRef: {
          group: 'kueue.x-k8s.io',
          kind: 'WorkloadPriorityClass',
          name,
        },
      };
}

export function buildWorkload(options: {
  apiVersion: string;
  name: string;
  namespace: string;
  labels: Record<string, string>;
  owner: OwnerReference;
  queueName: string;
  count: number;
  template: PodTemplate;
  priorityClass?: PriorityClassObject;
}): WorkloadObject {
  return {
    apiVersion: options.apiVersion,
    kind: 'Workload',
    metadata: {
      name: options.name,
      namespace: options.namespace,
      labels: options.labels,
      ownerReferences: [options.owner],
    },
    spec: {
      active: true,
      queueName: options.queueName,
      ...priorityFields(options.apiVersion, options.priorityClass),
      podSets: [
        {
          name: 'main',
          count: options.count,
          template: plainTemplate(options.template),
        },
      ],
    },
  };
}

/** Labels of the flavors that an admission chose for its only pod set. */
export function flavorLabels(
  workload: WorkloadObject,
  labelsOf: (flavor: string) => Record<string, string>,
): Record<string, string> {
  const flavors =
    workload.status?.admission?.podSetAssignments[0]?.flavors ?? {};
  return Object.assign(
    {},
    ...[...new Set(Object.values(flavors))].map(labelsOf),
  );
}
