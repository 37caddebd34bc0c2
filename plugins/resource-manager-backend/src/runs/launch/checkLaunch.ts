import type {
  AiModelEntity,
  AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { validateParameters } from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import { launchProblem, type LaunchProblem } from './problems';

/** What has to be there at all; a preview may lack it, a launch may not. */
export function checkShape(request: PreviewRunRequest): LaunchProblem[] {
  const problems: LaunchProblem[] = [];
  const need = (field: keyof PreviewRunRequest, remedy: string) => {
    const value = request[field];
    if (value === undefined || value === '') {
      problems.push(
        launchProblem('input.invalid', {
          field,
          problem: 'is missing.',
          remedy,
        }),
      );
    }
  };
  need('project', 'Choose the project that the run belongs to.');
  need('workload', 'Choose what to launch.');
  need('name', 'Give the run a name.');
  need('gpus', 'Say how many GPUs it gets; 0 for none.');
  return problems;
}

function checkGpus(workload: AiWorkloadEntity, gpus: number): LaunchProblem[] {
  const { min, max, allowed } = workload.spec.resources.gpus;
  const fits =
    gpus >= min && gpus <= max && (!allowed || allowed.includes(gpus));
  if (fits) return [];
  const choice = allowed ? allowed.join(', ') : `${min} to ${max}`;
  return [
    launchProblem('run.parameterInvalid', {
      field: 'gpus',
      problem: `${
        workload.metadata.title ?? workload.metadata.name
      } does not run on ${gpus} GPUs.`,
      remedy: min === max ? `Use ${min}.` : `Use ${choice}.`,
    }),
  ];
}

function checkInputs(
  workload: AiWorkloadEntity,
  request: PreviewRunRequest,
): LaunchProblem[] {
  const consumed = new Set(
    (workload.spec.consumes ?? []).map(({ kind }) => kind.toLowerCase()),
  );
  const inputs = [
    {
      kind: 'aimodel',
      field: 'inputs.model',
      value: request.inputs?.model,
      word: 'model',
    },
    {
      kind: 'aidataset',
      field: 'inputs.dataset',
      value: request.inputs?.dataset,
      word: 'dataset',
    },
  ];
  return inputs
    .filter(({ kind, value }) => consumed.has(kind) && !value)
    .map(({ field, word }) =>
      launchProblem('run.parameterInvalid', {
        field,
        problem: 'is missing.',
        remedy: `Choose the ${word} that it works on.`,
      }),
    );
}

/** A bucket path that is asked for goes where the workload takes it: its parameter `checkpointsRemote`. */
function parametersOf(
  { parameters = {}, outputPath }: PreviewRunRequest,
  workload: AiWorkloadEntity,
): Record<string, unknown> {
  const takesPath = workload.spec.parameters?.some(
    ({ name }) => name === 'checkpointsRemote',
  );
  return takesPath && outputPath && parameters.checkpointsRemote === undefined
    ? { ...parameters, checkpointsRemote: outputPath }
    : parameters;
}

/** Checks a launch against what its workload and model declare. Pure. */
export function checkLaunch(options: {
  request: PreviewRunRequest;
  workload: AiWorkloadEntity;
  model?: AiModelEntity;
}): { values: Record<string, unknown>; problems: LaunchProblem[] } {
  const { request, workload, model } = options;
  const validated = validateParameters(
    workload,
    parametersOf(request, workload),
  );
  const problems = validated.problems.map(found =>
    launchProblem('run.parameterInvalid', {
      ...found,
      field: `parameters.${found.field}`,
    }),
  );
  problems.push(...checkInputs(workload, request));
  if (request.gpus !== undefined)
    problems.push(...checkGpus(workload, request.gpus));
  if (!workload.spec.image) {
    problems.push(
      launchProblem('input.invalid', {
        field: 'workload',
        problem: 'names no image to run.',
        remedy: `Ask the owner of ${workload.metadata.name} to add spec.image.`,
      }),
    );
  }
  if (model?.spec.gated && !request.secrets?.huggingFaceToken) {
    problems.push(
      launchProblem('run.modelGated', {
        field: 'secrets.huggingFaceToken',
        problem: `${
          model.metadata.title ?? model.metadata.name
        } is gated: its publisher wants an agreement first.`,
        remedy:
          "Name a Secret of the project's namespace that has a token with access under the key hf-token.",
      }),
    );
  }
  return { values: validated.values, problems };
}
