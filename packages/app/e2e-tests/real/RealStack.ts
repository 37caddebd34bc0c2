import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, PortalStack, root } from '../stack';
import type { PortalLibrary, StackSettings, Toolchain } from '../stack';

export type Hall = 'hall-a' | 'hall-b';

/** A part of a cluster that can be killed alone, as `packages/test-cluster` calls it. */
export type Component =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kwok'
  | 'kueue'
  | 'kaiwo'
  | 'mimir';

type Command =
  | { kill: string }
  | { start: string }
  | {
      log: {
        namespace: string;
        pod: string;
        container: string;
        lines: string[];
      };
    };
interface RealCluster {
  ready: { metrics: { mimir: string } };
  ask(command: Command): Promise<object>;
}
/** The part of `.toolchain/lib` that `npm run start:real-cluster` starts its clusters with. */
interface RealClusters {
  metricsConfigOf(dataDir: string): string;
  startRealClusters(
    toolchain: Toolchain,
    settings: StackSettings,
  ): Promise<Map<string, RealCluster>>;
  endRealClusters(clusters: Map<string, RealCluster>): Promise<void>;
}

/** Whose series the clusters write. */
const TENANT = 'real-cluster';
/** What the simulated nodes read. */
const RUN_FOR = 'test-cluster.silogen.ai/run-for';
/** What an engine leaves on its pod. */
const RESULT = 'airm.silogen.ai/result';

/** One portal on real Kubernetes and Kueue with simulated nodes, each of whose processes a test may kill. */
export class RealStack extends PortalStack {
  static async create(): Promise<RealStack> {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-real-e2e-'));
    fs.mkdirSync(path.join(dataDir, 'portal'));
    const library = path.join(root, '.toolchain/lib');
    const processes: PortalLibrary = await import(
      path.join(library, 'processes.mjs')
    );
    const realClusters: RealClusters = await import(
      path.join(library, 'realClusters.mjs')
    );
    return new RealStack(processes, realClusters, {
      dataDir,
      portalPort: await freePort(),
      workspacesPort: await freePort(),
      metricsPort: await freePort(),
      kubeconfig: path.join(dataDir, 'kubeconfig'),
      extraConfigs: [realClusters.metricsConfigOf(dataDir)],
    });
  }

  readonly #library: RealClusters;
  #clusters = new Map<string, RealCluster>();

  private constructor(
    portal: PortalLibrary,
    library: RealClusters,
    settings: StackSettings,
  ) {
    super(portal, settings);
    this.#library = library;
  }

  /** What stands before `/api/v1` of the Mimir that has the series of both halls. */
  get mimir(): string {
    return this.#cluster('hall-a').ready.metrics.mimir;
  }

  /** The value of a PromQL query that has one series at most. */
  async askMimir(query: string): Promise<number | undefined> {
    const response = await fetch(`${this.mimir}/api/v1/query`, {
      method: 'POST',
      headers: { 'x-scope-orgid': TENANT },
      body: new URLSearchParams({ query }),
    });
    if (!response.ok)
      throw new Error(`${query}: ${response.status} ${await response.text()}`);
    const { result } = (await response.json()).data;
    return result.length === 0 ? undefined : Number(result[0].value[1]);
  }

  /** Ends a part of a cluster with SIGKILL. */
  async kill(hall: Hall, component: Component): Promise<void> {
    await this.#ask(hall, { kill: component });
  }

  /** Starts a part of a cluster again, as a supervisor would; resolves when others can rely on it. */
  async revive(hall: Hall, component: Component): Promise<void> {
    await this.#ask(hall, { start: component });
  }

  async engineSays(run: string, lines: string[]): Promise<void> {
    for (const { metadata, spec } of await this.podsOf('hall-a', run)) {
      for (const { name } of spec.containers) {
        await this.#ask('hall-a', {
          log: {
            namespace: metadata.namespace!,
            pod: metadata.name,
            container: name,
            lines,
          },
        });
      }
    }
  }

  async engineEnds(
    run: string,
    metrics: Record<string, number> = {},
    hall: Hall = 'hall-a',
  ): Promise<void> {
    for (const { metadata } of await this.podsOf(hall, run)) {
      await this.kubePatch(
        hall,
        `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`,
        {
          metadata: {
            annotations: {
              [RUN_FOR]: '1s',
              [RESULT]: JSON.stringify({ metrics }),
            },
          },
        },
      );
    }
  }

  async podsOf(hall: Hall, run: string) {
    const selector = encodeURIComponent(`airm.silogen.ai/workload-id=${run}`);
    return (await this.kubeGet(hall, `/api/v1/pods?labelSelector=${selector}`))
      .items;
  }

  protected async startClusters(): Promise<void> {
    this.#clusters = await this.#library.startRealClusters(
      this.toolchain,
      this.settings,
    );
  }

  protected async stopClusters(): Promise<void> {
    await this.#library.endRealClusters(this.#clusters);
  }

  async #ask(hall: Hall, command: Command): Promise<void> {
    await this.#cluster(hall).ask(command);
  }

  #cluster(hall: Hall): RealCluster {
    const cluster = this.#clusters.get(hall);
    if (!cluster) throw new Error(`${hall} was not started`);
    return cluster;
  }
}
