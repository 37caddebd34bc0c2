/** `nadia.llm` of `user:default/nadia.llm`. */
export function userName(entityRef: string): string {
  return entityRef.replace(/^.*\//, '');
}
