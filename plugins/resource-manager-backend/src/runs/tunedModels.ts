import type {
  TunedModel,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import { objectNameOf } from './names';
import type { RunRecord } from './types';

/** Entity name of the model that a run makes; unique, as the run's id is. */
export function tunedModelName(run: Pick<RunRecord, 'slug' | 'id'>): string {
  return objectNameOf(run.slug, run.id);
}

/** Entity ref of the model that a run has made, if it is one that makes models. */
export function outputModelOf(
  run: Pick<RunRecord, 'slug' | 'id' | 'type' | 'model'>,
): string | undefined {
  return run.type === 'fine-tuning' && run.model
    ? `aimodel:default/${tunedModelName(run)}`
    : undefined;
}

/** Where the weights are, as the pod reported it, or as the fine-tuning engine names what it leaves. */
function artefactOf({
  outputs,
  outputPath,
  parameters,
  method,
}: RunRecord): string | undefined {
  if (outputs.artefactUri) return outputs.artefactUri;
  if (!outputPath) return undefined;
  const base = outputPath.includes('://') ? outputPath : `s3://${outputPath}`;
  if (parameters.checkpointsRemote === undefined) return base;
  const merged =
    method === 'full' || method === 'dpo' || parameters.mergeAdapter !== false;
  return `${base}/${merged ? 'checkpoint-final' : 'checkpoint-final-adapter'}`;
}

/** A finished fine-tune as the catalog wants it, visible to its project at first; undefined for what lacks a part (a discovered run). */
export function tunedModelOf(
  run: RunRecord,
  visibility: Visibility = 'project',
): TunedModel | undefined {
  const { owner, model, workload, finishedAt } = run;
  if (!owner || !model || !workload || !finishedAt) return undefined;
  return {
    name: tunedModelName(run),
    // Who submits elsewhere names the model, not the run.
    title: run.origin === 'discovered' ? run.slug : run.name,
    project: run.project,
    owner,
    baseModel: model,
    dataset: run.dataset,
    workload,
    runId: run.id,
    method: run.method ?? 'full',
    finishedAt,
    simulated: run.simulated,
    visibility,
    artefactUri: artefactOf(run),
    metrics: run.outputs.metrics,
  };
}
