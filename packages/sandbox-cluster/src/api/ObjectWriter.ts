import { randomUUID } from 'node:crypto';
import type { KubeObject } from '@silogen/cluster-client';
import type { ObjectStore } from '../store/ObjectStore';
import { ApiError } from './ApiError';
import type { KindRegistry, ServedKind } from './KindRegistry';
import {
  generatedName,
  hasGeneration,
  hasStatus,
  invalid,
  keepSystemMetadata,
  kubeTime,
  validateMetadata,
} from './metadata';
import { prune, type SchemaValidator } from './schema';
import type { AdmissionHook, FieldProblem, ValidationContext } from './types';
import { sameJson } from './sameJson';

/** etcd's default limit of one request. */
const MAX_OBJECT_BYTES = 1_572_864;

const UNCHECKED_RULES: FieldProblem = {
  reason: 'FieldValueInvalid',
  field: '<nil>',
  message:
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
};
const NAMESPACES = { group: '', plural: 'namespaces' };

export interface WriteRequest {
  served: ServedKind;
  namespace: string | undefined;
  object: KubeObject;
  dryRun: boolean;
  /** `Strict` refuses unknown fields, `Warn` names them, `Ignore` drops them silently. */
  fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  /** Collects the texts of `Warning` headers. */
  warnings: string[];
}

/** Creates and updates: everything between a decoded request and the store. */
export class ObjectWriter {
  readonly #store: ObjectStore;
  readonly #registry: KindRegistry;
  readonly #validator: SchemaValidator;
  readonly #admission: readonly AdmissionHook[];
  readonly #now: () => number;
  readonly #random: () => number;
  /** Called when an update took the last finalizer from an object that is being deleted. */
  readonly #onReleased: (served: ServedKind, object: KubeObject) => KubeObject;

  static create(options: {
    store: ObjectStore;
    registry: KindRegistry;
    validator: SchemaValidator;
    admission: readonly AdmissionHook[];
    now: () => number;
    random: () => number;
    onReleased: (served: ServedKind, object: KubeObject) => KubeObject;
  }): ObjectWriter {
    return new ObjectWriter(options);
  }

