import type { KueueRelease } from '@silogen/kueue-admission';
import type { AdmissionHook } from '../../api/types';
import type { Deployment, Job, Pod } from '../runtime/kubeTypes';
import {
  GATES,
  MANAGED_LABEL,
  MANAGED_NAMESPACE_LABEL,
  QUEUE_LABEL,
} from './types';

/**
 * Kueue's mutating webhooks: a Job with a queue starts suspended, a Deployment hands its queue to its pods, and a pod
 * with a queue waits behind scheduling gates. Only in namespaces that Kueue manages.
 */
export function kueueWebhook(release: KueueRelease): AdmissionHook {
  return {
    admit: ({ operation, kind, object, namespaceLabels }) => {
      if (
        operation !== 'CREATE' ||
        namespaceLabels?.[MANAGED_NAMESPACE_LABEL] !== 'true'
      ) {
        return;
      }
      const queueName = object.metadata.labels?.[QUEUE_LABEL];
      if (!queueName) {
        return;
      }
      if (kind.group === 'batch' && kind.kind === 'Job') {
        (object as Job).spec.suspend = true;
      } else if (kind.group === 'apps' && kind.kind === 'Deployment') {
        const { template } = (object as Deployment).spec;
        template.metadata = {
          ...template.metadata,
          labels: { ...template.metadata?.labels, [QUEUE_LABEL]: queueName },
        };
      } else if (kind.group === '' && kind.kind === 'Pod') {
        gate(object as Pod, GATES[release]);
      }
    },
  };
}

/** Pods of a Job are the Job's business: its Workload speaks for them. */
function gate(pod: Pod, names: readonly string[]): void {
  const isOfJob = pod.metadata.ownerReferences?.some(
    owner => owner.kind === 'Job' && owner.controller,
  );
  if (isOfJob) {
    return;
  }
  pod.metadata.labels = { ...pod.metadata.labels, [MANAGED_LABEL]: 'true' };
  pod.spec.schedulingGates = [
    ...(pod.spec.schedulingGates ?? []).filter(
      ({ name }) => !names.includes(name),
    ),
    ...names.map(name => ({ name })),
  ];
}
