import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { ClusterError } from '@silogen/cluster-client';
import { requireType } from '../controllers/runtime/requireType';
import type { ClusterWorld } from './clusters';
import { defaultKaiwoConfig, firstStartQueueConfig } from './kaiwoDefaults';
import { nodesOf } from './nodes';

export const SIMULATED_ANNOTATION = 'sandbox.silogen.ai/simulated';
export const SPEED_ANNOTATION = 'sandbox.silogen.ai/speed';

export interface SeedOptions {
  speed: number;
  nowMs: number;
}

function namespace(
  name: string,
  annotations?: Record<string, string>,
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name },
      ...(annotations ? { annotations } : {}),
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** Everything that a fresh cluster of this kind holds. */
export function initialObjects(
  world: ClusterWorld,
  options: SeedOptions,
): KubeObject[] {
  const nodes = world.nodeGroups.flatMap((group, index) =>
    nodesOf(group, `${world.network}.${index}`, {
      kaiwo: world.kaiwo,
      kubeletVersion: world.gitVersion,
      zone: world.zone,
      nowMs: options.nowMs,
    }),
  );
  const marks = {
    [SIMULATED_ANNOTATION]: 'true',
    [SPEED_ANNOTATION]: String(options.speed),
  };
  return [
    namespace('default'),
    namespace('kube-system', marks),
    namespace('kueue-system'),
    ...(world.kaiwo ? [namespace('kaiwo-system')] : []),
    ...nodes,
    ...(world.kaiwo
      ? [defaultKaiwoConfig(), firstStartQueueConfig(world)]
      : []),
  ];
}

async function createMissing(
  client: ClusterClient,
  object: KubeObject,
): Promise<void> {
  const group = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')[0]
    : '';
  const type = await requireType(client, { group, kind: object.kind });
  if (
    await client.find(type, object.metadata.name, object.metadata.namespace)
  ) {
    return;
  }
  try {
    const created = await client.create(type, object);
    if (object.status && type.subresources.includes('status')) {
      await client.replaceStatus(type, { ...created, status: object.status });
    }
  } catch (error) {
    if (!(error instanceof ClusterError && error.reason === 'AlreadyExists')) {
      throw error;
    }
  }
}

/**
 * Brings a cluster to its initial state. Creates only what is missing and never changes what is there, so that it may
 * run at every start; only the annotations that mark the cluster as simulated are kept up to date.
 */
export async function seedWorld(
  client: ClusterClient,
  world: ClusterWorld,
  options: SeedOptions,
): Promise<void> {
  for (const object of initialObjects(world, options)) {
    await createMissing(client, object);
  }
  const namespaces = await requireType(client, {
    group: '',
    kind: 'Namespace',
  });
  await client.patch(namespaces, 'kube-system', undefined, {
    type: 'merge',
    body: {
      metadata: {
        annotations: {
          [SIMULATED_ANNOTATION]: 'true',
          [SPEED_ANNOTATION]: String(options.speed),
        },
      },
    },
  });
}
