import type { KindDefinition } from '../types';
import {
  ANYTHING,
  BOOLEAN,
  choice,
  INTEGER,
  map,
  object,
  STRING,
  withDefault,
} from './schemas';

/** KubeRay's RayJob. RayCluster and RayService are not part of the sandbox. */
export function rayKinds(): KindDefinition[] {
  return [
    {
      group: 'ray.io',
      kind: 'RayJob',
      plural: 'rayjobs',
      singular: 'rayjob',
      namespaced: true,
      categories: ['all'],
      subresources: ['status'],
      versions: [
        {
          name: 'v1',
          columns: [
            { name: 'Job Status', type: 'string', value: 'status.jobStatus' },
            {
              name: 'Deployment Status',
              type: 'string',
              value: 'status.jobDeploymentStatus',
            },
            { name: 'Start Time', type: 'string', value: 'status.startTime' },
            { name: 'End Time', type: 'string', value: 'status.endTime' },
          ],
          schema: object({
            spec: object({
              entrypoint: STRING,
              entrypointNumCpus: { type: 'number' },
              entrypointNumGpus: { type: 'number' },
              entrypointResources: STRING,
              rayClusterSpec: ANYTHING,
              clusterSelector: map(STRING),
              suspend: BOOLEAN,
              submissionMode: withDefault(
                choice(
                  'K8sJobMode',
                  'HTTPMode',
                  'InteractiveMode',
                  'SidecarMode',
                ),
                'K8sJobMode',
              ),
              submitterPodTemplate: ANYTHING,
              submitterConfig: ANYTHING,
              shutdownAfterJobFinishes: BOOLEAN,
              ttlSecondsAfterFinished: withDefault(INTEGER, 0),
              activeDeadlineSeconds: INTEGER,
              backoffLimit: withDefault(INTEGER, 0),
              runtimeEnvYAML: STRING,
              metadata: map(STRING),
              jobId: STRING,
            }),
            status: ANYTHING,
          }),
        },
      ],
    },
  ];
}
