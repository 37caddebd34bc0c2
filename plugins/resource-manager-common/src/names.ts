const RESERVED = new Set(['kaiwo', 'unassigned', 'default', 'minio-users', 'platformadmins']);

/**
 * Whether a text can name a project or department: 2–41 characters, a DNS label, not reserved (nor a namespace of the cluster itself).
 * 41 because a derived name `<name>-predictor-<namespace>` must fit 63 (AMD Resource Manager's rule).
 *
 * @returns the problem in plain words, or undefined when the name is fine
 */
export function problemWithName(name: string): string | undefined {
  if (name.length < 2 || name.length > 41) {
    return `has ${name.length} characters; 2 to 41 are allowed`;
  }
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    return 'may have only lower-case letters, digits and hyphens, and starts and ends with a letter or digit';
  }
  if (RESERVED.has(name) || name.startsWith('kube-') || name.endsWith('-system')) {
    return 'is reserved';
  }
  return undefined;
}
