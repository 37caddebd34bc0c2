import type { KubeObject } from '@silogen/cluster-client';
import { ANNOTATION_PORTS, LABEL_RUN } from '../labels';

export interface RunPort {
  name: string;
  port: number;
}

/** The ports that a run's main object announces; none where it announces nothing that can be understood. */
export function portsOf(object: KubeObject): RunPort[] {
  try {
    const ports: unknown = JSON.parse(
      object.metadata.annotations?.[ANNOTATION_PORTS] ?? '[]',
    );
    return Array.isArray(ports) ? ports.filter(isPort) : [];
  } catch {
    return [];
  }
}

function isPort(value: unknown): value is RunPort {
  const { name, port } = (value ?? {}) as Partial<RunPort>;
  return typeof name === 'string' && Number.isInteger(port);
}

/**
 * The Service in front of a run's pods; undefined for a run that answers nothing. Pure, and derived from the main
 * object alone: the same name, owned by it, so that it goes when that goes and making it again changes nothing.
 */
export function serviceOf(
  main: KubeObject,
  uid: string,
): KubeObject | undefined {
  const ports = portsOf(main);
  const run = main.metadata.labels?.[LABEL_RUN];
  if (ports.length === 0 || !run) return undefined;
  const { name, namespace, labels, annotations } = main.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace,
      labels,
      annotations,
      ownerReferences: [
        { apiVersion: main.apiVersion, kind: main.kind, name, uid },
      ],
    },
    spec: {
      type: 'ClusterIP',
      selector: { [LABEL_RUN]: run },
      ports: ports.map(port => ({
        name: port.name,
        port: port.port,
        targetPort: port.port,
        protocol: 'TCP',
      })),
    },
  };
}
