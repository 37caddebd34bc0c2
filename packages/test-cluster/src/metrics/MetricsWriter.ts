import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { SandboxSeries, SCRAPE_MS } from '@silogen/sandbox-cluster';
import { typeOf } from '../apply';
import { ObservedCluster } from './ObservedCluster';
import type { WrittenSeries } from './remoteWrite';

export interface MetricsWriterOptions {
  client: Pick<ClusterClient, 'server' | 'discover' | 'listAll'>;
  /** Label `k8s_cluster_name` of all series. */
  cluster: string;
  write(series: readonly WrittenSeries[]): Promise<void>;
  /** Told when writing begins to fail, and when it works again. */
  onProgress(text: string): void;
  now?(): number;
}

/**
 * Writes, four times a minute, what kube-state-metrics and the GPU exporters would say about the nodes and pods that a
 * cluster's API has at that moment. Which series there are comes from these objects, the readings of the GPUs from the
 * sandbox's model of them.
 */
export class MetricsWriter {
  readonly #options: MetricsWriterOptions;
  readonly #observed: ObservedCluster;
  readonly #series: SandboxSeries;
  readonly #now: () => number;
  #atMs = 0;
  /** Labels of the series that the store has a value of, by their text. */
  #written = new Map<string, WrittenSeries['labels']>();
  #problem: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #stopped = false;

  static create(options: MetricsWriterOptions): MetricsWriter {
    return new MetricsWriter(options);
  }

  private constructor(options: MetricsWriterOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#observed = ObservedCluster.create(options.cluster);
    this.#series = SandboxSeries.create({
      clusters: [this.#observed],
      seed: 'test-cluster',
      now: () => this.#atMs,
    });
  }

  /** Resolves after the first attempt; further ones follow until `stop`. */
  async start(): Promise<void> {
    this.#writing = this.#attempt();
    await this.#writing;
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#writing;
  }

  /** Writes the samples of one time, a multiple of {@link SCRAPE_MS}. */
  async writeAt(timeMs: number): Promise<void> {
    const [nodes, pods] = await Promise.all([
      this.#list('Node'),
      this.#list('Pod'),
    ]);
    this.#atMs = timeMs;
    this.#observed.observe({ nodes, pods }, timeMs);
    const samples = new Map<string, WrittenSeries>();
    for (const series of this.#series.select([], timeMs - SCRAPE_MS, timeMs)) {
      if (series.sampleTime(timeMs, SCRAPE_MS) === timeMs) {
        const { labels } = series;
        samples.set(textOf(labels), {
          labels,
          samples: [[timeMs, series.value(timeMs)]],
        });
      }
    }
    const ended = [...this.#written]
      .filter(([text]) => !samples.has(text))
      .map(([, labels]) => ({
        labels,
        samples: [[timeMs, undefined] as const],
      }));
    const before = this.#written;
    const after = new Map(
      [...samples].map(([text, { labels }]) => [text, labels]),
    );
    // Unless all of it arrives, what was there before and what is there now may have to be ended later.
    this.#written = new Map([...before, ...after]);
    await this.#options.write([...samples.values(), ...ended]);
    this.#written = after;
  }

  async #attempt(): Promise<void> {
    const { cluster, onProgress } = this.#options;
    try {
      await this.writeAt(Math.floor(this.#now() / SCRAPE_MS) * SCRAPE_MS);
      if (this.#problem !== undefined) {
        onProgress(`the metrics of ${cluster} are written again`);
      }
      this.#problem = undefined;
    } catch (error) {
      const problem = reasonOf(error);
      if (this.#problem === undefined && !this.#stopped) {
        onProgress(
          `the metrics of ${cluster} cannot be written; this is tried again: ${problem}`,
        );
      }
      this.#problem = problem;
    }
  }

  #schedule(): void {
    if (this.#stopped) {
      return;
    }
    const delayMs = SCRAPE_MS - (this.#now() % SCRAPE_MS);
    this.#timer = setTimeout(() => {
      this.#writing = this.#attempt();
      void this.#writing.then(() => this.#schedule());
    }, delayMs);
  }

  async #list(kind: 'Node' | 'Pod'): Promise<KubeObject[]> {
    const { client } = this.#options;
    const type = await typeOf(client, { apiVersion: 'v1', kind });
    const objects: KubeObject[] = [];
    for await (const object of client.listAll(type)) {
      objects.push(object);
    }
    return objects;
  }
}

/** The same text for the same labels: they come from the same code in the same order. */
function textOf(labels: WrittenSeries['labels']): string {
  return JSON.stringify(labels);
}

/** With what lies below it: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  const { message = String(error), cause } = error as Partial<Error>;
  const below = cause as { code?: string; message?: string } | undefined;
  return below ? `${message} (${below.code ?? below.message})` : message;
}
