import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import { environmentOf } from './environment';
import { annotationsOf, labelsOf, requestsOf } from './podTemplate';
import type { RenderInput, RunRenderer } from './types';

/** Storage that Kaiwo provides at `/workload` and `/hf_cache`; only where a workload asks for a size. */
function storageOf(parameters: Record<string, unknown>) {
  const { storageSize, huggingFaceCacheSize, storageClass } = parameters;
  if (
    typeof storageSize !== 'string' &&
    typeof huggingFaceCacheSize !== 'string'
  )
    return undefined;
  return {
    storageEnabled: true,
    ...(typeof storageClass === 'string' && { storageClassName: storageClass }),
    ...(typeof storageSize === 'string' && {
      data: { mountPath: '/workload', storageSize },
    }),
    ...(typeof huggingFaceCacheSize === 'string' && {
      huggingFace: {
        mountPath: '/hf_cache',
        storageSize: huggingFaceCacheSize,
      },
    }),
  };
}

/** Kaiwo checks that the owner looks like an address; an entity ref's name is all that we have where it is none. */
export function kaiwoUserOf(submitter: string): string {
  return submitter
    .replace(/^user:/, '')
    .replace(/^default\//, '')
    .replace('/', '.');
}

function render(input: RenderInput, type: ResourceType): KubeObject {
  const { run, project, pool, gpus, workload } = input;
  const labels = labelsOf(input);
  const storage = storageOf(input.parameters);
  return {
    apiVersion: `${type.group}/${type.version}`,
    kind: type.kind,
    metadata: {
      name: run.objectName,
      namespace: project.name,
      labels,
      annotations: annotationsOf(input),
    },
    spec: {
      user: kaiwoUserOf(run.submitter),
      gpus,
      ...(gpus > 0 && {
        gpuVendor: pool.vendor ?? 'amd',
        ...(pool.gpuModel && { gpuModels: [pool.gpuModel] }),
      }),
      clusterQueue: project.name,
      ...(input.priorityClass && { priorityClass: input.priorityClass }),
      image: workload.image,
      ...(workload.entrypoint && { entrypoint: workload.entrypoint }),
      env: environmentOf(input),
      resources: { requests: requestsOf(input), limits: requestsOf(input) },
      podTemplateSpecLabels: labels,
      ...(storage && { storage }),
    },
  };
}

/** A KaiwoJob, where the cluster serves it. */
export const kaiwoJobRenderer: RunRenderer = {
  name: 'kaiwo-job',
  handles: (input, served) =>
    input.workload.kind === 'job' ? served.KaiwoJob : undefined,
  render,
};

/** A KaiwoService, where the cluster serves it. */
export const kaiwoServiceRenderer: RunRenderer = {
  name: 'kaiwo-service',
  handles: (input, served) =>
    input.workload.kind === 'service' ? served.KaiwoService : undefined,
  render,
};
