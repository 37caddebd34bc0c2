import { InputError } from '@backstage/errors';
import type { ResourceType, Scope, ServicePort } from './types';

export type Query = Record<string, string | number | boolean | undefined>;

/** `/api/v1` or `/apis/<group>/<version>`. */
export function groupVersionPath(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

/** Path of a collection; without a namespace, that of all namespaces. */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const base = groupVersionPath(type.group, type.version);
  return type.namespaced && namespace !== undefined
    ? `${base}/namespaces/${segment(namespace, 'namespace')}/${type.plural}`
    : `${base}/${type.plural}`;
}

/** Path of one object, with an optional subresource. */
export function objectPath(
  type: ResourceType,
  name: string,
  namespace: string | undefined,
  subresource?: string,
): string {
  if (type.namespaced && namespace === undefined) {
    throw new InputError(
      `namespace: ${type.kind} is namespaced, name the namespace of '${name}'`,
    );
  }
  const path = `${collectionPath(type, namespace)}/${segment(name, 'name')}`;
  return subresource ? `${path}/${subresource}` : path;
}

/** Path of a Service's proxy, without a trailing slash. */
export function servicePath({ namespace, name, port }: ServicePort): string {
  const service = `${segment(name, 'name')}:${segment(String(port), 'port')}`;
  const base = `/api/v1/namespaces/${segment(namespace, 'namespace')}`;
  return `${base}/services/${service}/proxy`;
}

export function scopeQuery(scope: Scope | undefined): Query {
  return {
    labelSelector: scope?.labelSelector,
    fieldSelector: scope?.fieldSelector,
  };
}

export function withQuery(path: string, query: Query | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') {
      search.set(key, String(value));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** An empty name would turn a request for one object into one for the whole collection; a slash, into another path. */
function segment(value: string, field: string): string {
  if (!value || value === '.' || value === '..' || /[/%]/.test(value)) {
    throw new InputError(
      `${field}: '${value}' cannot name a Kubernetes object`,
    );
  }
  return encodeURIComponent(value);
}
