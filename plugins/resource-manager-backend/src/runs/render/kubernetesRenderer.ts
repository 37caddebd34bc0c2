import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import { LABEL_PRIORITY, LABEL_QUEUE, LABEL_RUN } from '../labels';
import { annotationsOf, labelsOf, podTemplateOf } from './podTemplate';
import type { RenderInput, RunRenderer } from './types';

function queueLabels(input: RenderInput): Record<string, string> {
  return {
    [LABEL_QUEUE]: input.project.name,
    ...(input.priorityClass && { [LABEL_PRIORITY]: input.priorityClass }),
  };
}

function objectOf(
  input: RenderInput,
  type: ResourceType,
  spec: Record<string, unknown>,
): KubeObject {
  return {
    apiVersion: type.group ? `${type.group}/${type.version}` : type.version,
    kind: type.kind,
    metadata: {
      name: input.run.objectName,
      namespace: input.project.name,
      labels: { ...labelsOf(input), ...queueLabels(input) },
      annotations: annotationsOf(input),
    },
    spec,
  };
}

/** A suspended batch Job; Kueue unsuspends it when it has its quota. */
export const jobRenderer: RunRenderer = {
  name: 'job',
  handles: (input, served) =>
    input.workload.kind === 'job' ? served.Job : undefined,
  render: (input, type) =>
    objectOf(input, type, {
      suspend: true,
      parallelism: 1,
      completions: 1,
      backoffLimit: 0,
      ttlSecondsAfterFinished: 3600,
      template: podTemplateOf(input, { restartPolicy: 'Never' }),
    }),
};

/** A Deployment; Kueue gates its pod until there is quota (its `deployment` integration copies the queue to pods). */
export const deploymentRenderer: RunRenderer = {
  name: 'deployment',
  handles: (input, served) =>
    input.workload.kind === 'service' ? served.Deployment : undefined,
  render: (input, type) =>
    objectOf(input, type, {
      replicas: 1,
      selector: { matchLabels: { [LABEL_RUN]: input.run.id } },
      // With one replica on GPUs there is no room for an old and a new pod side by side.
      strategy: { type: 'Recreate' },
      template: podTemplateOf(input, {
        restartPolicy: 'Always',
        labels: queueLabels(input),
      }),
    }),
};
