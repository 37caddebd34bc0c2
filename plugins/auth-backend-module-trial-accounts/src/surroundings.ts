import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { ALLOW_OUTSIDE_DEVELOPMENT, CONFIG_PATH } from './config';

/**
 * The host of `backend.listen`, read as the root HTTP router reads it; undefined when it listens on every interface.
 */
export function readListenHost(rootConfig: Config): string | undefined {
  const listen = rootConfig.getOptional('backend.listen');
  if (typeof listen === 'string') {
    const portAt = listen.lastIndexOf(':');
    return portAt > 0 ? listen.slice(0, portAt) : undefined;
  }
  return typeof listen === 'object'
    ? rootConfig.getOptionalString('backend.listen.host')
    : undefined;
}

/** Whether a listener on this host is out of reach for other machines. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLocaleLowerCase('en-US');
  return (
    bare === 'localhost' ||
    bare === '::1' ||
    // All of 127.0.0.0/8 is loopback.
    /^127(\.\d{1,3}){3}$/.test(bare)
  );
}

/**
 * Throws where signing in without a password would open the portal to others.
 *
 * @throws NotAllowedError that names the cause and the remedy
 */
export function refuseOutsideDevelopment(options: {
  nodeEnv: string | undefined;
  listenHost: string | undefined;
  allowed: boolean;
}): void {
  const { nodeEnv, listenHost, allowed } = options;
  if (allowed) {
    return;
  }
  const words =
    `set ${CONFIG_PATH}.allowOutsideDevelopment to '${ALLOW_OUTSIDE_DEVELOPMENT}', ` +
    `or remove ${CONFIG_PATH}`;
  if (nodeEnv === 'production') {
    throw new NotAllowedError(
      `Trial accounts need no password and NODE_ENV is production: ${words}`,
    );
  }
  if (listenHost === undefined || !isLoopbackHost(listenHost)) {
    const where =
      listenHost === undefined
        ? 'backend.listen names no host, so every interface is open'
        : `backend.listen.host '${listenHost}' is not a loopback address`;
    throw new NotAllowedError(
      `Trial accounts need no password and ${where}: set backend.listen.host to 127.0.0.1, ${words}`,
    );
  }
}

/**
 * Whether the name by which a request reached the portal means this machine. A page of another site whose own name
 * was made to resolve to 127.0.0.1 still sends that name.
 */
export function isLoopbackName(hostHeader: string | undefined): boolean {
  const host = (hostHeader ?? '').replace(/:\d+$/, '');
  return isLoopbackHost(host) || /\.localhost$/i.test(host);
}
