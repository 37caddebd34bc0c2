import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

export interface WorkspacesConfig {
  /** Every workspace is `<id of the run>.<domain>`. */
  domain: string;
  listen: { host: string; port: number };
  /** How browsers come: through a proxy that ends TLS, the scheme and port differ from those listened at. */
  publicScheme: 'http' | 'https';
  /** Left out when it is the scheme's own. */
  publicPort?: number;
  /** Where a page sends people back to; no trailing slash. */
  portalUrl: string;
}

const KEY = 'resourceManager.workspaces';
const HOST =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;
const DEFAULT_PORT = 7008;
const USUAL = { http: 80, https: 443 };

/**
 * Left out, workspaces can be launched but not opened.
 *
 * @throws InputError
 */
export function readWorkspacesConfig(
  root: Config,
): WorkspacesConfig | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config) return undefined;
  const domain = config.getString('domain').toLowerCase();
  if (!HOST.test(domain)) {
    throw new InputError(
      `${KEY}.domain '${domain}' is not a host name with a dot: write it like workspaces.example.com, and let *.workspaces.example.com resolve to the portal`,
    );
  }
  const portalUrl = root.getString('app.baseUrl').replace(/\/+$/, '');
  const portal = new URL(portalUrl);
  if (portal.hostname === domain || portal.hostname.endsWith(`.${domain}`)) {
    throw new InputError(
      `${KEY}.domain '${domain}' holds the portal itself (app.baseUrl is ${portalUrl}): give workspaces a domain of their own`,
    );
  }
  const port = config.getOptionalNumber('listen.port') ?? DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new InputError(
      `${KEY}.listen.port '${port}' is not a port: use a number from 1 to 65535`,
    );
  }
  const publicScheme =
    config.getOptionalString('publicUrl.scheme') ??
    portal.protocol.replace(':', '');
  if (publicScheme !== 'http' && publicScheme !== 'https') {
    throw new InputError(
      `${KEY}.publicUrl.scheme '${publicScheme}' is not known: use http or https`,
    );
  }
  if (portal.protocol === 'https:' && publicScheme === 'http') {
    throw new InputError(
      `${KEY}.publicUrl.scheme is http while the portal is served over https: serve workspaces over https as well`,
    );
  }
  const publicPort = config.getOptionalNumber('publicUrl.port') ?? port;
  return {
    domain,
    listen: {
      host: config.getOptionalString('listen.host') ?? '127.0.0.1',
      port,
    },
    publicScheme,
    publicPort: publicPort === USUAL[publicScheme] ? undefined : publicPort,
    portalUrl,
  };
}
