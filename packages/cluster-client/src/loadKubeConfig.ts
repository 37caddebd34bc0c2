import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KubeConfig, loadYaml } from '@kubernetes/client-node';
import { InputError, isError } from '@backstage/errors';
import { TokenFileAuthenticator, tokenFileUser } from './tokenFile';

/** Where the address of a cluster and the credentials for it come from. */
export type KubeConfigSource =
  | {
      /**
       * A kubeconfig that somebody sent. It may neither name files of this machine nor commands to run: such fields are
       * refused. `kubectl config view --raw --flatten --minify` writes one without files.
       */
      text: string;
      /** Left out: its current context. */
      context?: string;
    }
  | {
      /** Path of a kubeconfig. */
      file: string;
      /** Left out: its current context. */
      context?: string;
    }
  | {
      url: string;
      token?: string;
      /** Read again whenever the file changes. */
      tokenFile?: string;
      caFile?: string;
      /** The CA as PEM, or as base64 of it. */
      caData?: string;
      skipTlsVerify?: boolean;
    }
  | { inCluster: true };

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** @throws InputError that names the file or option, the field and the remedy. */
export function loadKubeConfig(source: KubeConfigSource): KubeConfig {
  if ('text' in source) {
    return fromText(source.text, source.context);
  }
  if ('file' in source) {
    return fromFile(source.file, source.context);
  }
  return 'url' in source ? fromUrl(source) : fromPod();
}

function fromText(text: string, context: string | undefined): KubeConfig {
  const kubeConfig = emptyConfig();
  try {
    const document = readDocument(text);
    refuseOutside(document);
    kubeConfig.loadFromString(text);
  } catch (error) {
    throw new InputError(`kubeconfig: ${messageOf(error)}`);
  }
  selectContext(kubeConfig, 'kubeconfig', context);
  return kubeConfig;
}

function fromFile(file: string, context: string | undefined): KubeConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `kubeconfig ${file}: cannot be read: ${messageOf(error)}`,
    );
  }
  const kubeConfig = emptyConfig();
  try {
    const document = readDocument(text);
    kubeConfig.loadFromString(text);
    kubeConfig.makePathsAbsolute(dirname(resolve(file)));
    useTokenFiles(kubeConfig, document, dirname(resolve(file)));
  } catch (error) {
    throw new InputError(`kubeconfig ${file}: ${messageOf(error)}`);
  }
  selectContext(kubeConfig, `kubeconfig ${file}`, context);
  return kubeConfig;
}

function readDocument(text: string): object {
  const document = readYaml(text);
  if (
    typeof document !== 'object' ||
    document === null ||
    Array.isArray(document)
  ) {
    throw new Error('it is not a mapping with clusters, users and contexts');
  }
  return document;
}

/** Fields that would read a file of this machine or run a command on it, by the list that they stand in. */
const OUTSIDE = {
  clusters: { entry: 'cluster', fields: ['certificate-authority'] },
  users: {
    entry: 'user',
    fields: [
      'exec',
      'auth-provider',
      'tokenFile',
      'client-certificate',
      'client-key',
    ],
  },
};

function refuseOutside(document: object): void {
  const lists = document as Record<string, unknown>;
  for (const [list, { entry, fields }] of Object.entries(OUTSIDE)) {
    const items = Array.isArray(lists[list]) ? (lists[list] as unknown[]) : [];
    for (const item of items) {
      const named = item as Record<string, object | undefined> | null;
      const found = fields.find(
        field => named?.[entry] && field in named[entry],
      );
      if (found) {
        throw new Error(
          `${list}: ${found} of '${String(
            named?.name,
          )}' names a file or a command, which a kubeconfig that is sent may not; write one with a token or data with: kubectl config view --raw --flatten --minify`,
        );
      }
    }
  }
}

/** The parser's own message quotes the lines around the mistake; in a kubeconfig these may be credentials. */
function readYaml(text: string): unknown {
  try {
    return loadYaml(text);
  } catch (error) {
    const { reason, mark } = error as {
      reason?: string;
      mark?: { line: number; column: number };
    };
    const place = mark
      ? ` in line ${mark.line + 1}, column ${mark.column + 1}`
      : '';
    throw new Error(
      `is not YAML: ${
        reason ?? 'it cannot be parsed'
      }${place}; correct the file, it is read again by itself`,
    );
  }
}

