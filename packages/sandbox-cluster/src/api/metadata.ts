import type { KubeObject, ObjectMeta } from '@silogen/cluster-client';
import type { FieldProblem, KindDefinition } from './types';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;
/** Kinds whose names become host names, with the real limit. */
const LABEL_NAMED = new Set(['Namespace', 'Service']);
const RANDOM_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

/** `generateName` plus five letters that cannot spell anything. */
export function generatedName(prefix: string, random: () => number): string {
  const suffix = Array.from(
    { length: 5 },
    () => RANDOM_LETTERS[Math.floor(random() * RANDOM_LETTERS.length)],
  ).join('');
  return `${prefix.slice(0, 58)}${suffix}`;
}

/** Checks what every object has. */
export function validateMetadata(
  kind: KindDefinition,
  metadata: ObjectMeta,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { name, labels, finalizers } = metadata;
  const labelNamed = LABEL_NAMED.has(kind.kind);
  const limit = labelNamed ? 63 : 253;
  if (!name) {
    problems.push({
      reason: 'FieldValueRequired',
      field: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  } else if (name.length > limit) {
    problems.push(
      invalid('metadata.name', name, `must be no more than ${limit} bytes`),
    );
  } else if (!(labelNamed ? LABEL : SUBDOMAIN).test(name)) {
    problems.push(
      invalid('metadata.name', name, labelNamed ? LABEL_RULE : SUBDOMAIN_RULE),
    );
  }
  for (const [key, value] of Object.entries(labels ?? {})) {
    const [prefix, suffix] = key.includes('/')
      ? key.split('/', 2)
      : [undefined, key];
    const goodPrefix =
      prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
    if (!goodPrefix || suffix.length > 63 || !QUALIFIED.test(suffix)) {
      problems.push(
        invalid(
          'metadata.labels',
          key,
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        ),
      );
    }
    if (
      typeof value !== 'string' ||
      value.length > 63 ||
      (value && !QUALIFIED.test(value))
    ) {
      problems.push(
        invalid(
          'metadata.labels',
          value,
          "a valid label must be an empty string or consist of at most 63 alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        ),
      );
    }
  }
  for (const finalizer of finalizers ?? []) {
    if (typeof finalizer !== 'string' || !finalizer) {
      problems.push(
        invalid(
          'metadata.finalizers',
          finalizer,
          'name part must be non-empty',
        ),
      );
    }
  }
  return problems;
}

export function invalid(
  field: string,
  value: unknown,
  rule: string,
): FieldProblem {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
  };
}

/** Kinds that count their spec changes. Core kinds but pods do not. */
export function hasGeneration(kind: KindDefinition): boolean {
  return kind.group !== '' || kind.kind === 'Pod';
}

export function hasStatus(kind: KindDefinition): boolean {
  return kind.subresources?.includes('status') ?? false;
}

/** Keeps what only the server sets, whatever an update says. */
export function keepSystemMetadata(
  object: KubeObject,
  old: KubeObject,
): ObjectMeta {
  const {
    uid,
    creationTimestamp,
    deletionTimestamp,
    generation,
    name,
    namespace,
  } = old.metadata;
  const kept: ObjectMeta = {
    ...object.metadata,
    name,
    namespace,
    uid,
    creationTimestamp,
  };
  assign(kept, 'generation', generation);
  assign(kept, 'deletionTimestamp', deletionTimestamp);
  const grace = (old.metadata as DeletingMeta).deletionGracePeriodSeconds;
  assign(kept as DeletingMeta, 'deletionGracePeriodSeconds', grace);
  if (kept.namespace === undefined) {
    delete kept.namespace;
  }
  return kept;
}

export interface DeletingMeta extends ObjectMeta {
  deletionGracePeriodSeconds?: number;
}

function assign<T, K extends keyof T>(
  target: T,
  key: K,
  value: T[K] | undefined,
): void {
  if (value === undefined) {
    delete target[key];
  } else {
    target[key] = value;
  }
}

/** RFC 3339 with whole seconds, as `metav1.Time` is written. */
export function kubeTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
