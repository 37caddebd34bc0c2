/** `loraTargetModules` → `PARAM_LORA_TARGET_MODULES`. @public */
export function parameterVariable(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_');
  return `PARAM_${words.toLocaleUpperCase('en-US')}`;
}

/**
 * The environment through which the parameters of a launch reach a workload's
 * entrypoint. Lists are joined with commas; parameters without a value are left
 * out.
 *
 * @param values - as {@link validateParameters} returns them.
 * @public
 */
export function parameterEnvironment(
  values: Record<string, unknown>,
): { name: string; value: string }[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({
      name: parameterVariable(name),
      value: Array.isArray(value) ? value.join(',') : String(value),
    }));
}