/** client-node does not know kubectl's `tokenFile` of a user. */
function useTokenFiles(
  kubeConfig: KubeConfig,
  document: object,
  directory: string,
): void {
  const { users } = document as {
    users?: { name: string; user?: { tokenFile?: string } }[];
  };
  for (const entry of users ?? []) {
    const path = entry.user?.tokenFile;
    if (path) {
      const index = kubeConfig.users.findIndex(
        user => user.name === entry.name,
      );
      kubeConfig.users[index] = tokenFileUser(
        entry.name,
        resolve(directory, path),
      );
    }
  }
}

function selectContext(
  kubeConfig: KubeConfig,
  /** For messages. */
  what: string,
  wanted: string | undefined,
): void {
  const known = kubeConfig.getContexts().map(entry => entry.name);
  const choice = known.length
    ? `choose one of: ${known.join(', ')}`
    : 'it has no contexts';
  const name = wanted ?? kubeConfig.getCurrentContext();
  if (!name) {
    throw new InputError(`${what}: current-context is not set; ${choice}`);
  }
  const context = kubeConfig.getContextObject(name);
  if (!context) {
    const field = wanted === undefined ? 'current-context' : 'context';
    throw new InputError(
      `${what}: ${field} '${name}' does not exist; ${choice}`,
    );
  }
  kubeConfig.setCurrentContext(name);
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) {
    throw new InputError(
      `${what}: context '${name}' names cluster '${context.cluster}', which clusters does not list`,
    );
  }
  if (context.user && !kubeConfig.getCurrentUser()) {
    throw new InputError(
      `${what}: context '${name}' names user '${context.user}', which users does not list`,
    );
  }
  checkServer(
    cluster.server,
    `${what}: clusters '${cluster.name}' server`,
    cluster.skipTLSVerify,
  );
}

function fromUrl(
  source: Extract<KubeConfigSource, { url: string }>,
): KubeConfig {
  checkServer(source.url, 'url', source.skipTlsVerify ?? false);
  if (source.token && source.tokenFile) {
    throw new InputError('token: give either token or tokenFile, not both');
  }
  if (source.caFile && !existsSync(source.caFile)) {
    throw new InputError(`caFile: ${source.caFile} does not exist`);
  }
  const { caData } = source;
  const kubeConfig = emptyConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: source.url.replace(/\/+$/, ''),
      caFile: source.caFile,
      caData: caData?.includes('-----BEGIN')
        ? Buffer.from(caData).toString('base64')
        : caData,
      skipTLSVerify: source.skipTlsVerify ?? false,
    },
    source.tokenFile
      ? tokenFileUser('user', source.tokenFile)
      : { name: 'user', token: source.token },
  );
  return kubeConfig;
}

function fromPod(): KubeConfig {
  const host = process.env.KUBERNETES_SERVICE_HOST;
  const port = process.env.KUBERNETES_SERVICE_PORT;
  const tokenFile = `${SERVICE_ACCOUNT}/token`;
  if (!host || !port || !existsSync(tokenFile)) {
    throw new InputError(
      'inCluster: this process does not run in a pod with a service account; give a kubeconfig file or a url',
    );
  }
  const address = host.includes(':') ? `[${host}]` : host;
  return fromUrl({
    url: `https://${address}:${port}`,
    tokenFile,
    caFile: `${SERVICE_ACCOUNT}/ca.crt`,
  });
}

function emptyConfig(): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.addAuthenticator(TokenFileAuthenticator.create());
  return kubeConfig;
}

function checkServer(
  server: string,
  field: string,
  skipTlsVerify: boolean,
): void {
  const protocol = URL.canParse(server) ? new URL(server).protocol : undefined;
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new InputError(
      `${field}: '${server}' is not a URL; write https://host:port`,
    );
  }
  if (protocol === 'http:' && !skipTlsVerify) {
    throw new InputError(
      `${field}: '${server}' would send credentials in clear; use https, or allow it by skipping TLS verification`,
    );
  }
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
