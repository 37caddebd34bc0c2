import type { KindRegistry } from './KindRegistry';
import type { KindDefinition } from './types';

const OBJECT_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const SUBRESOURCE_VERBS: Record<string, string[]> = {
  status: ['get', 'patch', 'update'],
  log: ['get'],
  proxy: ['create', 'delete', 'get', 'patch', 'update'],
};

/** `GET /api` */
export function coreVersions(): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [],
  };
}

/** `GET /apis` */
export function groupList(registry: KindRegistry): object {
  const groups = [...new Set(registry.kinds.map(kind => kind.group))].filter(
    Boolean,
  );
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(group => groupEntry(registry, group)),
  };
}

/** `GET /apis/<group>`; `undefined` for a group that is not served. */
export function apiGroup(
  registry: KindRegistry,
  group: string,
): object | undefined {
  const entry = groupEntry(registry, group);
  return entry && { kind: 'APIGroup', apiVersion: 'v1', ...entry };
}

/** `GET /api/v1`, `GET /apis/<group>/<version>` */
export function resourceList(
  registry: KindRegistry,
  group: string,
  version: string,
): object | undefined {
  const kinds = registry.kinds.filter(
    kind =>
      kind.group === group &&
      kind.versions.some(entry => entry.name === version),
  );
  if (kinds.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources: kinds.flatMap(entriesOf),
  };
}

function groupEntry(registry: KindRegistry, group: string) {
  const versions = versionsOf(registry, group).map(version => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return versions.length === 0
    ? undefined
    : { name: group, versions, preferredVersion: versions[0] };
}

/** Versions of a group, the most stable and newest first, as Kubernetes orders them. */
export function versionsOf(registry: KindRegistry, group: string): string[] {
  const names = registry.kinds
    .filter(kind => kind.group === group)
    .flatMap(kind => kind.versions.map(version => version.name));
  return [...new Set(names)].sort((left, right) => rank(right) - rank(left));
}

/** v2 > v1 > v1beta2 > v1beta1 > v1alpha1 */
function rank(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) {
    return 0;
  }
  const [, major, level, minor] = match;
  const stability = { alpha: 1, beta: 2 }[level] ?? 3;
  return stability * 1_000_000 + Number(major) * 1_000 + Number(minor ?? 0);
}

function entriesOf(kind: KindDefinition): object[] {
  const main = {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: kind.virtual ? ['create'] : OBJECT_VERBS,
    ...(kind.shortNames ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories ? { categories: kind.categories } : {}),
  };
  const subresources = (kind.subresources ?? []).map(name => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    kind: name === 'proxy' ? 'ServiceProxyOptions' : kind.kind,
    verbs: SUBRESOURCE_VERBS[name],
  }));
  return [main, ...subresources];
}
