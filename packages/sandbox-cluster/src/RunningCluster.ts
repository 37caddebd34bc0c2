import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
} from '@silogen/cluster-client';
import { Authenticator } from './api/auth';
import { ClusterApi } from './api/ClusterApi';
import { PodLogRegistry } from './api/podLogs';
import type { HandlerDependencies } from './api/exchange';
import { handleRequest } from './api/requestHandler';
import { handleUpgrade } from './api/upgradeHandler';
import {
  selfSignedCertificate,
  type KeyAndCertificate,
} from './api/selfSigned';
import { ServiceRegistry } from './api/serviceRegistry';
import type {
  SandboxCluster,
  SandboxClusterOptions,
  SandboxServerOptions,
} from './api/types';
import { PodHistory } from './metrics/history/PodHistory';
import type { ObjectStore } from './store/ObjectStore';
import { openDatabase } from './store/openDatabase';
import { SqliteObjectStore } from './store/SqliteObjectStore';
import { SqlitePodLogs } from './store/SqlitePodLogs';

const SWEEP_INTERVAL_MS = 1_000;
const KEEP_ALIVE_MS = 90_000;

/** One cluster: its store, its API and its listener. */
export class RunningCluster implements SandboxCluster {
  readonly name: string;
  readonly store: ObjectStore;
  readonly podLogs: PodLogRegistry;
  readonly podHistory: PodHistory;
  readonly services: ServiceRegistry;
  readonly tokens: { token: string; readOnlyToken?: string };
  readonly caData: string;
  readonly #api: ClusterApi;
  readonly #server: Server;
  readonly #sweeper: NodeJS.Timeout;
  readonly #open: Set<{ close(): void }>;

  static async start(options: {
    cluster: SandboxClusterOptions;
    server: SandboxServerOptions;
  }): Promise<RunningCluster> {
    const running = new RunningCluster(options.cluster, options.server);
    try {
      await running.#listen(options.cluster.port);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  }

  private constructor(
    cluster: SandboxClusterOptions,
    server: SandboxServerOptions,
  ) {
    const now = server.now ?? Date.now;
    const database = openDatabase(cluster.dataFile);
    this.name = cluster.name;
    this.tokens = {
      token: cluster.token,
      readOnlyToken: cluster.readOnlyToken,
    };
    this.store = SqliteObjectStore.create({
      database,
      now,
      windowMs: server.history?.windowMs ?? 5 * 60_000,
      maxEvents: server.history?.maxEvents ?? 20_000,
    });
    this.podHistory = PodHistory.create({ store: this.store, database, now });
    this.podLogs =
      cluster.podLogs ??
      PodLogRegistry.create({
        persistence: SqlitePodLogs.create({ database }),
      });
    this.services = cluster.services ?? ServiceRegistry.create();
    this.#open = new Set();
    this.#api = ClusterApi.create({
      store: this.store,
      kinds: cluster.kinds,
      admission: cluster.admission ?? [],
      now,
      random: Math.random,
    });
    this.#api.ensureNamespaces();
    this.store.subscribe(({ type, resource, object }) => {
      if (
        type === 'DELETED' &&
        resource.group === '' &&
        resource.plural === 'pods'
      ) {
        this.podLogs.removePod(
          object.metadata.namespace ?? '',
          object.metadata.name,
        );
      }
    });
    const dependencies: HandlerDependencies = {
      api: this.#api,
      store: this.store,
      registry: this.#api.registry,
      authenticator: Authenticator.create(this.tokens),
      podLogs: this.podLogs,
      services: this.services,
      gitVersion: cluster.gitVersion ?? 'v1.33.3',
      bookmarkIntervalMs: server.bookmarkIntervalMs ?? 15_000,
      now,
      open: this.#open,
    };
    const { key, certificate } = keptCertificate(
      this.store,
      cluster.name,
      now(),
    );
    this.caData = certificate;
    this.#server = createServer(
      { key, cert: certificate },
      (request, response) => {
        void handleRequest(dependencies, request, response);
      },
    );
    // Longer than any client's pause on a busy machine: a connection that is closed while a request is on its way to it
    // fails that request.
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.#server.on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        handleUpgrade(dependencies, request, socket, head),
    );
    this.#sweeper = setInterval(() => this.#api.sweep(), SWEEP_INTERVAL_MS);
    this.#sweeper.unref();
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  client(options?: { readOnly?: boolean }): ClusterClient {
    const { token, readOnlyToken } = this.tokens;
    return createClusterClient({
      kubeConfig: loadKubeConfig({
        url: this.url,
        caData: this.caData,
        token: options?.readOnly ? readOnlyToken : token,
      }),
      userAgent: 'silogen-sandbox',
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#api.stop();
    [...this.#open].forEach(stream => stream.close());
    if (this.#server.listening) {
      const closed = new Promise<void>(resolve => {
        this.#server.close(() => resolve());
      });
      this.#server.closeAllConnections();
      await closed;
    }
    this.store.close();
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }
}

/** The certificate stays the same over restarts, so that a kubeconfig that was read once keeps working. */
function keptCertificate(
  store: ObjectStore,
  name: string,
  nowMs: number,
): KeyAndCertificate {
  const known = store.getMeta('tls');
  if (known) {
    return JSON.parse(known);
  }
  const made = selfSignedCertificate({ commonName: `sandbox ${name}`, nowMs });
  store.setMeta('tls', JSON.stringify(made));
  return made;
}
