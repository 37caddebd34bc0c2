import type { KubeObject } from '@silogen/cluster-client';
import type { ObjectStore } from '../store/ObjectStore';
import { ApiError } from './ApiError';
import { mayUse, type RequestUser } from './auth';
import { GarbageCollector } from './GarbageCollector';
import { KindRegistry, type ServedKind } from './KindRegistry';
import { ObjectReader } from './ObjectReader';
import { ObjectRemover } from './ObjectRemover';
import { ObjectWriter, type WriteRequest } from './ObjectWriter';
import { patchObject } from './patch';
import { SchemaValidator } from './schema';
import type { AdmissionHook, KindDefinition } from './types';

const EMPTY: KubeObject = { apiVersion: '', kind: '', metadata: { name: '' } };

export type WriteOptions = Pick<
  WriteRequest,
  'dryRun' | 'fieldValidation' | 'warnings'
>;

export interface ObjectAddress {
  served: ServedKind;
  namespace: string | undefined;
  name: string;
}

/** What one cluster's API does, without HTTP. */
export class ClusterApi {
  readonly registry: KindRegistry;
  readonly reader: ObjectReader;
  readonly remover: ObjectRemover;
  readonly #writer: ObjectWriter;
  readonly #collector: GarbageCollector;
  readonly #store: ObjectStore;

  static create(options: {
    store: ObjectStore;
    kinds: readonly KindDefinition[];
    admission: readonly AdmissionHook[];
    now: () => number;
    random: () => number;
  }): ClusterApi {
    return new ClusterApi(options);
  }

  private constructor(options: Parameters<typeof ClusterApi.create>[0]) {
    const { store, now, random, admission } = options;
    this.#store = store;
    this.registry = KindRegistry.create({ kinds: options.kinds });
    this.reader = ObjectReader.create({ store, registry: this.registry });
    this.remover = ObjectRemover.create({ store, now });
    this.#writer = ObjectWriter.create({
      store,
      registry: this.registry,
      validator: SchemaValidator.create(),
      admission,
      now,
      random,
      onReleased: (served, object) => this.remover.finish(served, object),
    });
    this.#collector = GarbageCollector.start({
      store,
      registry: this.registry,
      remover: this.remover,
      now,
    });
  }

  /** Time's own work: graces that end, events that expire. */
  sweep(): void {
    this.#collector.sweep();
  }

  stop(): void {
    this.#collector.stop();
  }

  create(
    served: ServedKind,
    namespace: string | undefined,
    object: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const stored = this.#writer.create({
      served,
      namespace,
      object,
      ...options,
    });
    return this.registry.fromStorage(served, stored);
  }

  replace(
    address: ObjectAddress,
    object: KubeObject,
    options: WriteOptions & { status: boolean },
  ): KubeObject {
    const stored = this.#writer.update({ ...address, object, ...options });
    return this.registry.fromStorage(address.served, stored);
  }

  patch(
    address: ObjectAddress,
    patch: { contentType: string; body: unknown },
    options: WriteOptions & { status: boolean },
  ): KubeObject {
    const { served, namespace, name } = address;
    if (patch.contentType === 'application/apply-patch+yaml') {
      // Refused before the object is looked up: the real server would create it.
      patchObject({
        kind: served.kind,
        object: EMPTY,
        contentType: patch.contentType,
        patch: {},
      });
    }
    const object = this.reader.get(served, namespace, name);
    const patched = patchObject({
      kind: served.kind,
      object,
      contentType: patch.contentType,
      patch: patch.body,
    });
    return this.replace(address, patched, options);
  }

  /** SelfSubjectAccessReview: answered, never stored. */
  reviewAccess(
    served: ServedKind,
    body: KubeObject,
    user: RequestUser,
  ): KubeObject {
    const spec = (body?.spec ?? {}) as {
      resourceAttributes?: { verb?: string };
      nonResourceAttributes?: { verb?: string };
    };
    const attributes = spec.resourceAttributes ?? spec.nonResourceAttributes;
    if (!attributes) {
      throw ApiError.invalid(served.kind, '', [
        {
          reason: 'FieldValueInvalid',
          field: 'spec.resourceAttributes',
          message: `Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified`,
        },
      ]);
    }
    return {
      apiVersion: served.apiVersion,
      kind: served.kind.kind,
      metadata: { creationTimestamp: null } as never,
      spec,
      status: { allowed: mayUse(user, attributes.verb ?? '') },
    };
  }

  /** The namespaces that every cluster has from its birth. */
  ensureNamespaces(): void {
    const served = this.registry.stored({ group: '', plural: 'namespaces' });
    for (const name of [
      'default',
      'kube-system',
      'kube-public',
      'kube-node-lease',
    ]) {
      if (!this.#store.get(served.resource, undefined, name)) {
        const object: KubeObject = {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name },
        };
        this.create(served, undefined, object, {
          dryRun: false,
          fieldValidation: 'Ignore',
          warnings: [],
        });
      }
    }
  }
}
