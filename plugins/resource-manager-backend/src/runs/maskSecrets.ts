const SECRET_NAME =
  /token|secret|password|passwd|credential|api[-_]?key|access[-_]?key|private[-_]?key/i;
/** Fields of Kaiwo's and Ray's specs that hold a secret itself. */
const SECRET_KEYS = new Set([
  'password',
  'token',
  'accessKey',
  'secretKeyValue',
  'connectionString',
]);

export const MASK = '••••••';

function isEnvVar(value: object): value is { name: string; value: string } {
  return (
    'name' in value &&
    'value' in value &&
    typeof value.name === 'string' &&
    typeof value.value === 'string'
  );
}

/**
 * A copy of an object that may be shown: the values of variables whose names look like secrets are masked, what only
 * the API server needs is left out. References to Secrets stay, since they say nothing.
 */
export function maskSecrets<T>(value: T): T {
  return masked(value, '') as T;
}

function masked(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map(each => masked(each, ''));
  if (value === null || typeof value !== 'object') {
    return typeof value === 'string' && key !== 'name' && SECRET_KEYS.has(key)
      ? MASK
      : value;
  }
  if (isEnvVar(value) && SECRET_NAME.test(value.name))
    return { ...value, value: MASK };
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (
      name === 'managedFields' ||
      name === 'kubectl.kubernetes.io/last-applied-configuration'
    )
      continue;
    copy[name] = masked(inner, name);
  }
  return copy;
}
