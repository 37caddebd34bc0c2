import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { localLocation } from './paths';

/**
 * Request headers that no workspace and no API server may get from a browser: credentials; what the API server takes
 * as an identity; what is said about the way here, which the proxy says itself; and what concerns one connection only.
 */
const DROPPED_REQUEST =
  /^(authorization|proxy-.*|cookie|impersonate-.*|x-remote-.*|x-forwarded-.*|forwarded|x-real-ip|via|origin|referer|expect|te|trailer|keep-alive|connection|upgrade|sec-fetch-.*)$/;

/** Response headers that tell of the cluster, reach beyond this origin, or concern one connection only. */
const DROPPED_RESPONSE =
  /^(audit-id|x-kubernetes-.*|warning|via|alt-svc|strict-transport-security|access-control-.*|content-location|refresh|proxy-.*|connection|keep-alive|transfer-encoding|upgrade|trailer|report-to|reporting-endpoints|nel|set-cookie|location)$/;

/**
 * What goes to the workspace. Origin and Referer were checked here and stay here: programs compare them with the
 * address that they know themselves by, which is one inside the cluster.
 */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  options: {
    cookie: string | undefined;
    host: string;
    scheme: string;
    credentials: Record<string, string>;
  },
): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value !== undefined && !DROPPED_REQUEST.test(name)
      ? [[name, value] as const]
      : [],
  );
  return {
    ...Object.fromEntries(kept),
    ...(options.cookie !== undefined && { cookie: options.cookie }),
    'x-forwarded-host': options.host,
    'x-forwarded-proto': options.scheme,
    ...lowerCased(options.credentials),
  };
}

/** What goes to the browser. `setCookie` is what may be set, already looked at. */
export function responseHeaders(
  headers: IncomingHttpHeaders,
  options: { upstream: string; path: string; setCookie: readonly string[] },
): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!DROPPED_RESPONSE.test(name)) kept[name] = value;
  }
  if (headers.location !== undefined)
    kept.location = localLocation(headers.location, options);
  if (options.setCookie.length > 0) kept['set-cookie'] = [...options.setCookie];
  // A policy of the program stays in force beside this one. Its own pages may frame each other: editors do.
  kept['content-security-policy'] = [
    headers['content-security-policy'],
    "frame-ancestors 'self'",
  ]
    .filter(Boolean)
    .join(', ');
  kept['cross-origin-resource-policy'] = 'same-origin';
  return kept;
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
