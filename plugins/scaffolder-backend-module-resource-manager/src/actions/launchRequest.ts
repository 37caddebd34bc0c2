import type {
  LaunchRunRequest,
  Priority,
} from '@silogen/backstage-plugin-resource-manager-common';

/** What a template step passes to the action. */
export interface LaunchRunInput {
  project: string;
  workload: string;
  name: string;
  gpus: number;
  cluster?: string;
  pool?: string;
  priority?: Priority;
  inputs?: { model?: string; dataset?: string };
  parameters?: Record<string, unknown>;
  secrets?: { huggingFaceToken?: string };
  outputPath?: string;
}

/**
 * The typed request for a step's input. A form field that was left empty arrives as an empty text, and means
 * "not given"; the workload's own parameters are passed as they are.
 */
export function launchRequest(input: LaunchRunInput): LaunchRunRequest {
  return {
    project: input.project,
    workload: input.workload,
    name: input.name,
    gpus: input.gpus,
    ...given({
      cluster: input.cluster,
      pool: input.pool,
      priority: input.priority,
      outputPath: input.outputPath,
    }),
    ...(input.inputs && { inputs: given(input.inputs) }),
    ...(input.parameters && { parameters: input.parameters }),
    ...(input.secrets && { secrets: given(input.secrets) }),
  };
}

function given<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(entries) as Partial<T>;
}
