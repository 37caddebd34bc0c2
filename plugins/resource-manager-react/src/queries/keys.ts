/** First part of every query key of ours. */
export const KEY_ROOT = 'resource-manager';

/**
 * What can change, as signals name it. A signal's kind is also the second part of the keys that it makes stale.
 */
export const SIGNAL_KINDS = [
  'organisation',
  'runs',
  'models',
  'quotas',
  'pools',
  'projects',
  'departments',
  'clusters',
  'me',
  'utilisation',
] as const;

export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** What else shows numbers of a changed thing: a run that starts changes quotas, capacity and held GPUs. */
const SHOWN_IN: Record<SignalKind, readonly SignalKind[]> = {
  organisation: ['projects', 'departments', 'quotas', 'me'],
  runs: ['runs', 'quotas', 'pools', 'projects', 'clusters', 'utilisation'],
  models: ['models'],
  quotas: ['quotas', 'pools', 'projects'],
  pools: ['pools', 'quotas', 'projects'],
  projects: ['projects', 'departments', 'quotas', 'me'],
  departments: ['departments', 'projects', 'quotas'],
  clusters: ['clusters', 'pools', 'quotas', 'projects'],
  me: ['me'],
  utilisation: ['utilisation'],
};

export type QueryKey = readonly unknown[];

/** The key of a query: what kind of thing it shows, and what tells it apart. */
export function keyOf(kind: SignalKind, ...rest: readonly unknown[]): QueryKey {
  return [KEY_ROOT, kind, ...rest];
}

/** Both `run` and `runs` are understood. */
function kindNamed(name: string): SignalKind | undefined {
  return SIGNAL_KINDS.find(kind => kind === name || kind === `${name}s`);
}

/** The keys that go stale when something of this kind changed; an unknown kind concerns everything. */
export function staleKeys(kind: string): QueryKey[] {
  const known = kindNamed(kind);
  return known ? SHOWN_IN[known].map(shown => keyOf(shown)) : [[KEY_ROOT]];
}
