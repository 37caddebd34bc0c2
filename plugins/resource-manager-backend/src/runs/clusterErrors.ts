import { ClusterError } from '@silogen/cluster-client';

/** The server's own words, without request and status. */
export function serverWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ClusterError
    ? error.message.replace(/^[A-Z]+ \S+: (?:\d+ )?\w+: /, '')
    : error.message;
}

/** True when the same request may succeed later without anybody changing it. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ClusterError)) return false;
  return error.code === 0 || error.code === 429 || error.code >= 500;
}

export function isStatus(
  error: unknown,
  code: number,
  reason?: string,
): error is ClusterError {
  return (
    error instanceof ClusterError &&
    error.code === code &&
    (reason === undefined || error.reason === reason)
  );
}
