import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Where the portal reads utilisation from: Mimir, Prometheus and the sandbox alike. */
export interface MetricsConfig {
  /** Without a slash at its end. */
  baseUrl: string;
  /** What stands before `/api/v1`, such as `/prometheus`; or empty. */
  pathPrefix: string;
  /** Tenant of each cluster, sent as X-Scope-OrgID; `*` for clusters without one of their own. */
  tenants: ReadonlyMap<string, string>;
  /** The whole Authorization header; secret. */
  authorization?: string;
  /** The label that tells clusters apart; empty where one cluster is all there is. */
  clusterLabel: string;
  /** Value of that label by name of our cluster, where it is another. */
  clusterValues: ReadonlyMap<string, string>;
  /** `MetricsFieldPrefix` of AMD's exporter. */
  amdPrefix: string;
  timeoutMs: number;
}

const KEY = 'resourceManager.metrics';
/** Every cluster that has no tenant of its own. */
export const ANY_CLUSTER = '*';
const DEFAULT_LABEL = 'k8s_cluster_name';
const DEFAULT_TIMEOUT_MS = 10_000;
/** As Mimir allows them; several are joined by `|`. */
const TENANT = /^[A-Za-z0-9!\-_.*'()]{1,150}(\|[A-Za-z0-9!\-_.*'()]{1,150})*$/;
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const METRIC_PREFIX = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/**
 * Undefined where no metrics source is configured: the pages then say so.
 *
 * @throws InputError that names the key and the remedy
 */
export function readMetricsConfig(
  config: Config | undefined,
  clusters: readonly { name: string }[],
): MetricsConfig | undefined {
  if (!config) return undefined;
  const names = clusters.map(({ name }) => name);
  const clusterLabel =
    config.getOptional('clusterLabel') === ''
      ? ''
      : config.getOptionalString('clusterLabel') ?? DEFAULT_LABEL;
  if (clusterLabel !== '' && !LABEL_NAME.test(clusterLabel)) {
    throw new InputError(
      `${KEY}.clusterLabel '${clusterLabel}' is not a label name: use letters, digits and underscores`,
    );
  }
  const amdPrefix = config.getOptionalString('amdPrefix') ?? '';
  if (amdPrefix && !METRIC_PREFIX.test(amdPrefix)) {
    throw new InputError(
      `${KEY}.amdPrefix '${amdPrefix}' cannot begin a metric's name: use letters, digits and underscores`,
    );
  }
  const timeoutMs = config.has('timeout')
    ? durationToMilliseconds(readDurationFromConfig(config, { key: 'timeout' }))
    : DEFAULT_TIMEOUT_MS;
  if (!(timeoutMs > 0)) {
    throw new InputError(
      `${KEY}.timeout is not above 0: write it like 10s or { seconds: 10 }`,
    );
  }
  return {
    baseUrl: readBaseUrl(config),
    pathPrefix: readPrefix(config),
    tenants: readTenants(config, names),
    authorization: readAuthorization(config.getOptionalConfig('auth')),
    clusterLabel,
    clusterValues: new Map(
      Object.entries(readClusterMap(config, 'clusterValues', names)),
    ),
    amdPrefix,
    timeoutMs,
  };
}

function readBaseUrl(config: Config): string {
  const text = config.getString('baseUrl');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${KEY}.baseUrl '${text}' is not an http or https URL: write it like http://mimir.example.com:8080`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${KEY}.baseUrl has credentials, a query or a fragment: leave them out; credentials belong into ${KEY}.auth`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readPrefix(config: Config): string {
  if (config.getOptional('pathPrefix') === '') return '';
  const prefix = config.getOptionalString('pathPrefix') ?? '';
  if (prefix && !/^(\/[A-Za-z0-9._~-]+)+\/?$/.test(prefix)) {
    throw new InputError(
      `${KEY}.pathPrefix '${prefix}' is not a path: write it like /prometheus`,
    );
  }
  return prefix.replace(/\/$/, '');
}

function readTenants(
  config: Config,
  names: readonly string[],
): Map<string, string> {
  const isMap = typeof config.getOptional('tenant') === 'object';
  const one = isMap ? undefined : config.getOptionalString('tenant');
  const tenants = isMap
    ? readClusterMap(config, 'tenant', names)
    : { ...(one && { [ANY_CLUSTER]: one }) };
  for (const tenant of Object.values(tenants)) {
    if (!TENANT.test(tenant)) {
      throw new InputError(
        `${KEY}.tenant '${tenant}' is not a tenant: use letters, digits and !-_.*'(), several joined by |`,
      );
    }
  }
  return new Map(Object.entries(tenants));
}

/** A text for each of some clusters. */
function readClusterMap(
  config: Config,
  key: string,
  names: readonly string[],
): Record<string, string> {
  const inner = config.getOptionalConfig(key);
  const keys = inner?.keys() ?? [];
  const unknown = keys.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `${KEY}.${key}.${unknown} is not one of resourceManager.clusters: use ${names.join(
        ', ',
      )}`,
    );
  }
  return Object.fromEntries(keys.map(name => [name, inner!.getString(name)]));
}

function readAuthorization(config: Config | undefined): string | undefined {
  const type = config?.getOptionalString('type') ?? 'none';
  if (!config || type === 'none') return undefined;
  if (type === 'bearer') return `Bearer ${config.getString('token')}`;
  if (type === 'basic') {
    const pair = `${config.getString('username')}:${config.getString(
      'password',
    )}`;
    return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  }
  throw new InputError(
    `${KEY}.auth.type '${type}' is not known: use none, basic or bearer`,
  );
}
