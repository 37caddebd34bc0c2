import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  defaultPriorityOf,
  isAiModelEntity,
  type AiWorkloadCategory,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { servingGpus } from '../launch/placement';

/** What people do most comes first; the rest follows by title. */
const ORDER: readonly AiWorkloadCategory[] = ['fine-tuning', 'inference'];

function rankOf({ spec }: AiWorkloadEntity): number {
  const rank = ORDER.indexOf(spec.category);
  return rank < 0 ? ORDER.length : rank;
}

function taskOf({ spec }: Entity): string | undefined {
  return typeof spec?.task === 'string' ? spec.task : undefined;
}

/** Whether a workload takes the entity at all: its kind, and where the workload names tasks, its task. */
function consumes(workload: AiWorkloadEntity, entity: Entity): boolean {
  const task = taskOf(entity);
  return (workload.spec.consumes ?? []).some(
    asset =>
      asset.kind === entity.kind &&
      (asset.task === undefined || task === undefined || asset.task === task),
  );
}

/** A model declares how it may be tuned, and by which engines it is served. */
function isDeclared(workload: AiWorkloadEntity, entity: Entity): boolean {
  if (!isAiModelEntity(entity)) return true;
  const { category, engine } = workload.spec;
  const { fineTuning, serving, type } = entity.spec;
  // What was tuned once can be tuned on; it declares no methods of its own.
  if (category === 'fine-tuning')
    return type === 'tuned' || (fineTuning?.methods.length ?? 0) > 0;
  if (category !== 'inference') return true;
  return engine !== undefined && (serving?.engines ?? []).includes(engine);
}

/** Workloads with a launch form that take this model or dataset, in the order of their buttons. */
export function launchablesFor(
  entity: Entity,
  workloads: readonly AiWorkloadEntity[],
): AiWorkloadEntity[] {
  return workloads
    .filter(({ spec }) => spec.template !== undefined)
    .filter(each => consumes(each, entity) && isDeclared(each, entity))
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        (a.metadata.title ?? '').localeCompare(b.metadata.title ?? '', 'en'),
    );
}

/** What the form of a workload begins with on the page of a model or dataset. */
export function launchData(
  workload: AiWorkloadEntity,
  entity: Entity,
): Record<string, unknown> {
  const ref = stringifyEntityRef(entity);
  const data = { workload: stringifyEntityRef(workload) };
  if (!isAiModelEntity(entity)) return { ...data, dataset: ref };
  const gpus = servingGpus(workload, entity);
  return {
    ...data,
    model: ref,
    ...(gpus !== undefined && {
      placement: {
        gpus,
        gpusOf: ref,
        priority: defaultPriorityOf(workload.spec.category),
      },
    }),
  };
}
