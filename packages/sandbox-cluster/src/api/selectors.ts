import type { KubeObject } from '@silogen/cluster-client';
import { ApiError } from './ApiError';

export type ObjectFilter = (object: KubeObject) => boolean;

/** Parses `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
export function parseLabelSelector(text: string | undefined): ObjectFilter {
  const filters = splitOutsideParentheses(text ?? '').map(parseRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return filters.every(filter => filter(labels));
  };
}

const NAME = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const SET = new RegExp(`^(${NAME})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${NAME})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${NAME})$`);

function parseRequirement(
  text: string,
): (labels: Record<string, string>) => boolean {
  const set = SET.exec(text);
  if (set) {
    const values = set[4].split(',').map(value => value.trim());
    return set[3] === 'in'
      ? labels => set[1] in labels && values.includes(labels[set[1]])
      : labels => !values.includes(labels[set[1]]) || !(set[1] in labels);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, , operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = EXISTS.exec(text);
  if (exists) {
    return exists[1]
      ? labels => !(exists[2] in labels)
      : labels => exists[2] in labels;
  }
  throw ApiError.badRequest(
    `unable to parse requirement: found '${text}', expected: ',' or 'end of string'`,
  );
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    depth += character === '(' ? 1 : 0;
    depth -= character === ')' ? 1 : 0;
    if (character === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  return [...parts, current].map(part => part.trim()).filter(Boolean);
}

const ANY_KIND = new Set(['metadata.name', 'metadata.namespace']);
/** Fields that the real API server indexes per kind, beyond name and namespace. */
const BY_KIND: Record<string, ReadonlySet<string>> = {
  Event: new Set([
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ]),
  Pod: new Set([
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ]),
  Node: new Set(['spec.unschedulable']),
  Namespace: new Set(['status.phase']),
  Secret: new Set(['type']),
  Job: new Set(['status.successful']),
};

/** Built-in kinds that are selected by name and namespace only. */
const WITHOUT_OWN_FIELDS = new Set([
  'ConfigMap',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Deployment',
  'ReplicaSet',
]);

/** Parses `metadata.name=x,involvedObject.uid!=y`; a field that is not indexed is refused, as by the real server. */
export function parseFieldSelector(
  text: string | undefined,
  kind: string,
): ObjectFilter {
  const filters = (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => {
      const match = /^([A-Za-z0-9.]+)\s*(==|=|!=)\s*(.*)$/.exec(part);
      if (!match) {
        throw ApiError.badRequest(
          `invalid selector: '${part}'; can't understand '${part}'`,
        );
      }
      const [, field, operator, value] = match;
      if (!ANY_KIND.has(field) && !BY_KIND[kind]?.has(field)) {
        throw ApiError.badRequest(unknownField(field, kind));
      }
      return (object: KubeObject) =>
        (readField(object, field) === value) === (operator !== '!=');
    });
  return object => filters.every(filter => filter(object));
}

/** The server has three ways to say it: kinds with fields of their own, Jobs, and built-in kinds without any. */
function unknownField(field: string, kind: string): string {
  if (kind === 'Job') {
    return `field label "${field}" not supported for Job`;
  }
  return WITHOUT_OWN_FIELDS.has(kind)
    ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${field}`;
}

function readField(object: KubeObject, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>(
      (at, part) => (at as Record<string, unknown> | undefined)?.[part],
      object,
    );
  // Unset booleans and strings are selected by their zero value.
  if (value === undefined || value === null) {
    return field === 'spec.unschedulable' ? 'false' : '';
  }
  return String(value);
}
