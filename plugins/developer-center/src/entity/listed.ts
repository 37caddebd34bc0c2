/** Values in one line; nothing for none. */
export function listed(values: readonly string[] | undefined): string | undefined {
  return values && values.length > 0 ? values.join(', ') : undefined;
}
