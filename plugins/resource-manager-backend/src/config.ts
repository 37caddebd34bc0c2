import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { KubeConfigSource } from '@silogen/cluster-client';
import {
  readMetricsConfig,
  type MetricsConfig,
} from './metrics/readMetricsConfig';
import { readSeed, type SeedConfig } from './seed/readSeed';
import {
  readWorkspacesConfig,
  type WorkspacesConfig,
} from './workspaces/readWorkspacesConfig';

export interface ClusterConfig {
  name: string;
  title: string;
  connect: KubeConfigSource;
  /** Consent to manage its queues without asking again. */
  takeOver: boolean;
  /** What becomes of a project's queue that somebody else changed: put back at once, or shown until a person decides. */
  drift: 'correct' | 'report';
}

export interface ResourceManagerConfig {
  clusters: ClusterConfig[];
  /** Left out, workspaces can be launched but not opened. */
  workspaces?: WorkspacesConfig;
  seed: SeedConfig;
  /** Left out: no utilisation is measured. */
  metrics?: MetricsConfig;
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * The whole configuration of the plugin, read once. Messages name the key and the remedy.
 *
 * @throws InputError
 */
export function readResourceManagerConfig(root: Config): ResourceManagerConfig {
  const config = root.getOptionalConfig('resourceManager');
  const clusters = (config?.getOptionalConfigArray('clusters') ?? []).map(
    (item, index) => readCluster(item, `resourceManager.clusters[${index}]`),
  );
  clusters.forEach((cluster, index) => {
    if (clusters.findIndex(other => other.name === cluster.name) !== index) {
      throw new InputError(
        `resourceManager.clusters[${index}].name '${cluster.name}' is used twice: give each cluster its own name`,
      );
    }
  });
  return {
    clusters,
    metrics: readMetricsConfig(
      config?.getOptionalConfig('metrics'),
      clusters,
    ),
    workspaces: readWorkspacesConfig(root),
    seed: readSeed(config?.getOptionalConfig('seed'), clusters),
  };
}

function readCluster(config: Config, key: string): ClusterConfig {
  const name = config.getString('name');
  if (!LABEL.test(name)) {
    throw new InputError(
      `${key}.name '${name}' is not a DNS label: use lower-case letters, digits and hyphens, at most 63`,
    );
  }
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    connect: readConnect(config.getOptionalConfig('connect'), `${key}.connect`),
    takeOver: config.getOptionalBoolean('takeOver') ?? false,
    drift: readDrift(config, key),
  };
}

function readDrift(config: Config, key: string): ClusterConfig['drift'] {
  const drift = config.getOptionalString('drift') ?? 'correct';
  if (drift !== 'correct' && drift !== 'report') {
    throw new InputError(
      `${key}.drift '${drift}' must be correct (put back at once) or report (shown until somebody puts it back)`,
    );
  }
  return drift;
}

function readConnect(
  config: Config | undefined,
  key: string,
): KubeConfigSource {
  const chosen = ['kubeconfig', 'url', 'inCluster'].filter(way =>
    config?.has(way),
  );
  if (!config || chosen.length !== 1) {
    throw new InputError(
      `${key} must have exactly one of kubeconfig, url or inCluster, but has ${
        chosen.length ? chosen.join(' and ') : 'none'
      }`,
    );
  }
  if (chosen[0] === 'kubeconfig') {
    return {
      file: config.getString('kubeconfig.file'),
      context: config.getOptionalString('kubeconfig.context'),
    };
  }
  if (chosen[0] === 'inCluster') {
    if (!config.getBoolean('inCluster')) {
      throw new InputError(
        `${key}.inCluster may only be true: leave it out and name a kubeconfig or url`,
      );
    }
    return { inCluster: true };
  }
  return readUrl(config, key);
}

function readUrl(config: Config, key: string): KubeConfigSource {
  const url = config.getString('url');
  if (!/^https?:$/.test(protocolOf(url) ?? '')) {
    throw new InputError(
      `${key}.url '${url}' is not an http or https URL: write it like https://10.0.0.1:6443`,
    );
  }
  const token = config.getOptionalString('token');
  const tokenFile = config.getOptionalString('tokenFile');
  if (token && tokenFile) {
    throw new InputError(
      `${key}.token and ${key}.tokenFile are both set: keep one of them`,
    );
  }
  return {
    url,
    token,
    tokenFile,
    caFile: config.getOptionalString('caFile'),
    caData: config.getOptionalString('caData'),
    skipTlsVerify: config.getOptionalBoolean('skipTlsVerify') ?? false,
  };
}

function protocolOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).protocol : undefined;
}