  private constructor(options: Parameters<typeof ObjectWriter.create>[0]) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#validator = options.validator;
    this.#admission = options.admission;
    this.#now = options.now;
    this.#random = options.random;
    this.#onReleased = options.onReleased;
  }

  create(request: WriteRequest): KubeObject {
    const { served, namespace } = request;
    const { kind, resource } = served;
    const incoming = this.#decode(request);
    this.#checkNamespace(request);
    const metadata = {
      ...incoming.metadata,
      ...(namespace === undefined ? {} : { namespace }),
    };
    if (!metadata.name && metadata.generateName) {
      metadata.name = generatedName(metadata.generateName, this.#random);
    }
    delete metadata.resourceVersion;
    delete metadata.deletionTimestamp;
    delete metadata.managedFields;
    metadata.uid = randomUUID();
    metadata.creationTimestamp = kubeTime(this.#now());
    if (hasGeneration(kind)) {
      metadata.generation = 1;
    } else {
      delete metadata.generation;
    }
    const object: KubeObject = { ...incoming, metadata };
    if (hasStatus(kind)) {
      delete object.status;
    }
    this.#finish(request, object, { operation: 'CREATE' });
    if (this.#store.get(resource, namespace, metadata.name)) {
      throw ApiError.alreadyExists(kind, metadata.name);
    }
    return request.dryRun ? object : this.#save(served, object);
  }

  /** @param old - The stored object that the request was checked against. */
  update(
    request: WriteRequest & { name: string; status: boolean },
  ): KubeObject {
    const { served, namespace, name } = request;
    const { kind, resource } = served;
    const old = this.#store.get(resource, namespace, name);
    if (!old) {
      throw ApiError.notFound(kind, name);
    }
    const incoming = this.#decode(request);
    if (incoming.metadata.name && incoming.metadata.name !== name) {
      throw ApiError.badRequest(
        `the name of the object (${incoming.metadata.name}) does not match the name on the URL (${name})`,
      );
    }
    this.#checkPreconditions(served, incoming, old);
    const object = request.status
      ? { ...old, status: incoming.status }
      : {
          ...incoming,
          metadata: keepSystemMetadata(incoming, old),
          ...(hasStatus(kind) ? { status: old.status } : {}),
        };
    if (object.status === undefined) {
      delete object.status;
    }
    this.#finish(request, object, { operation: 'UPDATE', old });
    object.metadata = {
      ...object.metadata,
      resourceVersion: old.metadata.resourceVersion,
    };
    if (!request.status && hasGeneration(kind) && specChanged(object, old)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
    if (request.dryRun || sameJson(object, old)) {
      return object;
    }
    const released =
      object.metadata.deletionTimestamp !== undefined &&
      !object.metadata.finalizers?.length &&
      old.metadata.finalizers?.length;
    return released
      ? this.#onReleased(served, object)
      : this.#save(served, object);
  }

  #save(served: ServedKind, object: KubeObject): KubeObject {
    if (Buffer.byteLength(JSON.stringify(object)) > MAX_OBJECT_BYTES) {
      throw new ApiError(
        500,
        'InternalError',
        'etcdserver: request is too large',
      );
    }
    return this.#store.put(served.resource, object);
  }

  /** Checks names and versions, prunes, and converts to the stored version; gives a copy. */
  #decode(request: WriteRequest): KubeObject {
    const { served, namespace } = request;
    const object = structuredClone(request.object);
    if (
      typeof object !== 'object' ||
      object === null ||
      Array.isArray(object)
    ) {
      throw ApiError.badRequest(
        'the body of the request must be a JSON object',
      );
    }
    object.apiVersion ??= served.apiVersion;
    object.kind ??= served.kind.kind;
    if (
      object.apiVersion !== served.apiVersion ||
      object.kind !== served.kind.kind
    ) {
      throw ApiError.badRequest(
        `the object provided is ${object.apiVersion}, Kind=${object.kind}, but the path serves ${served.apiVersion}, Kind=${served.kind.kind}`,
      );
    }
    object.metadata ??= { name: '' };
    if (
      namespace !== undefined &&
      object.metadata.namespace &&
      object.metadata.namespace !== namespace
    ) {
      throw ApiError.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    const removed = pruneObject(object, served);
    if (removed.length > 0 && request.fieldValidation === 'Strict') {
      const texts = removed.map(path => `unknown field "${path}"`).join(', ');
      throw ApiError.badRequest(
        `${served.kind.kind} in version "${served.version.name}" cannot be handled as a ${served.kind.kind}: strict decoding error: ${texts}`,
      );
    }
    if (request.fieldValidation === 'Warn') {
      request.warnings.push(...removed.map(path => `unknown field "${path}"`));
    }
    if (served.version.schema) {
      const problems = this.#validator.defaultAndValidate(
        object,
        served.version.schema,
      );
      if (problems.length > 0) {
        // Rules of custom kinds are not tried on an object of the wrong shape, and the server says so.
        const unchecked =
          served.kind.validate && !served.kind.builtIn ? [UNCHECKED_RULES] : [];
        throw ApiError.invalid(served.kind, object.metadata.name, [
          ...problems,
          ...unchecked,
        ]);
      }
    }
    return { ...this.#registry.toStorage(served, object) };
  }

  /** Defaults, webhooks and rules, all of which see the stored version. */
  #finish(
    request: WriteRequest,
    object: KubeObject,
    context: ValidationContext,
  ): void {
    const { kind } = request.served;
    const now = new Date(this.#now());
    kind.prepare?.(object, { ...context, now });
    this.#validate(request, object, context);
    if (this.#admission.length === 0) {
      return;
    }
    const namespaceLabels =
      request.namespace === undefined
        ? undefined
        : this.#store.get(NAMESPACES, undefined, request.namespace)?.metadata
            .labels;
    for (const hook of this.#admission) {
      hook.admit({ ...context, kind, object, namespaceLabels });
    }
    this.#validate(request, object, context);
  }

  /** Before the webhooks too, so that they may count on a well-formed object. */
  #validate(
    { served: { kind } }: WriteRequest,
    object: KubeObject,
    context: ValidationContext,
  ) {
    const problems = [
      ...validateMetadata(kind, object.metadata),
      ...(kind.validate?.(object, context) ?? []),
    ];
    if (problems.length > 0) {
      throw ApiError.invalid(kind, object.metadata.name, problems);
    }
  }

  #checkNamespace(request: WriteRequest): void {
    const { served, namespace } = request;
    if (namespace === undefined || served.kind.virtual) {
      return;
    }
    const namespaces = this.#registry.stored({
      group: '',
      plural: 'namespaces',
    });
    const found = this.#store.get(namespaces.resource, undefined, namespace);
    if (!found) {
      throw ApiError.notFound(namespaces.kind, namespace);
    }
    if (found.metadata.deletionTimestamp) {
      throw ApiError.forbidden(
        `${served.kind.plural} "${
          request.object.metadata?.name ?? ''
        }" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  #checkPreconditions(
    served: ServedKind,
    incoming: KubeObject,
    old: KubeObject,
  ): void {
    const { kind } = served;
    const { name, uid, resourceVersion } = incoming.metadata;
    if (uid && uid !== old.metadata.uid) {
      throw ApiError.conflict(
        kind,
        old.metadata.name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
      );
    }
    if (!resourceVersion && !kind.builtIn) {
      throw ApiError.invalid(kind, name || old.metadata.name, [
        {
          ...invalid(
            'metadata.resourceVersion',
            0,
            'must be specified for an update',
          ),
          message: 'Invalid value: 0x0: must be specified for an update',
        },
      ]);
    }
    if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
      throw ApiError.stale(kind, old.metadata.name);
    }
  }
}

/** `apiVersion`, `kind` and `metadata` are never pruned. */
function pruneObject(object: KubeObject, served: ServedKind): string[] {
  const { schema } = served.version;
  if (!schema) {
    return [];
  }
  const { apiVersion, kind, metadata, ...rest } = object;
  const removed = prune(rest, schema);
  for (const path of removed.filter(entry => !/[.[]/.test(entry))) {
    delete object[path];
  }
  return removed;
}

/** Everything but metadata and status is spec. */
function specChanged(object: KubeObject, old: KubeObject): boolean {
  const { metadata: _, status: __, ...spec } = object;
  const { metadata: ___, status: ____, ...oldSpec } = old;
  return !sameJson(spec, oldSpec);
}
