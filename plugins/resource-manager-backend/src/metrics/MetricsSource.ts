import type { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsError } from './MetricsError';
import type { NamedQuery, QueryContext } from './queries';
import { PrometheusClient, type TimeRange } from './PrometheusClient';
import type { Sample, Series } from './readAnswer';
import { ANY_CLUSTER, type MetricsConfig } from './readMetricsConfig';

/** A value or line with the portal's name of its cluster. */
export type OfCluster<T> = T & { cluster: string };

export interface SourceHealth {
  lastSuccess?: Date;
  /** Present while the newest question has failed. */
  problem?: { message: string; remedy: string };
}

export interface MetricsSourceOptions {
  config: MetricsConfig;
  /** Names of the portal's clusters. */
  clusters: readonly string[];
  logger: LoggerService;
  now: () => Date;
}

/** Asks the registered queries for all clusters, whoever their tenants are, and remembers how that went. */
export class MetricsSource {
  readonly #client: PrometheusClient;
  readonly #context: QueryContext;
  readonly #config: MetricsConfig;
  readonly #clusters: readonly string[];
  readonly #byValue: Map<string, string>;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  #health: SourceHealth = {};

  private constructor(options: MetricsSourceOptions) {
    const { config, clusters, now } = options;
    this.#client = PrometheusClient.create({
      config,
      now: () => now().getTime(),
    });
    this.#context = {
      clusterLabel: config.clusterLabel,
      amdPrefix: config.amdPrefix,
    };
    this.#config = config;
    this.#clusters = clusters;
    this.#byValue = new Map(
      clusters.map(name => [config.clusterValues.get(name) ?? name, name]),
    );
    this.#logger = options.logger;
    this.#now = now;
  }

  static create(options: MetricsSourceOptions): MetricsSource {
    return new MetricsSource(options);
  }

  get health(): SourceHealth {
    return this.#health;
  }

  /** @throws MetricsError */
  async instant<P>(
    query: NamedQuery<P>,
    params: P,
  ): Promise<OfCluster<Sample>[]> {
    return this.#ask(query, params, options => this.#client.instant(options));
  }

  /** @throws MetricsError */
  async range<P>(
    query: NamedQuery<P>,
    params: P,
    range: TimeRange,
  ): Promise<OfCluster<Series>[]> {
    return this.#ask(query, params, options =>
      this.#client.range({ ...options, ...range }),
    );
  }

  /** One question a tenant: most installations have one. */
  async #ask<P, T extends { labels: Record<string, string> }>(
    query: NamedQuery<P>,
    params: P,
    send: (options: { query: string; tenant?: string }) => Promise<T[]>,
  ): Promise<OfCluster<T>[]> {
    const text = query.build(this.#context, query.params.parse(params));
    try {
      const answers = await Promise.all(
        this.#tenants().map(async ({ tenant, clusters }) =>
          (
            await send({ query: text, tenant })
          ).flatMap(item => {
            const cluster = this.#clusterOf(item.labels, clusters);
            return cluster === undefined ? [] : [{ ...item, cluster }];
          }),
        ),
      );
      this.#health = { lastSuccess: this.#now() };
      return answers.flat();
    } catch (error) {
      this.#failed(query.name, text, error);
      throw error;
    }
  }

  #failed(name: string, text: string, error: unknown): void {
    const { message, remedy } =
      error instanceof MetricsError
        ? error
        : { message: String(error), remedy: 'Look into the log of the portal' };
    if (this.#health.problem?.message !== message) {
      this.#logger.warn(`Metrics query ${name} failed: ${message}. ${remedy}`);
      this.#logger.debug(`Metrics query ${name} is ${text}`);
    }
    this.#health = { ...this.#health, problem: { message, remedy } };
  }

  #tenants(): { tenant?: string; clusters: string[] }[] {
    const { tenants } = this.#config;
    const groups = new Map<string | undefined, string[]>();
    for (const cluster of this.#clusters) {
      const tenant = tenants.get(cluster) ?? tenants.get(ANY_CLUSTER);
      groups.set(tenant, [...(groups.get(tenant) ?? []), cluster]);
    }
    return [...groups].map(([tenant, clusters]) => ({ tenant, clusters }));
  }

  /** Series of a tenant with one cluster need no label; those of clusters that the portal does not know are left out. */
  #clusterOf(
    labels: Record<string, string>,
    clusters: readonly string[],
  ): string | undefined {
    const value = labels[this.#context.clusterLabel];
    if (value === undefined || value === '')
      return clusters.length === 1 ? clusters[0] : undefined;
    const cluster = this.#byValue.get(value);
    return cluster !== undefined && clusters.includes(cluster)
      ? cluster
      : undefined;
  }
}
