import {
  AiWorkloadEntity,
  AiWorkloadParameter,
} from '../kinds/AiWorkloadEntity';
import {
  ParameterProblem,
  checkParameter,
  isGiven,
  listed,
} from './checkParameter';

/** @public */
export interface ValidatedParameters {
  /** What to launch with: what was given plus defaults, declared parameters only. */
  values: Record<string, unknown>;
  problems: ParameterProblem[];
}

/** Given or default values, before any check. */
class Candidates {
  readonly #declared: Map<string, AiWorkloadParameter>;
  readonly #given: Map<string, unknown>;

  constructor(
    declared: Map<string, AiWorkloadParameter>,
    given: Map<string, unknown>,
  ) {
    this.#declared = declared;
    this.#given = given;
  }

  valueOf(parameter: AiWorkloadParameter): unknown {
    const given = this.#given.get(parameter.name);
    return isGiven(given) ? given : parameter.default;
  }

  /** A condition holds only while the parameter that it looks at exists itself. */
  isActive(
    parameter: AiWorkloadParameter,
    above: readonly string[] = [],
  ): boolean {
    if (!parameter.when) {
      return true;
    }
    const target = this.#declared.get(parameter.when.parameter);
    if (!target || above.includes(target.name)) {
      return false;
    }
    const allowed: readonly unknown[] = parameter.when.in;
    return (
      allowed.includes(this.valueOf(target)) &&
      this.isActive(target, [...above, parameter.name])
    );
  }
}

function sameValue(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/**
 * Checks the parameters of a launch against what the workload declares and
 * fills in defaults.
 *
 * @remarks
 * Undefined, null, '' and [] mean "not given", since that is what forms and
 * templates leave behind. A parameter whose condition (`when`) does not hold is
 * dropped if it has its default, and is a problem otherwise: it would look as
 * if it had had an effect. A problem's `field` is the parameter's name.
 *
 * @public
 */
export function validateParameters(
  workload: AiWorkloadEntity,
  values: Record<string, unknown>,
): ValidatedParameters {
  const parameters = workload.spec.parameters ?? [];
  const declared = new Map(parameters.map(p => [p.name, p]));
  const given = new Map(Object.entries(values));
  const candidates = new Candidates(declared, given);

  const problems: ParameterProblem[] = [...given.keys()]
    .filter(name => !declared.has(name))
    .map(name => ({
      field: name,
      problem: `${workload.metadata.name} has no parameter ${name}.`,
      remedy:
        parameters.length > 0
          ? `Leave it out, or use one of: ${listed([...declared.keys()])}.`
          : 'Leave it out: this workload takes no parameters.',
    }));

  const accepted = new Map<string, unknown>();
  for (const parameter of parameters) {
    const value = candidates.valueOf(parameter);

    if (!candidates.isActive(parameter)) {
      const when = parameter.when!;
      if (isGiven(value) && !sameValue(value, parameter.default)) {
        problems.push({
          field: parameter.name,
          problem: `${parameter.title} has no effect here.`,
          remedy: `Leave it out, or set ${when.parameter} to ${when.in
            .map(String)
            .join(' or ')}.`,
        });
      }
      continue;
    }

    if (!isGiven(value)) {
      if (parameter.required) {
        problems.push({
          field: parameter.name,
          problem: `${parameter.title} is missing.`,
          remedy: `Give a value for ${parameter.name}.`,
        });
      }
      continue;
    }

    const problem = checkParameter(parameter, value);
    if (problem) {
      problems.push(problem);
    } else {
      accepted.set(parameter.name, value);
    }
  }

  return { values: Object.fromEntries(accepted), problems };
}
