import { versionsOf } from './discoveryDocuments';
import type { KindRegistry, ServedKind } from './KindRegistry';

/** kubectl looks these up to learn that the server validates fields and knows dry runs. */
const WRITE_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  name => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }),
);

/** `GET /openapi/v3`: where the document of each group and version is. */
export function openApiIndex(registry: KindRegistry): object {
  const groups = [...new Set(registry.kinds.map(kind => kind.group))];
  const paths = groups.flatMap(group =>
    versionsOf(registry, group).map(version => {
      const path = group ? `apis/${group}/${version}` : `api/${version}`;
      return [path, { serverRelativeURL: `/openapi/v3/${path}` }] as const;
    }),
  );
  return { paths: Object.fromEntries(paths) };
}

/** One group and version: enough for kubectl to find kinds, to explain fields, and to leave validation to the server. */
export function openApiDocument(
  registry: KindRegistry,
  group: string,
  version: string,
): object | undefined {
  const served = registry.kinds
    .filter(kind => kind.group === group)
    .map(kind => registry.find(group, version, kind.plural))
    .filter((kind): kind is ServedKind => kind !== undefined);
  if (served.length === 0) {
    return undefined;
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes sandbox cluster', version: 'unversioned' },
    paths: Object.fromEntries(
      served.flatMap(kind => pathsOf(kind, group, version)),
    ),
    components: {
      schemas: Object.fromEntries(
        served.map(kind => [schemaName(kind), schemaOf(kind, group, version)]),
      ),
    },
  };
}

function pathsOf(
  served: ServedKind,
  group: string,
  version: string,
): [string, object][] {
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const collection = served.kind.namespaced
    ? `${base}/namespaces/{namespace}/${served.kind.plural}`
    : `${base}/${served.kind.plural}`;
  const gvk = { group, version, kind: served.kind.kind };
  const operation = (action: string, write: boolean) => ({
    operationId: `${action}${served.kind.kind}`,
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
    parameters: write ? WRITE_PARAMETERS : [],
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': {
            schema: { $ref: `#/components/schemas/${schemaName(served)}` },
          },
        },
      },
    },
  });
  if (served.kind.virtual) {
    return [[collection, { post: operation('post', false) }]];
  }
  return [
    [
      collection,
      { get: operation('list', false), post: operation('post', true) },
    ],
    [
      `${collection}/{name}`,
      {
        get: operation('get', false),
        put: operation('put', true),
        patch: operation('patch', true),
        delete: operation('delete', false),
      },
    ],
  ];
}

function schemaOf(served: ServedKind, group: string, version: string): object {
  return {
    type: 'object',
    ...served.version.schema,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...(served.version.schema?.properties ?? {
        spec: { type: 'object' },
        status: { type: 'object' },
      }),
    },
    'x-kubernetes-group-version-kind': [
      { group, version, kind: served.kind.kind },
    ],
  };
}

function schemaName(served: ServedKind): string {
  const reversed =
    served.kind.group.split('.').reverse().join('.') || 'io.k8s.api.core';
  return `${reversed}.${served.version.name}.${served.kind.kind}`;
}
