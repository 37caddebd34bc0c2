import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import {
  formatQuantity,
  parseQuantity,
  type PreviewRunRequest,
  type Priority,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection } from '../../clusters/types';
import type { PoolSummary, ProjectRecord } from '../../contracts';
import { objectNameOf, slugOf } from '../names';
import type { RenderAsset, RenderInput } from '../render/types';
import type { LaunchEntities } from './LaunchCatalog';

/** A workload declares CPU and memory per GPU; the object asks for the whole. */
export function amountsOf(
  workload: AiWorkloadEntity,
  gpus: number,
): { cpu?: string; memory?: string } {
  const { cpu, memory } = workload.spec.resources;
  const times = BigInt(Math.max(gpus, 1));
  return {
    cpu: cpu && formatQuantity(parseQuantity(cpu) * times, 'decimal'),
    memory: memory && formatQuantity(parseQuantity(memory) * times, 'binary'),
  };
}

function assetOf(
  entity: LaunchEntities['model'] | LaunchEntities['dataset'],
  ref: string | undefined,
): RenderAsset | undefined {
  if (!entity || !ref) return undefined;
  const uri = 'artefact' in entity.spec ? entity.spec.artefact?.uri : undefined;
  const location =
    'location' in entity.spec ? entity.spec.location?.uri : undefined;
  const rows = 'rows' in entity.spec ? entity.spec.rows : undefined;
  return {
    ref,
    title: entity.metadata.title ?? entity.metadata.name,
    uri: uri ?? location,
    rows,
  };
}

/** Everything that the object is rendered from, gathered. */
export function renderInputOf(options: {
  request: PreviewRunRequest;
  project: ProjectRecord;
  pool: PoolSummary;
  gpus: number;
  priority: Priority;
  workload: AiWorkloadEntity;
  entities: LaunchEntities;
  values: Record<string, unknown>;
  connection: ClusterConnection;
  submitter: string;
  runId: string;
}): RenderInput {
  const { request, project, workload, entities, connection, gpus, priority } =
    options;
  const { spec } = workload;
  const name =
    request.name ?? workload.metadata.title ?? workload.metadata.name;
  return {
    run: {
      id: options.runId,
      name,
      objectName: objectNameOf(slugOf(name), options.runId),
      type: spec.category,
      submitter: options.submitter,
    },
    project: { id: project.id, name: project.name },
    pool: options.pool,
    gpus,
    priorityClass: connection.view.get('WorkloadPriorityClass', priority)
      ? priority
      : undefined,
    workload: {
      kind: spec.runtime.kind,
      engine: spec.engine,
      image: spec.image ?? '',
      entrypoint: spec.runtime.entrypoint,
      env: spec.runtime.env ?? [],
      ports: spec.runtime.ports ?? [],
      ...amountsOf(workload, gpus),
    },
    model: assetOf(entities.model, request.inputs?.model),
    dataset: assetOf(entities.dataset, request.inputs?.dataset),
    parameters: options.values,
    secrets: {
      huggingFaceToken: request.secrets?.huggingFaceToken || undefined,
    },
    outputPath: outputPathOf(request, options.values, options.runId),
  };
}

/** Where the result goes: as asked for, or where the workload's own bucket parameter puts it (below the run's id). */
function outputPathOf(
  request: PreviewRunRequest,
  values: Record<string, unknown>,
  runId: string,
): string | undefined {
  const { checkpointsRemote } = values;
  return typeof checkpointsRemote === 'string' && checkpointsRemote !== ''
    ? `${checkpointsRemote.replace(/\/+$/, '')}/${runId}`
    : request.outputPath || undefined;
}
