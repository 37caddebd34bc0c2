/** Turns what is set into a query string with its `?`, or nothing. */
function query(
  params: Record<string, string | readonly string[] | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of value === undefined ? [] : [value].flat()) {
      search.append(name, one);
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** `kind:namespace/name` as the three parts of a catalog address. */
function entityParts(ref: string): string[] {
  const [, kind, namespace = 'default', name] =
    /^(?:([^:/]+):)?(?:([^/]+)\/)?(.+)$/.exec(ref) ?? [];
  return [namespace, kind ?? 'aimodel', name ?? ref].map(part =>
    encodeURIComponent(part.toLocaleLowerCase('en-US')),
  );
}

/**
 * Addresses of the suite's pages below the portal's base path, so that both frontends link to each other the same way.
 * A template ref is `template:namespace/name`.
 */
export const paths = {
  runs: (
    filter: {
      project?: string | readonly string[];
      type?: string | readonly string[];
      state?: string | readonly string[];
      owner?: string;
      cluster?: string;
      pool?: string;
      model?: string;
    } = {},
  ): string => `/runs${query(filter)}`,
  run: (id: string): string => `/runs/${encodeURIComponent(id)}`,
  workspaces: (): string => '/workspaces',
  endpoints: (): string => '/endpoints',
  overview: (
    filter: { by?: 'department' | 'project' | 'pool'; range?: string } = {},
  ): string => `/resources/overview${query(filter)}`,
  projects: (filter: { department?: string; q?: string } = {}): string =>
    `/resources/projects${query(filter)}`,
  project: (name: string): string =>
    `/resources/projects/${encodeURIComponent(name)}`,
  quotas: (
    filter: {
      cluster?: string;
      pool?: string;
      resource?: string;
      q?: string;
      department?: string;
    } = {},
  ): string => `/resources/quotas${query(filter)}`,
  pools: (filter: { cluster?: string } = {}): string =>
    `/resources/pools${query(filter)}`,
  clusters: (): string => '/resources/clusters',
  /** The check of a cluster that is not connected yet. */
  connectCluster: (): string => '/resources/clusters?connect=new',
  cluster: (name: string): string =>
    `/resources/clusters/${encodeURIComponent(name)}`,
  /** The launch form of a template, filled with `params` (a scaffolder form reads them as JSON in `formData`). */
  launch: (
    templateRef: string,
    params: Record<string, unknown> = {},
  ): string => {
    const [namespace, , name] = entityParts(templateRef);
    const formData =
      Object.keys(params).length > 0 ? JSON.stringify(params) : undefined;
    return `/launch/${namespace}/${name}${query({ formData })}`;
  },
  /** The catalog page of an AiModel. */
  model: (ref: string): string =>
    paths.entity(ref.includes(':') ? ref : `aimodel:${ref}`),
  /** The catalog page of any entity. */
  entity: (ref: string): string => `/catalog/${entityParts(ref).join('/')}`,
} as const;
