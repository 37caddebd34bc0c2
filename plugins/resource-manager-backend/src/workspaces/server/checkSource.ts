import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from the workspace's own pages, or is a person who goes there. Neighbouring workspaces count
 * as the same site for a browser, so that `SameSite` cookies do not keep them out: this does.
 */
export function isFromOwnPages(
  request: IncomingMessage,
  ownOrigin: string,
): boolean {
  const { headers, method } = request;
  const { origin } = headers;
  if (origin !== undefined && origin !== ownOrigin) return false;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none')
    return true;
  return (
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  );
}

/** A WebSocket is not held to the same-origin policy: it has to name its origin, and that has to be this one. */
export function isOwnUpgrade(
  request: IncomingMessage,
  ownOrigin: string,
): boolean {
  return (
    request.method === 'GET' &&
    request.headers.upgrade?.toLowerCase() === 'websocket' &&
    request.headers.origin === ownOrigin
  );
}
