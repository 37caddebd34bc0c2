import type { ClusterClient } from '@silogen/cluster-client';
import {
  type ConfigMap,
  KINDS,
  type Secret,
} from '../controllers/runtime/kubeTypes';
import type { EnvironmentSources } from './environment';

/** Reads Secrets and ConfigMaps when a container starts; they are not watched, as a running container keeps its environment. */
export async function createEnvironmentSources(
  client: ClusterClient,
): Promise<(namespace: string) => EnvironmentSources> {
  const secrets = await client.discover(KINDS.secret);
  const configMaps = await client.discover(KINDS.configMap);
  return namespace => ({
    secret: async name =>
      secrets ? client.find<Secret>(secrets, name, namespace) : undefined,
    configMap: async name =>
      configMaps
        ? client.find<ConfigMap>(configMaps, name, namespace)
        : undefined,
  });
}
