import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ClusterLease, Fence } from '../contracts';

interface LeaseRow {
  cluster: string;
  holder: string;
  counter: number;
  expires_at_ms: number | string;
}

/**
 * One lease a cluster in the database. A holder renews it well before it ends; whoever takes an ended one over raises
 * the counter, which makes every write of the former holder fail in its transaction.
 */
export class DatabaseClusterLease implements ClusterLease {
  readonly #options: DatabaseClusterLeaseOptions;
  readonly #held = new Map<string, { fence: Fence; untilMs: number }>();
  readonly #listeners = new Set<(cluster: string) => void>();
  #timer?: NodeJS.Timeout;
  #renewing?: Promise<void>;
  #stopped = false;

  private constructor(options: DatabaseClusterLeaseOptions) {
    this.#options = options;
  }

  static create(options: DatabaseClusterLeaseOptions): DatabaseClusterLease {
    return new DatabaseClusterLease(options);
  }

  held(cluster: string): Fence | undefined {
    const lease = this.#held.get(cluster);
    return lease && lease.untilMs > this.#options.now().getTime()
      ? lease.fence
      : undefined;
  }

  onChange(listener: (cluster: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async withFence<T>(
    fence: Fence,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.#options.knex.transaction(async trx => {
      const query = trx<LeaseRow>('cluster_leases').where({
        cluster: fence.cluster,
        holder: this.#options.holder,
        counter: fence.counter,
      });
      // Locks the row, so that nobody takes over between this check and the commit; SQLite has one writer anyway.
      const held = await query.first().modify(builder => {
        if (trx.client.config.client.includes('pg')) builder.forUpdate();
      });
      if (!held) {
        throw new ConflictError(
          `Another replica has taken over cluster ${fence.cluster}`,
        );
      }
      return work(trx);
    });
  }

  /** Tries for the leases now, and then again and again. */
  async start(): Promise<void> {
    await this.renew();
  }

  /** Gives the leases back, so that another replica need not wait for their end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#renewing;
    const { knex, holder } = this.#options;
    await knex<LeaseRow>('cluster_leases')
      .where({ holder })
      .update({ expires_at_ms: 0 });
    this.#held.clear();
  }

  async renew(): Promise<void> {
    clearTimeout(this.#timer);
    this.#renewing ??= this.#renewAll().finally(() => {
      this.#renewing = undefined;
      if (this.#stopped) return;
      this.#timer = setTimeout(() => void this.renew(), this.#durationMs / 3);
      this.#timer.unref();
    });
    await this.#renewing;
  }

  get #durationMs(): number {
    return this.#options.durationMs ?? 15_000;
  }

  async #renewAll(): Promise<void> {
    for (const cluster of this.#options.clusters) {
      try {
        await this.#renewOne(cluster);
      } catch (error) {
        this.#options.logger.warn(
          `The lease of cluster ${cluster} could not be renewed: ${error}`,
        );
      }
    }
  }

  async #renewOne(cluster: string): Promise<void> {
    const before = this.#held.get(cluster)?.fence.counter;
    const untilMs = this.#options.now().getTime() + this.#durationMs;
    const counter = await this.#acquire(cluster, untilMs);
    if (counter === undefined) this.#held.delete(cluster);
    else this.#held.set(cluster, { fence: { cluster, counter }, untilMs });
    if (counter !== before) {
      for (const listener of this.#listeners) listener(cluster);
    }
  }

  /** The counter when it is ours now. */
  async #acquire(
    cluster: string,
    untilMs: number,
  ): Promise<number | undefined> {
    const { knex, holder, now } = this.#options;
    const renewed = await knex<LeaseRow>('cluster_leases')
      .where({ cluster, holder })
      .update({ expires_at_ms: untilMs });
    if (!renewed) {
      await knex<LeaseRow>('cluster_leases')
        .insert({ cluster, holder: '', counter: 0, expires_at_ms: 0 })
        .onConflict('cluster')
        .ignore();
      await knex<LeaseRow>('cluster_leases')
        .where({ cluster })
        .andWhere('expires_at_ms', '<=', now().getTime())
        .update({
          holder,
          counter: knex.raw('counter + 1'),
          expires_at_ms: untilMs,
        });
    }
    const row = await knex<LeaseRow>('cluster_leases')
      .where({ cluster, holder })
      .first();
    return row?.counter;
  }
}

export interface DatabaseClusterLeaseOptions {
  knex: Knex;
  clusters: readonly string[];
  /** Unique to this process. */
  holder: string;
  logger: LoggerService;
  now: () => Date;
  /** How long a lease lasts without being renewed; 15 s when left out. */
  durationMs?: number;
}
