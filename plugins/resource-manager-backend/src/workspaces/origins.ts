import type { WorkspacesConfig } from './readWorkspacesConfig';

type Address = Pick<WorkspacesConfig, 'domain' | 'publicScheme' | 'publicPort'>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `https://<run>.<domain>`, as a browser writes it in the header `Origin`. */
export function originOf(run: string, address: Address): string {
  const port = address.publicPort ? `:${address.publicPort}` : '';
  return `${address.publicScheme}://${run}.${address.domain}${port}`;
}

/** The run that a header `Host` means; undefined for everything but `<id of a run>.<domain>` at the public port. */
export function runOfHost(
  host: string | undefined,
  address: Address,
): string | undefined {
  const [name, port, ...more] = (host ?? '').toLowerCase().split(':');
  if (more.length > 0) return undefined;
  if ((port || undefined) !== address.publicPort?.toString()) return undefined;
  const suffix = `.${address.domain}`;
  if (!name.endsWith(suffix)) return undefined;
  const run = name.slice(0, -suffix.length);
  return UUID.test(run) ? run : undefined;
}
