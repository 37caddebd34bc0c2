import type { PoolSummary } from '../../contracts';
import {
  ANNOTATION_PORTS,
  ANNOTATION_SUBMITTER,
  LABEL_COMPONENT,
  LABEL_PROJECT,
  LABEL_RUN,
  LABEL_TYPE,
} from '../labels';
import { environmentOf } from './environment';
import type { RenderInput } from './types';

/** Kaiwo's own defaults (4 CPU and 32 Gi a GPU, 2 CPU and 16 Gi without), so that a run asks for the same anywhere. */
export function requestsOf(input: {
  gpus: number;
  workload: Pick<RenderInput['workload'], 'cpu' | 'memory'>;
}): { cpu: string; memory: string } {
  const { gpus, workload } = input;
  return {
    cpu: workload.cpu ?? String(gpus > 0 ? 4 * gpus : 2),
    memory: workload.memory ?? `${gpus > 0 ? 32 * gpus : 16}Gi`,
  };
}

/** Requests = limits of the one container, GPUs included. */
export function resourcesOf(input: RenderInput): Record<string, string> {
  const amounts: Record<string, string> = requestsOf(input);
  if (input.gpus > 0) amounts[gpuResourceOf(input.pool)] = String(input.gpus);
  return amounts;
}

export function gpuResourceOf(pool: PoolSummary): string {
  if (pool.kind === 'gpu') return pool.resource;
  return pool.vendor === 'nvidia' ? 'nvidia.com/gpu' : 'amd.com/gpu';
}

/** The labels by which objects, pods and series find their run. */
export function labelsOf(input: RenderInput): Record<string, string> {
  return {
    [LABEL_PROJECT]: input.project.id,
    [LABEL_RUN]: input.run.id,
    [LABEL_COMPONENT]: input.run.id,
    [LABEL_TYPE]: input.run.type,
  };
}

export function annotationsOf(input: RenderInput): Record<string, string> {
  const { ports } = input.workload;
  return {
    [ANNOTATION_SUBMITTER]: input.run.submitter,
    ...(ports.length > 0 && { [ANNOTATION_PORTS]: JSON.stringify(ports) }),
  };
}

/** Pod template of a run where no Kaiwo makes one: the restricted profile of Kubernetes' pod security standards. */
export function podTemplateOf(
  input: RenderInput,
  options: {
    restartPolicy: 'Never' | 'Always';
    labels?: Record<string, string>;
  },
) {
  const { workload, pool } = input;
  const amounts = resourcesOf(input);
  return {
    metadata: {
      labels: { ...labelsOf(input), ...options.labels },
      annotations: annotationsOf(input),
    },
    spec: {
      restartPolicy: options.restartPolicy,
      automountServiceAccountToken: false,
      nodeSelector: { ...pool.selector },
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'workload',
          image: workload.image,
          ...(workload.entrypoint && {
            command: ['/bin/sh', '-c', workload.entrypoint],
          }),
          // Kaiwo gives its pods this variable by itself.
          env: [
            { name: 'NUM_GPUS', value: String(input.gpus) },
            ...environmentOf(input),
          ],
          ...(workload.ports.length > 0 && {
            ports: workload.ports.map(({ name, port }) => ({
              name,
              containerPort: port,
            })),
            // Running is to mean that it answers.
            readinessProbe: {
              tcpSocket: { port: workload.ports[0].port },
              periodSeconds: 5,
            },
          }),
          resources: { requests: amounts, limits: amounts },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [
            { name: 'workload', mountPath: '/workload' },
            { name: 'dshm', mountPath: '/dev/shm' },
          ],
        },
      ],
      volumes: [
        { name: 'workload', emptyDir: {} },
        { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      ],
    },
  };
}
