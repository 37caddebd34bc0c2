import type { KubeObject } from '@silogen/cluster-client';
import { CompactedError, type ObjectStore } from '../store/ObjectStore';
import { ApiError } from './ApiError';
import type { KindRegistry, ServedKind } from './KindRegistry';
import {
  parseFieldSelector,
  parseLabelSelector,
  type ObjectFilter,
} from './selectors';

export interface ListRequest {
  served: ServedKind;
  namespace: string | undefined;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

interface ContinueToken {
  v: 1;
  rv: number;
  /** Key after which the next page starts. */
  start: string;
}

/** Gets and lists objects in the version of a request. */
export class ObjectReader {
  readonly #store: ObjectStore;
  readonly #registry: KindRegistry;

  static create(options: {
    store: ObjectStore;
    registry: KindRegistry;
  }): ObjectReader {
    return new ObjectReader(options.store, options.registry);
  }

  private constructor(store: ObjectStore, registry: KindRegistry) {
    this.#store = store;
    this.#registry = registry;
  }

  get(
    served: ServedKind,
    namespace: string | undefined,
    name: string,
  ): KubeObject {
    const object = this.#store.get(served.resource, namespace, name);
    if (!object) {
      throw ApiError.notFound(served.kind, name);
    }
    return this.#registry.fromStorage(served, object);
  }

  list(request: ListRequest): {
    items: KubeObject[];
    metadata: {
      resourceVersion: string;
      continue?: string;
      remainingItemCount?: number;
    };
  } {
    const { served, namespace, limit } = request;
    const filter = filterOf(
      served,
      request.labelSelector,
      request.fieldSelector,
    );
    const token = request.continue ? decodeToken(request.continue) : undefined;
    const exact =
      request.resourceVersionMatch === 'Exact'
        ? Number(request.resourceVersion)
        : undefined;
    const { items, resourceVersion } = this.#listAt(
      served,
      namespace,
      token?.rv ?? exact,
    );
    const rest = token
      ? items.filter(object => keyOf(object) > token.start)
      : items;
    const matching = rest.filter(filter);
    const page = limit ? matching.slice(0, limit) : matching;
    const remaining = matching.length - page.length;
    // As upstream: a full page goes on while anything stands behind it, also what the selectors leave out.
    const last = page.length === limit ? page.at(-1) : undefined;
    const goesOn = last && keyOf(rest[rest.length - 1]) > keyOf(last);
    const selective = Boolean(request.labelSelector || request.fieldSelector);
    return {
      items: page.map(object => this.#registry.fromStorage(served, object)),
      metadata: {
        resourceVersion: String(resourceVersion),
        ...(goesOn
          ? {
              continue: encodeToken({
                v: 1,
                rv: resourceVersion,
                start: keyOf(last),
              }),
              // As upstream: not counted when a selector is given.
              ...(selective ? {} : { remainingItemCount: remaining }),
            }
          : {}),
      },
    };
  }

  #listAt(
    served: ServedKind,
    namespace: string | undefined,
    atVersion: number | undefined,
  ) {
    try {
      return this.#store.list(served.resource, { namespace, atVersion });
    } catch (error) {
      if (error instanceof CompactedError) {
        throw ApiError.expired(
          'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
        );
      }
      throw error;
    }
  }
}

/** Selectors of a request as one predicate over stored objects. */
export function filterOf(
  served: ServedKind,
  labelSelector: string | undefined,
  fieldSelector: string | undefined,
): ObjectFilter {
  const labels = parseLabelSelector(labelSelector);
  const fields = parseFieldSelector(fieldSelector, served.kind.kind);
  return object => labels(object) && fields(object);
}

function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function encodeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    ) as ContinueToken;
    if (
      token.v === 1 &&
      Number.isInteger(token.rv) &&
      typeof token.start === 'string'
    ) {
      return token;
    }
  } catch {
    // Answered below, like any token that is not one of ours.
  }
  throw ApiError.badRequest(
    'continue key is not valid: incorrect continue token',
  );
}
