/** Whether a department would end up above itself. */
export function makesCycle(
  departments: readonly { name: string; parent?: string }[],
  change: { name: string; parent?: string },
): boolean {
  const parents = new Map(
    departments.map(({ name, parent }) => [name, parent]),
  );
  parents.set(change.name, change.parent);
  const seen = new Set<string>();
  for (
    let at: string | undefined = change.name;
    at !== undefined;
    at = parents.get(at)
  ) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
