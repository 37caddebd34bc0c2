import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { kubeRequest, type KubeItem } from './kube';

export type { KubeItem } from './kube';

export const root = path.resolve(__dirname, '../../..');

/** Where `.toolchain/lib` runs things. */
export interface Toolchain {
  root: string;
  env: NodeJS.ProcessEnv;
  node: string;
}
/** What a portal is started with, whatever its clusters are. */
export interface StackSettings {
  dataDir: string;
  portalPort: number;
  workspacesPort: number;
  metricsPort: number;
  kubeconfig: string;
  /** Laid over `app-config.yaml`. */
  extraConfigs: string[];
  /** What starts the portal, below `packages/backend`; left out, what `npm start` starts. */
  entry?: string;
}
/** The part of `.toolchain/lib` that starts a portal. */
export interface PortalLibrary<S extends StackSettings = StackSettings> {
  startPortal(toolchain: Toolchain, settings: S): ChildProcess;
  untilPortalReady(child: ChildProcess, settings: S): Promise<void>;
}

/** One portal with its clusters, in a data folder of its own, whose processes a test may kill and restart. */
export abstract class PortalStack<S extends StackSettings = StackSettings> {
  readonly settings: S;
  protected readonly toolchain: Toolchain = { root, env: process.env, node: process.execPath };
  readonly #library: PortalLibrary<S>;
  #portal: ChildProcess | undefined;

  protected constructor(library: PortalLibrary<S>, settings: S) {
    this.#library = library;
    this.settings = settings;
  }

  /** Has a run on hall-a write these lines to its log, where no simulated engine writes any by itself. */
  abstract engineSays(run: string, lines: string[]): Promise<void>;
  /** Has a run on hall-a end well with these metrics, where no simulated engine ends by itself. */
  abstract engineEnds(run: string, metrics: Record<string, number>): Promise<void>;

  protected abstract startClusters(): Promise<void>;
  protected abstract stopClusters(): Promise<void>;

  get url(): string {
    return `http://localhost:${this.settings.portalPort}`;
  }

  async startPortal(): Promise<void> {
    this.#portal = this.#library.startPortal(this.toolchain, this.settings);
    await this.#library.untilPortalReady(this.#portal, this.settings);
  }

  async start(): Promise<void> {
    await this.startClusters();
    await this.startPortal();
    await this.#untilCatalogued();
  }

  /** Resolves when the catalogue has read as many workloads as there are files. Only the first start has to wait for it. */
  async #untilCatalogued(): Promise<void> {
    const files = fs.readdirSync(path.join(root, 'catalog-info/workloads'));
    const wanted = files.filter(name => name.endsWith('.yaml') && !name.endsWith('.sources.yaml')).length;
    const signal = AbortSignal.timeout(120_000);
    const token = await this.token('administrator');
    for (;;) {
      const answer = await fetch(`${this.url}/api/catalog/entities/by-query?filter=kind=aiworkload&limit=0`, {
        headers: { authorization: `Bearer ${token}` },
        signal,
      });
      if (answer.ok && (await answer.json()).totalItems >= wanted) return;
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  killPortal(): Promise<void> {
    return kill(this.#portal);
  }

  get portalPid(): number {
    return pidOf(this.#portal);
  }

  /** Resolves when the portal has ended, without ending it. */
  untilPortalEnded(): Promise<void> {
    return gone(this.#portal);
  }

  async stop(): Promise<void> {
    await Promise.all([kill(this.#portal), this.stopClusters()]);
    if (process.env.KEEP_PORTAL_DATA !== '1') {
      fs.rmSync(this.settings.dataDir, { recursive: true, force: true });
    }
  }

  /** GET on a cluster's API with the kubeconfig's credentials: what kubectl would see. */
  kubeGet<T = { items: KubeItem[] }>(cluster: string, apiPath: string): Promise<T> {
    return this.#kube<T>({ cluster, path: apiPath, method: 'GET' });
  }

  /** POST in the same way, such as to what a Service serves through `services/proxy`. */
  kubePost<T = unknown>(cluster: string, apiPath: string, body: object): Promise<T> {
    return this.#kube<T>({ cluster, path: apiPath, method: 'POST', body });
  }

  /** A JSON merge patch in the same way. */
  kubePatch<T = KubeItem>(cluster: string, apiPath: string, body: object): Promise<T> {
    return this.#kube<T>({ cluster, path: apiPath, method: 'PATCH', body });
  }

  #kube<T>(request: { cluster: string; path: string; method: 'GET' | 'POST' | 'PATCH'; body?: object }): Promise<T> {
    return kubeRequest<T>({ kubeconfig: this.settings.kubeconfig, ...request });
  }

  /** A token of the portal for one trial account. */
  async token(account: string): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/trial-accounts/refresh`, {
      headers: { 'x-trial-account': account, 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok) throw new Error(`sign-in of ${account}: ${response.status} ${await response.text()}`);
    return (await response.json()).backstageIdentity.token;
  }

  /** A request to the Resource Manager as one trial account. */
  async api(
    account: string,
    method: string,
    apiPath: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: any; headers: Headers }> {
    const response = await fetch(`${this.url}/api/resource-manager/v1${apiPath}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(account)}`,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
  }
}

export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export function pidOf(child: ChildProcess | undefined): number {
  if (child?.pid === undefined) throw new Error('This process of the stack was not started');
  return child.pid;
}

/** Resolves when a process has ended, without ending it. */
export function gone(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => child.once('exit', () => resolve()));
}

export async function kill(child: ChildProcess | undefined): Promise<void> {
  child?.kill('SIGKILL');
  await gone(child);
}
