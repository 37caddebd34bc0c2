import { AiWorkloadParameter } from '../kinds/AiWorkloadEntity';

/** What is wrong with one field, and what would put it right. @public */
export interface ParameterProblem {
  field: string;
  problem: string;
  remedy: string;
}

/** Whether a form left a parameter empty: undefined, null, '' and [] all mean that. */
export function isGiven(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0)
  );
}

/** Values as one reads them in a sentence. */
export function listed(values: readonly unknown[]): string {
  return values.map(value => String(value)).join(', ');
}

function typeProblem(
  parameter: AiWorkloadParameter,
  value: unknown,
): string | undefined {
  switch (parameter.type) {
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'a whole number';
    case 'number':
      return Number.isFinite(value) ? undefined : 'a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'string-list':
      return Array.isArray(value) && value.every(v => typeof v === 'string')
        ? undefined
        : 'a list of strings';
    case 'enum':
      // Membership of `values` is the type of an enum.
      return undefined;
    default:
      return typeof value === 'string' ? undefined : 'a string';
  }
}

function rangeRemedy(parameter: AiWorkloadParameter): string {
  const { minimum, maximum } = parameter;
  if (minimum !== undefined && maximum !== undefined) {
    return `Give a value from ${minimum} to ${maximum}.`;
  }
  return minimum !== undefined
    ? `Give ${minimum} or more.`
    : `Give ${maximum} or less.`;
}

/** Checks a value that is given against type, set and range, in that order. */
export function checkParameter(
  parameter: AiWorkloadParameter,
  value: unknown,
): ParameterProblem | undefined {
  const field = parameter.name;
  const wanted = typeProblem(parameter, value);
  if (wanted) {
    return {
      field,
      problem: `${parameter.title} must be ${wanted}.`,
      remedy: `Give ${wanted}.`,
    };
  }

  if (parameter.values) {
    const allowed: readonly unknown[] = parameter.values;
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const wrong = items.filter(item => !allowed.includes(item));
    if (wrong.length > 0) {
      return {
        field,
        problem: `${parameter.title} does not take ${listed(wrong)}.`,
        remedy: `Choose from: ${listed(allowed)}.`,
      };
    }
  }

  if (typeof value === 'number') {
    const { minimum, maximum } = parameter;
    if (
      (minimum !== undefined && value < minimum) ||
      (maximum !== undefined && value > maximum)
    ) {
      return {
        field,
        problem: `${parameter.title} is out of range: ${value}.`,
        remedy: rangeRemedy(parameter),
      };
    }
  }
  return undefined;
}
