import type { IncomingMessage } from 'node:http';

/** The API server's own errors are far smaller. */
const LIMIT = 16 * 1024;

/**
 * Reads an error answer far enough to tell whether the API server itself gave it. What was read is handed back, since
 * a program behind it may answer errors of any length.
 */
export async function readError(
  response: IncomingMessage,
): Promise<{ head: Buffer; ended: boolean; byApiServer: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let ended = true;
  for await (const chunk of response.iterator({
    destroyOnReturn: false,
  }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LIMIT) {
      ended = false;
      break;
    }
  }
  const head = Buffer.concat(chunks);
  return { head, ended, byApiServer: ended && isStatus(response, head) };
}

function isStatus(response: IncomingMessage, body: Buffer): boolean {
  const type = response.headers['content-type'] ?? '';
  if (!type.startsWith('application/json') && !type.startsWith('text/plain'))
    return false;
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    const { kind, apiVersion } = (parsed ?? {}) as Record<string, unknown>;
    return kind === 'Status' && apiVersion === 'v1';
  } catch {
    return false;
  }
}
