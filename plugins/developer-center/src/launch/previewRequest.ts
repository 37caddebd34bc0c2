import type { AiWorkloadParameter } from '@silogen/backstage-plugin-developer-center-common';
import type {
  FieldProblem,
  PreviewRunRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import { commonFields, isRecord, readFormData } from './formData';

/** Parameters that a tuning method stands for, as the fine-tune template maps them too. */
const tuningMethods: Record<string, Record<string, string>> = {
  lora: { method: 'sft', peft: 'LORA', quantization: 'no-quantization' },
  qlora: { method: 'sft', peft: 'LORA', quantization: 'bits-and-bytes' },
  full: { method: 'sft', peft: 'NO_PEFT', quantization: 'no-quantization' },
};

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => isGiven(value)),
  ) as Partial<T>;
}

function orNothing<T extends object>(values: T): T | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}

/** Leaves out what the workload does not declare, or declares only for another choice. */
function declaredOnly(
  values: Record<string, unknown>,
  declared: readonly AiWorkloadParameter[] | undefined,
): Record<string, unknown> {
  if (!declared) return values;
  const valueOf = (name: string) =>
    values[name] ??
    declared.find(parameter => parameter.name === name)?.default;
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const parameter = declared.find(one => one.name === name);
      if (!parameter) return false;
      const { when } = parameter;
      return (
        when === undefined ||
        (when.in as unknown[]).includes(valueOf(when.parameter))
      );
    }),
  );
}

function parametersOf(
  formData: unknown,
  declared: readonly AiWorkloadParameter[] | undefined,
) {
  const { method, outputBucketPath } = readFormData(formData);
  const own = Object.entries(isRecord(formData) ? formData : {}).filter(
    ([name, value]) => !commonFields.includes(name) && isGiven(value),
  );
  const takesCheckpoints =
    declared?.some(({ name }) => name === 'checkpointsRemote') ?? false;
  return declaredOnly(
    {
      ...Object.fromEntries(own),
      ...(method === undefined ? {} : tuningMethods[method] ?? { method }),
      ...(takesCheckpoints && outputBucketPath
        ? { checkpointsRemote: outputBucketPath }
        : {}),
    },
    declared,
  );
}

/**
 * What a form asks for, as the Resource Manager previews it: the same as the template's step sends, for every template
 * that uses the common names. Without `declared` (the workload is not known yet) all other fields are sent as
 * parameters.
 */
export function toPreviewRequest(
  formData: unknown,
  declared?: readonly AiWorkloadParameter[],
): PreviewRunRequest {
  const { placement, ...data } = readFormData(formData);
  const takesCheckpoints =
    declared?.some(({ name }) => name === 'checkpointsRemote') ?? false;
  return given({
    project: data.project,
    workload: data.workload,
    name: data.runName,
    gpus: placement.gpus,
    cluster: placement.cluster,
    pool: placement.pool,
    priority: placement.priority,
    inputs: orNothing(given({ model: data.model, dataset: data.dataset })),
    parameters: orNothing(parametersOf(formData, declared)),
    secrets: orNothing(
      given({ huggingFaceToken: data.huggingFaceTokenSecret }),
    ),
    outputPath: takesCheckpoints ? undefined : data.outputBucketPath,
  });
}

/** Whether a path such as `inputs.model` leads to something in the request. */
function isAnswered(request: PreviewRunRequest, field: string): boolean {
  let value: unknown = request;
  for (const part of field.split('.')) {
    value = isRecord(value) ? value[part] : undefined;
  }
  return isGiven(value);
}

/** Problems with what was filled in, apart from fields that are still empty. */
export function splitProblems(
  problems: readonly FieldProblem[],
  request: PreviewRunRequest,
): { wrong: FieldProblem[]; missing: FieldProblem[] } {
  return {
    wrong: problems.filter(({ field }) => isAnswered(request, field)),
    missing: problems.filter(({ field }) => !isAnswered(request, field)),
  };
}
