import type { Priority } from '@silogen/backstage-plugin-resource-manager-common';

/** What the placement field holds. */
export interface PlacementValue {
  cluster?: string;
  pool?: string;
  gpus?: number;
  priority?: Priority;
  /** Entity ref of the model whose need of GPUs was filled in; what is chosen afterwards stays. */
  gpusOf?: string;
}

/**
 * What the forms that launch runs have in common. Anything else in a form is a parameter of the workload; any field may
 * be missing or of another type while a form is being filled, or when it came from an address.
 */
export interface LaunchFormData {
  workload?: string;
  model?: string;
  dataset?: string;
  runName?: string;
  project?: string;
  method?: string;
  placement: PlacementValue;
  huggingFaceTokenSecret?: string;
  outputBucketPath?: string;
}

/** Names of fields that are not parameters of a workload. */
export const commonFields: readonly string[] = [
  'workload',
  'model',
  'dataset',
  'runName',
  'project',
  'method',
  'placement',
  'huggingFaceTokenSecret',
  'outputBucketPath',
  'showAdvanced',
  'summary',
];

const priorities: readonly unknown[] = ['low', 'medium', 'high'];

/** A text that says something; forms hold an empty one for "not given". */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The placement out of anything that a form may hold. */
export function readPlacement(value: unknown): PlacementValue {
  const { cluster, pool, gpus, priority, gpusOf } = isRecord(value)
    ? value
    : {};
  return {
    cluster: text(cluster),
    pool: text(pool),
    gpus: typeof gpus === 'number' ? gpus : undefined,
    priority: priorities.includes(priority)
      ? (priority as Priority)
      : undefined,
    gpusOf: text(gpusOf),
  };
}

/** The common fields out of anything that a form may hold. */
export function readFormData(formData: unknown): LaunchFormData {
  const data = isRecord(formData) ? formData : {};
  return {
    workload: text(data.workload),
    model: text(data.model),
    dataset: text(data.dataset),
    runName: text(data.runName),
    project: text(data.project),
    method: text(data.method),
    placement: readPlacement(data.placement),
    huggingFaceTokenSecret: text(data.huggingFaceTokenSecret),
    outputBucketPath: text(data.outputBucketPath),
  };
}
