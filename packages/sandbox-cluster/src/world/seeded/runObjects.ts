import type { KubeObject } from '@silogen/cluster-client';
import type { KaiwoCommonSpec } from '../../controllers/kaiwo/types';
import type { KaiwoSettings } from '../../controllers/kaiwo/podSpec';
import type { NodeObject, PodSpec } from '../../controllers/runtime/kubeTypes';
import { PRIORITY_LABEL, QUEUE_LABEL } from '../../controllers/kueue/types';
import type { GpuModel } from '../nodes';
import { gpuResource } from '../nodes';
import type { WorldSnapshot } from './storage';
import type { PlannedRun } from './types';
import type { WorldBuilder } from './WorldBuilder';

const TYPE_LABEL = 'airm.silogen.ai/workload-type';
const SUBMITTER_ANNOTATION = 'airm.silogen.ai/submitter';
const PORTS_ANNOTATION = 'airm.silogen.ai/ports';

/** A record of what was done stays as long as a history is shown, not for Kaiwo's hour. */
export const KEPT_SECONDS = 60 * 86_400;

/** Why a program failed stays readable with its pod, not only in its log. */
export const SPEAKS = {
  name: 'workload',
  terminationMessagePolicy: 'FallbackToLogsOnError',
};

/** What the objects of a run are made in. */
export interface RunSetting {
  builder: WorldBuilder;
  run: PlannedRun;
  model: GpuModel;
  nodes: ReadonlyMap<string, NodeObject>;
  /** Labels by which the pool's flavor selects nodes. */
  flavorLabels: Record<string, string>;
  kaiwo: KaiwoSettings;
  /** Seed of the cluster's kubelet. */
  seed: string;
  nowMs: number;
  log(entry: WorldSnapshot['logs'][number]): void;
}

export function labelsOf(run: PlannedRun): Record<string, string> {
  return { [TYPE_LABEL]: run.type };
}

export function annotationsOf(run: PlannedRun): Record<string, string> {
  return {
    [SUBMITTER_ANNOTATION]: run.submitter,
    ...run.annotations,
    ...(run.port && {
      [PORTS_ANNOTATION]: JSON.stringify([{ name: 'http', port: run.port }]),
    }),
  };
}

export function queueLabelsOf(run: PlannedRun): Record<string, string> {
  return { [QUEUE_LABEL]: run.project, [PRIORITY_LABEL]: run.priority };
}

/** The spec that KaiwoJob and KaiwoService share, as somebody writes it. */
export function kaiwoSpecOf(setting: RunSetting): KaiwoCommonSpec {
  const { run, model } = setting;
  return {
    user: run.submitter.split('/')[1],
    gpus: run.gpus,
    ...(run.gpus > 0 && {
      gpuVendor: model.vendor,
      gpuModels: [model.shortName],
    }),
    clusterQueue: run.project,
    priorityClass: run.priority,
    image: run.image,
    ...(run.entrypoint && { entrypoint: run.entrypoint }),
    ...(run.env && { env: run.env }),
    podTemplateSpecLabels: labelsOf(run),
  };
}

/** The pods of somebody who uses no Kaiwo. */
export function plainPodSpec(
  setting: RunSetting,
  restartPolicy: PodSpec['restartPolicy'],
): PodSpec {
  const { run, model, flavorLabels } = setting;
  const amounts: Record<string, string> = {
    cpu: run.cpu ?? String(run.gpus > 0 ? 4 * run.gpus : 2),
    memory: run.memory ?? `${run.gpus > 0 ? 32 * run.gpus : 16}Gi`,
    ...(run.gpus > 0 && { [gpuResource(model)]: String(run.gpus) }),
  };
  return {
    restartPolicy,
    nodeSelector: { ...flavorLabels },
    containers: [
      {
        ...SPEAKS,
        image: run.image,
        ...(run.entrypoint && { command: ['/bin/sh', '-c', run.entrypoint] }),
        env: [
          { name: 'NUM_GPUS', value: String(run.gpus) },
          ...(run.env ?? []),
        ],
        ...(run.port && {
          ports: [{ name: 'http', containerPort: run.port }],
        }),
        resources: { requests: amounts, limits: amounts },
      },
    ],
  };
}

export function ownedBy(owner: KubeObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
