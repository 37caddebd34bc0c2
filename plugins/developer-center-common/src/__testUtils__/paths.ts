function step(parent: string, key: string | number, value: unknown): string {
  if (typeof key === 'string') {
    return parent ? `${parent}.${key}` : key;
  }
  const name = (value as { name?: unknown } | undefined)?.name;
  return `${parent}[${typeof name === 'string' ? name : key}]`;
}

/**
 * Every path in a value with what lies there. Items of a list go by their
 * `name` where they have one: `spec.parameters[epochs].minimum`.
 */
export function pathsOf(
  value: unknown,
  path: string = '',
): [string, unknown][] {
  const children: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(typeof value === 'object' && value ? value : {});
  return [
    ...(path ? [[path, value] as [string, unknown]] : []),
    ...children.flatMap(([key, child]) =>
      pathsOf(child, step(path, key, child)),
    ),
  ];
}

/** Whether a path is another one or lies below it. */
export function isAtOrBelow(path: string, ancestor: string): boolean {
  return (
    path === ancestor ||
    path.startsWith(`${ancestor}.`) ||
    path.startsWith(`${ancestor}[`)
  );
}
