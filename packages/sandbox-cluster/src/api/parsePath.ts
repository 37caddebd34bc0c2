/** What a URL path of the Kubernetes API names. */
export interface ResourcePath {
  group: string;
  version: string;
  /** `undefined` for the discovery document of the group and version. */
  plural?: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  /** Path after `…/proxy`, with its leading slash. */
  proxyPath?: string;
}

/** Parses `/api/v1/…` and `/apis/<group>/<version>/…`; `undefined` for anything else. */
export function parsePath(pathname: string): ResourcePath | undefined {
  const raw = pathname.split('/').slice(1);
  const root = raw.shift();
  if (root !== 'api' && root !== 'apis') {
    return undefined;
  }
  const group = root === 'apis' ? decodeURIComponent(raw.shift() ?? '') : '';
  const version = raw.shift();
  if (!version) {
    return undefined;
  }
  const path: ResourcePath = { group, version };
  const parts = raw.map(decodeURIComponent);
  if (parts.length === 0 || parts[0] === '') {
    return path;
  }
  // `/namespaces/x` and `/namespaces/x/status` are the namespace itself; anything longer lies within it.
  const ownSubresource = parts[2] === 'status' || parts[2] === 'finalize';
  if (
    parts[0] === 'namespaces' &&
    parts.length > 2 &&
    !(ownSubresource && parts.length === 3)
  ) {
    path.namespace = parts[1];
    parts.splice(0, 2);
    raw.splice(0, 2);
  }
  [path.plural, path.name, path.subresource] = parts;
  if (path.subresource === 'proxy') {
    path.proxyPath = `/${raw.slice(3).join('/')}`;
  } else if (parts.length > 3) {
    return undefined;
  }
  return path;
}
