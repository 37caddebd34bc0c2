import type {
  ConfigMap,
  Container,
  Pod,
  Secret,
} from '../controllers/runtime/kubeTypes';

/** A Secret or ConfigMap, or a key of one, that a container needs and that is not there. */
export class MissingReference extends Error {
  override readonly name = 'MissingReference';
}

export interface EnvironmentSources {
  secret(name: string): Promise<Secret | undefined>;
  configMap(name: string): Promise<ConfigMap | undefined>;
}

async function valuesOf(
  kind: 'secret' | 'configmap',
  name: string,
  sources: EnvironmentSources,
): Promise<Record<string, string> | undefined> {
  if (kind === 'configmap') {
    return (await sources.configMap(name))?.data ?? undefined;
  }
  const secret = await sources.secret(name);
  if (!secret) {
    return undefined;
  }
  const decoded = Object.entries(secret.data ?? {}).map(
    ([key, value]) =>
      [key, Buffer.from(value, 'base64').toString('utf8')] as const,
  );
  return { ...Object.fromEntries(decoded), ...secret.stringData };
}

function fieldOf(pod: Pod, path: string): string {
  const mapped = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (mapped) {
    return (
      pod.metadata[mapped[1] as 'labels' | 'annotations']?.[mapped[2]] ?? ''
    );
  }
  const known: Record<string, string | undefined> = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'metadata.uid': pod.metadata.uid,
    'spec.nodeName': pod.spec.nodeName,
    'status.podIP': pod.status?.podIP,
  };
  return known[path] ?? '';
}

/**
 * The environment that a container is started with.
 *
 * @throws MissingReference as the kubelet answers `CreateContainerConfigError`.
 */
export async function resolveEnvironment(
  pod: Pod,
  container: Container,
  sources: EnvironmentSources,
): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const source of container.envFrom ?? []) {
    const [kind, reference] = source.secretRef
      ? (['secret', source.secretRef.name] as const)
      : (['configmap', source.configMapRef?.name ?? ''] as const);
    const values = await valuesOf(kind, reference, sources);
    if (!values) {
      throw new MissingReference(`${kind} "${reference}" not found`);
    }
    Object.assign(env, values);
  }
  for (const variable of container.env ?? []) {
    const { secretKeyRef, configMapKeyRef, fieldRef } =
      variable.valueFrom ?? {};
    const reference = secretKeyRef ?? configMapKeyRef;
    if (reference) {
      const kind = secretKeyRef ? 'secret' : 'configmap';
      const values = await valuesOf(kind, reference.name, sources);
      const value = values?.[reference.key];
      if (value === undefined && !reference.optional) {
        throw new MissingReference(
          values
            ? `couldn't find key ${reference.key} in ${
                secretKeyRef ? 'Secret' : 'ConfigMap'
              } ${pod.metadata.namespace}/${reference.name}`
            : `${kind} "${reference.name}" not found`,
        );
      }
      if (value !== undefined) {
        env[variable.name] = value;
      }
    } else {
      env[variable.name] = fieldRef
        ? fieldOf(pod, fieldRef.fieldPath)
        : variable.value ?? '';
    }
  }
  return env;
}
