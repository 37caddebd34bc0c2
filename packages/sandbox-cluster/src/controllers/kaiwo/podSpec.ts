import { formatQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { Container, EnvVar, PodSpec } from '../runtime/kubeTypes';
import type { KaiwoCommonSpec } from './types';

/** What of the operator's settings shapes manifests. */
export interface KaiwoSettings {
  defaultClusterQueueName: string;
  schedulerName: string;
  dataMountPath: string;
  hfMountPath: string;
}

const MEMORY_PER_GPU_GIB = 32;
const CPUS_PER_GPU = 4;
const CPUS_WITHOUT_GPU = 2;
const MEMORY_WITHOUT_GPU_GIB = 16;
const KAIWO_USER = 1000;

export interface GpuShape {
  total: number;
  replicas: number;
  perReplica: number;
}

/**
 * How many pods with how many GPUs: given counts win; else as few replicas as fit on the smallest GPU node.
 */
export function gpuShape(
  spec: KaiwoCommonSpec,
  smallestNodeGpus: number,
): GpuShape {
  const replicas = spec.replicas ?? 0;
  const perReplica = spec.gpusPerReplica ?? 0;
  if (replicas > 0 && perReplica > 0) {
    return { total: replicas * perReplica, replicas, perReplica };
  }
  const total = spec.gpus ?? 0;
  if (total === 0) {
    return { total: 0, replicas: Math.max(1, replicas), perReplica: 0 };
  }
  const fitted = Math.max(1, Math.ceil(total / Math.max(1, smallestNodeGpus)));
  return { total, replicas: fitted, perReplica: Math.ceil(total / fitted) };
}

export function gpuResourceOf(spec: KaiwoCommonSpec): string {
  return spec.gpuVendor === 'nvidia' ? 'nvidia.com/gpu' : 'amd.com/gpu';
}

function resourcesOf(
  spec: KaiwoCommonSpec,
  shape: GpuShape,
): Container['resources'] {
  const gpus = shape.perReplica;
  const memory = gpus > 0 ? gpus * MEMORY_PER_GPU_GIB : MEMORY_WITHOUT_GPU_GIB;
  const defaults: Record<string, string> = {
    cpu: String(gpus > 0 ? gpus * CPUS_PER_GPU : CPUS_WITHOUT_GPU),
    memory: formatQuantity(BigInt(memory) * 2n ** 30n * 1000n, 'binary'),
  };
  // GPU entries of spec.resources are ignored: the counts above decide.
  const withoutGpus = (amounts: Record<string, string | number> | undefined) =>
    Object.fromEntries(
      Object.entries(amounts ?? {}).filter(
        ([name]) => !/^(amd|nvidia)\.com\//.test(name),
      ),
    );
  const gpuAmount: Record<string, string> =
    gpus > 0 ? { [gpuResourceOf(spec)]: String(gpus) } : {};
  const limits = withoutGpus(spec.resources?.limits);
  const requests = withoutGpus(spec.resources?.requests);
  return {
    limits: { ...defaults, ...requests, ...limits, ...gpuAmount },
    requests: { ...defaults, ...limits, ...requests, ...gpuAmount },
  };
}

function mergeEnv(...lists: (EnvVar[] | undefined)[]): EnvVar[] {
  const merged = new Map<string, EnvVar>();
  lists
    .flatMap(list => list ?? [])
    .forEach(item => merged.set(item.name, item));
  return [...merged.values()];
}

function storageOf(
  name: string,
  spec: KaiwoCommonSpec,
  settings: KaiwoSettings,
) {
  const volumes: NonNullable<PodSpec['volumes']> = [
    { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
  ];
  const mounts: NonNullable<Container['volumeMounts']> = [
    { name: 'dshm', mountPath: '/dev/shm' },
  ];
  const env: EnvVar[] = [];
  for (const secret of spec.secretVolumes ?? []) {
    const items = secret.key
      ? { items: [{ key: secret.key, path: secret.subPath ?? secret.key }] }
      : {};
    volumes.push({
      name: secret.name,
      secret: { secretName: secret.secretName, ...items },
    });
    mounts.push({
      name: secret.name,
      mountPath: secret.mountPath,
      ...(secret.subPath ? { subPath: secret.subPath } : {}),
    });
  }
  if (spec.storage?.storageEnabled) {
    const claim = (suffix: string, mountPath: string) => {
      volumes.push({
        name: suffix,
        persistentVolumeClaim: { claimName: `${name}-${suffix}` },
      });
      mounts.push({ name: suffix, mountPath });
    };
    if (spec.storage.data) {
      claim('main', spec.storage.data.mountPath ?? settings.dataMountPath);
    }
    if (spec.storage.huggingFace) {
      const path = spec.storage.huggingFace.mountPath ?? settings.hfMountPath;
      claim('hf', path);
      env.push({ name: 'HF_HOME', value: path });
    }
  }
  return { volumes, mounts, env };
}

function byName<T extends { name: string }>(
  base: readonly T[],
  extra: readonly T[] | undefined,
): T[] {
  const merged = new Map(base.map(item => [item.name, item]));
  (extra ?? []).forEach(item =>
    merged.set(item.name, { ...merged.get(item.name), ...item }),
  );
  return [...merged.values()];
}

/** Kaiwo's own container `workload`, laid over the first container of a given template. */
export function podSpecOf(options: {
  name: string;
  spec: KaiwoCommonSpec;
  shape: GpuShape;
  settings: KaiwoSettings;
  restartPolicy: PodSpec['restartPolicy'];
  given: Partial<PodSpec> | undefined;
}): PodSpec {
  const { name, spec, shape, settings, given } = options;
  const storage = storageOf(name, spec, settings);
  const [first, ...others] = given?.containers ?? [];
  const gpuEnv: EnvVar[] = [
    { name: 'NUM_GPUS', value: String(shape.total) },
    { name: 'NUM_REPLICAS', value: String(shape.replicas) },
    { name: 'NUM_GPUS_PER_REPLICA', value: String(shape.perReplica) },
  ];
  const { resources: givenResources, ...givenContainer } = first ?? {
    name: '',
    image: '',
  };
  const ours = resourcesOf(
    {
      ...spec,
      resources: {
        limits: { ...givenResources?.limits, ...spec.resources?.limits },
        requests: { ...givenResources?.requests, ...spec.resources?.requests },
      },
    },
    shape,
  );
  const container: Container = {
    ...givenContainer,
    name: first?.name || 'workload',
    image: spec.image ?? first?.image ?? 'ghcr.io/silogen/rocm-ray:6.4',
    imagePullPolicy: first?.imagePullPolicy ?? 'Always',
    ...(spec.entrypoint ? { command: ['/bin/sh', '-c', spec.entrypoint] } : {}),
    env: mergeEnv(first?.env, spec.env, storage.env, gpuEnv),
    resources: ours,
    volumeMounts: byName(
      storage.mounts as { name: string; mountPath: string }[],
      first?.volumeMounts,
    ),
  };
  const affinity =
    spec.gpuModels?.length && shape.perReplica > 0
      ? {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'kaiwo/gpu-model',
                      operator: 'In' as const,
                      values: spec.gpuModels.map(model => model.toLowerCase()),
                    },
                  ],
                },
              ],
            },
          },
        }
      : given?.affinity;
  return {
    ...given,
    restartPolicy: given?.restartPolicy ?? options.restartPolicy,
    schedulerName: settings.schedulerName,
    ...(spec.dangerous
      ? {}
      : {
          securityContext: {
            runAsUser: KAIWO_USER,
            runAsGroup: KAIWO_USER,
            fsGroup: KAIWO_USER,
            ...given?.securityContext,
          },
        }),
    ...(affinity ? { affinity } : {}),
    nodeSelector: { ...given?.nodeSelector, 'kaiwo/worker': 'true' },
    ...(spec.imagePullSecrets
      ? { imagePullSecrets: spec.imagePullSecrets }
      : {}),
    containers: [container, ...others],
    volumes: byName(storage.volumes, given?.volumes),
  };
}
