import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { typeOf } from '../apply';
import { waitFor } from '../waitFor';

interface PodOptions {
  annotations?: Record<string, string>;
  /** Whole GPUs of AMD. */
  gpus?: number;
  /** Instead: any resources. */
  limits?: Record<string, string>;
  tolerations?: object[];
}

function podTemplate({ annotations, gpus, limits, tolerations }: PodOptions) {
  const wanted = limits ?? (gpus ? { 'amd.com/gpu': String(gpus) } : undefined);
  return {
    metadata: { annotations },
    spec: {
      restartPolicy: 'Never',
      tolerations,
      containers: [
        {
          name: 'main',
          image: 'registry.test/nothing:1',
          resources: wanted ? { limits: wanted } : {},
        },
      ],
    },
  };
}

export function pod(name: string, options: PodOptions = {}): KubeObject {
  const { metadata, spec } = podTemplate(options);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace: 'default' },
    spec,
  };
}

export function queuedJob(
  namespace: string,
  name: string,
  options: PodOptions,
): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: { 'kueue.x-k8s.io/queue-name': namespace },
    },
    spec: { backoffLimit: 0, template: podTemplate(options) },
  };
}

/** A namespace with a queue of its own that has this many GPUs. */
export function team(
  name: string,
  gpus: number,
  options: {
    /** Name of the flavor; the team's when left out. */
    flavor?: string;
    /** More of the queue. */
    queue?: object;
  } = {},
): KubeObject[] {
  const { flavor = name, queue } = options;
  const kueue = (
    kind: string,
    spec: object,
    metadata: { name?: string; namespace?: string } = {},
  ) => ({
    // Served by both releases.
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind,
    metadata: { name, ...metadata },
    spec,
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kueue-managed': 'true' } },
    },
    kueue(
      'ResourceFlavor',
      { nodeLabels: { 'kubernetes.io/os': 'linux' } },
      { name: flavor },
    ),
    kueue('ClusterQueue', {
      ...queue,
      namespaceSelector: {},
      resourceGroups: [
        {
          coveredResources: ['amd.com/gpu'],
          flavors: [
            {
              name: flavor,
              resources: [{ name: 'amd.com/gpu', nominalQuota: String(gpus) }],
            },
          ],
        },
      ],
    }),
    kueue('LocalQueue', { clusterQueue: name }, { namespace: name }),
  ];
}

/** Reads an object until it is as wanted. */
export async function untilObject(
  client: ClusterClient,
  target: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>,
  wanted: (status: Record<string, any>) => boolean,
): Promise<KubeObject> {
  const type = await typeOf(client, target);
  const { name, namespace } = target.metadata;
  let seen: KubeObject | undefined;
  await waitFor({
    what: `${target.kind} ${name}`,
    check: async () => {
      seen = await client.get(type, name, namespace);
      return wanted((seen.status ?? {}) as Record<string, any>);
    },
    timeoutMs: 60_000,
  });
  return seen!;
}

/** Kueue's workloads in a namespace, with the conditions that hold and their reasons. */
export async function workloads(
  client: ClusterClient,
  namespace: string,
): Promise<Record<string, string>[]> {
  const kind = await typeOf(client, {
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind: 'Workload',
  });
  const { items } = await client.list(kind, { namespace });
  return items.map(({ status }) => {
    const { conditions = [] } = status as {
      conditions?: { type: string; status: string; message: string }[];
    };
    return Object.fromEntries(
      conditions.map(({ type, status: value, message }) => [
        type,
        `${value}: ${message}`,
      ]),
    );
  });
}
