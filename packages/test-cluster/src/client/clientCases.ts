import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
  type ClusterClientOptions,
  type KubeObject,
} from '@silogen/cluster-client';
import type { TestCluster } from '../startTestCluster';

/** Asked for when a test runs: the cluster exists only after `beforeAll`. */
export type ClusterOf = () => TestCluster;

/** A client of its own for a test, as the administrator, that backs off by a tenth of the usual. */
export function newClient(
  { kubeconfig }: Pick<TestCluster, 'kubeconfig'>,
  options: Partial<ClusterClientOptions> = {},
): ClusterClient {
  return createClusterClient({
    kubeConfig: loadKubeConfig({ file: kubeconfig }),
    random: () => 0.1,
    ...options,
  });
}

/** A back-off that lasts until it is let go. */
export function heldDelay(): { delay: () => Promise<void>; letGo(): void } {
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  return { delay: () => held, letGo };
}

export function configMap(
  name: string,
  more: { namespace?: string; data?: Record<string, string> } = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: more.namespace ?? 'default' },
    data: more.data ?? { key: 'value' },
  };
}

export async function namespaceOf(
  client: ClusterClient,
  name: string,
): Promise<string> {
  const type = await client.discover({ group: '', kind: 'Namespace' });
  await client.create(type!, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  return name;
}

/** Ends one process of the cluster. @returns what brings it back */
export async function endComponent(
  { components }: TestCluster,
  name: string,
): Promise<() => Promise<void>> {
  const component = components.find(each => each.name === name);
  if (!component) {
    throw new Error(`there is no component ${name}`);
  }
  await component.stop();
  return async () => {
    await component.start();
    await component.ready();
  };
}
