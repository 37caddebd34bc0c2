/** Entity ref of what was launched → the name that stands in for it until the catalogue has answered. */
export function programOf(workload: string | undefined): string | undefined {
  return workload?.replace(/^.*\//, '');
}
