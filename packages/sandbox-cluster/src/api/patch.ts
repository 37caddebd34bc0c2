import type { KubeObject } from '@silogen/cluster-client';
import { apply as applyMergePatch } from 'json-merge-patch';
import { applyPatch, type Operation } from 'rfc6902';
import { ApiError } from './ApiError';
import type { KindDefinition } from './types';

/** Names by which the items of built-in lists are merged; other lists are replaced whole. */
const MERGE_KEYS: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
  ports: 'containerPort',
  conditions: 'type',
  ownerReferences: 'uid',
  addresses: 'type',
  hostAliases: 'ip',
};

/** Applies a patch of any kind that the server knows to a copy of the object. */
export function patchObject(options: {
  kind: KindDefinition;
  object: KubeObject;
  contentType: string;
  patch: unknown;
}): KubeObject {
  const { kind, contentType, patch } = options;
  const object = structuredClone(options.object);
  switch (contentType) {
    case 'application/json-patch+json':
      return applyJsonPatch(object, patch);
    case 'application/merge-patch+json':
      requireObject(patch);
      return applyMergePatch(object, structuredClone(patch)) as KubeObject;
    case 'application/strategic-merge-patch+json':
      if (!kind.builtIn) {
        throw unsupported(contentType, [
          'application/json-patch+json',
          'application/merge-patch+json',
        ]);
      }
      requireObject(patch);
      return strategicMerge(
        object,
        patch as Record<string, unknown>,
        '',
      ) as KubeObject;
    case 'application/apply-patch+yaml':
      throw new ApiError(
        415,
        'UnsupportedMediaType',
        'the sandbox cluster has no server-side apply; use a merge patch, a JSON patch or replace',
      );
    default:
      throw unsupported(contentType, [
        'application/json-patch+json',
        'application/merge-patch+json',
        ...(kind.builtIn ? ['application/strategic-merge-patch+json'] : []),
      ]);
  }
}

function applyJsonPatch(object: KubeObject, patch: unknown): KubeObject {
  if (!Array.isArray(patch)) {
    throw ApiError.badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  const failure = applyPatch(object, patch as Operation[]).find(
    result => result !== null,
  );
  if (failure) {
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${failure.message}`,
    );
  }
  return object;
}

function strategicMerge(
  target: unknown,
  patch: Record<string, unknown>,
  field: string,
): unknown {
  const base: Record<string, unknown> = isObject(target) ? { ...target } : {};
  if (patch.$patch === 'replace') {
    const { $patch, ...rest } = patch;
    return rest;
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      continue;
    }
    if (value === null) {
      delete base[key];
    } else if (Array.isArray(value)) {
      base[key] = mergeList(key, base[key], value, field);
    } else if (isObject(value)) {
      base[key] = strategicMerge(base[key], value, key);
    } else {
      base[key] = value;
    }
  }
  return base;
}

function mergeList(
  field: string,
  target: unknown,
  patch: unknown[],
  parent: string,
): unknown[] {
  // A Service's ports merge by `port`, a container's by `containerPort`.
  const mergeKey =
    field === 'ports' && parent === 'spec' ? 'port' : MERGE_KEYS[field];
  if (field === 'finalizers') {
    return [...new Set([...(Array.isArray(target) ? target : []), ...patch])];
  }
  if (!mergeKey || patch.some(item => !isObject(item))) {
    return patch;
  }
  let result = Array.isArray(target) ? [...target] : [];
  for (const item of patch as Record<string, unknown>[]) {
    if (item.$patch === 'replace') {
      return (patch as Record<string, unknown>[]).filter(
        other => other.$patch === undefined,
      );
    }
    const at = result.findIndex(
      other => isObject(other) && other[mergeKey] === item[mergeKey],
    );
    if (item.$patch === 'delete') {
      result = result.filter((_, index) => index !== at);
    } else if (at >= 0) {
      result[at] = strategicMerge(result[at], item, field);
    } else {
      result.push(item);
    }
  }
  return result;
}

function requireObject(patch: unknown): void {
  if (!isObject(patch)) {
    throw ApiError.badRequest('error decoding patch: it must be a JSON object');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsupported(contentType: string, allowed: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${allowed.join(
      ', ',
    )} (got ${contentType || 'none'})`,
  );
}
