import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../../..');

/** The parts of `.toolchain/lib` that start the two processes of a portal. */
interface Processes {
  startSandbox(toolchain: Toolchain, settings: Settings): Promise<ChildProcess>;
  startPortal(toolchain: Toolchain, settings: Settings): ChildProcess;
  untilPortalReady(child: ChildProcess, settings: Settings): Promise<void>;
}
interface Toolchain {
  root: string;
  env: NodeJS.ProcessEnv;
  node: string;
}
/** What the clusters begin with: nodes only, or a world with a past. */
type World = 'bare' | 'seeded';
interface Settings {
  dataDir: string;
  portalPort: number;
  workspacesPort: number;
  sandboxPorts: number[];
  sandboxSpeed: string;
  sandboxWorld: World;
  metricsPort: number;
  kubeconfig: string;
  /** Laid over `app-config.yaml`. */
  extraConfigs: string[];
  /** What starts the portal, below `packages/backend`; left out, what `npm start` starts. */
  entry?: string;
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** One portal with its sandbox clusters, in a data folder of its own, whose processes a test may kill and restart. */
export class PortalStack {
  static async create(
    options: { speed?: number; entry?: string; world?: World } = {},
  ): Promise<PortalStack> {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-e2e-'));
    fs.mkdirSync(path.join(dataDir, 'portal'));
    const library: Processes = await import(path.join(root, '.toolchain/lib/processes.mjs'));
    return new PortalStack(library, {
      dataDir,
      portalPort: await freePort(),
      workspacesPort: await freePort(),
      sandboxPorts: [await freePort(), await freePort()],
      sandboxSpeed: String(options.speed ?? 1),
      sandboxWorld: options.world ?? 'bare',
      metricsPort: await freePort(),
      kubeconfig: path.join(dataDir, 'sandbox', 'kubeconfig'),
      extraConfigs: [],
      entry: options.entry,
    });
  }

  readonly settings: Settings;
  readonly #library: Processes;
  readonly #toolchain: Toolchain = { root, env: process.env, node: process.execPath };
  #sandbox: ChildProcess | undefined;
  #portal: ChildProcess | undefined;

  private constructor(library: Processes, settings: Settings) {
    this.#library = library;
    this.settings = settings;
  }

  get url(): string {
    return `http://localhost:${this.settings.portalPort}`;
  }

  async startSandbox(): Promise<void> {
    this.#sandbox = await this.#library.startSandbox(this.#toolchain, this.settings);
  }

  async startPortal(): Promise<void> {
    this.#portal = this.#library.startPortal(this.#toolchain, this.settings);
    await this.#library.untilPortalReady(this.#portal, this.settings);
  }

  async start(): Promise<void> {
    await this.startSandbox();
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

  killSandbox(): Promise<void> {
    return kill(this.#sandbox);
  }

  killPortal(): Promise<void> {
    return kill(this.#portal);
  }

  get portalPid(): number {
    return pidOf(this.#portal);
  }

  get sandboxPid(): number {
    return pidOf(this.#sandbox);
  }

  /** Resolves when the portal has ended, without ending it. */
  untilPortalEnded(): Promise<void> {
    return gone(this.#portal);
  }

  /** Resolves when the sandbox has ended, without ending it. */
  untilSandboxEnded(): Promise<void> {
    return gone(this.#sandbox);
  }

  async stop(): Promise<void> {
    await Promise.all([kill(this.#portal), kill(this.#sandbox)]);
    if (process.env.KEEP_PORTAL_DATA !== '1') {
      fs.rmSync(this.settings.dataDir, { recursive: true, force: true });
    }
  }

  /** GET on a cluster's API with the kubeconfig's credentials: what kubectl would see. */
  kubeGet<T = { items: KubeItem[] }>(cluster: string, apiPath: string): Promise<T> {
    return this.#kube<T>(cluster, apiPath, { method: 'GET' });
  }

  /** POST in the same way, such as to what a Service serves through `services/proxy`. */
  kubePost<T = unknown>(cluster: string, apiPath: string, body: object): Promise<T> {
    return this.#kube<T>(cluster, apiPath, { method: 'POST', body: JSON.stringify(body) });
  }

  #kube<T>(cluster: string, apiPath: string, options: { method: string; body?: string }): Promise<T> {
    const config = parse(fs.readFileSync(this.settings.kubeconfig, 'utf8'));
    const entry = (list: string, name: string) =>
      config[list].find((candidate: { name: string }) => candidate.name === name);
    const { context } = entry('contexts', cluster);
    const { server, 'certificate-authority-data': ca } = entry('clusters', context.cluster).cluster;
    const { token } = entry('users', context.user).user;
    return new Promise((resolve, reject) => {
      const request = https.request(
        `${server}${apiPath}`,
        {
          method: options.method,
          ca: Buffer.from(ca, 'base64'),
          headers: {
            authorization: `Bearer ${token}`,
            ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(JSON.parse(text));
            else reject(new Error(`${apiPath}: ${response.statusCode} ${text}`));
          });
        },
      );
      request.on('error', reject);
      request.end(options.body);
    });
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

/** The little that the tests read of a Kubernetes object. */
export interface KubeItem {
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    uid: string;
    ownerReferences?: { kind: string; name: string }[];
  };
  spec: any;
  status?: any;
}

function pidOf(child: ChildProcess | undefined): number {
  if (child?.pid === undefined) throw new Error('This process of the stack was not started');
  return child.pid;
}

function gone(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => child.once('exit', () => resolve()));
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  child?.kill('SIGKILL');
  await gone(child);
}
