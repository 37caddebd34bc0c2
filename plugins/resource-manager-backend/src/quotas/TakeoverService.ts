import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { TakeoverPlan } from '@silogen/backstage-plugin-resource-manager-common';
import { callerName } from '../callers';
import { nodesOf } from '../clusters/clusterFacts';
import { requireReachable } from '../clusters/requireReachable';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { Announcer, ClusterLease, Fence } from '../contracts';
import { proposePools, type ProposedPool } from '../pools/proposePools';
import type { PoolStore } from '../pools/PoolStore';
import { describePools } from '../pools/poolFacts';
import { problem } from '../problems';
import type { ClusterPlanner } from './ClusterPlanner';
import { desiredQueues, type DesiredQueues } from './desiredQueues';
import type { OwnershipStore } from './OwnershipStore';
import { COHORT } from './queueShape';
import { takeoverPlan, type TakeoverDecision } from './takeoverPlan';
import { writerProblem } from './writerProblem';
import type { Knex } from 'knex';
import { isGpuResource } from '../clusters/amounts';

export interface TakeoverServiceOptions {
  clusters: ClusterRegistry;
  planner: ClusterPlanner;
  ownership: OwnershipStore;
  pools: PoolStore;
  lease: ClusterLease;
  knex: Knex;
  /** Clusters whose configuration consents. */
  consented: ReadonlySet<string>;
  announcer: Announcer;
  logger: LoggerService;
  uuid: () => string;
  now: () => Date;
}

/** Makes this portal the manager of a cluster's queues. It decides whose objects are whose; the reconciler writes them. */
export class TakeoverService {
  readonly #options: TakeoverServiceOptions;

  private constructor(options: TakeoverServiceOptions) {
    this.#options = options;
  }

  static create(options: TakeoverServiceOptions): TakeoverService {
    return new TakeoverService(options);
  }

  async plan(cluster: string): Promise<TakeoverPlan> {
    const connection = this.#options.clusters.get(cluster);
    requireReachable(connection);
    return (await this.#decide(connection)).plan;
  }

  async takeOver(
    request: { cluster: string; planId: string },
    options: { credentials: BackstageCredentials },
  ): Promise<void> {
    const connection = this.#options.clusters.get(request.cluster);
    requireReachable(connection);
    const decision = await this.#decide(connection);
    if (!decision.plan.needed) return;
    if (decision.plan.planId !== request.planId) {
      throw problem(
        'precondition',
        'conflict.stale',
        'The cluster has changed since the plan was made',
        [
          {
            field: 'planId',
            problem: 'is of an older plan',
            remedy: 'Look at the plan again',
          },
        ],
      );
    }
    const [blocking] = decision.plan.problems;
    if (blocking) {
      throw problem(
        'conflict',
        writerProblem(connection)?.code ?? 'cluster.unsupported',
        `${blocking.field} ${blocking.problem}: ${blocking.remedy}`,
        decision.plan.problems,
      );
    }
    await this.#options.knex.transaction(trx =>
      this.#carryOut(trx, {
        connection,
        decision,
        by: callerName(options.credentials),
      }),
    );
    this.#options.announcer.announce('clusters');
  }

  /** Takes over by the configuration's consent, as soon as nothing stands against it. */
  async takeOverByConsent(
    connection: ClusterConnection,
    fence: Fence,
  ): Promise<void> {
    const { consented, ownership, lease, logger } = this.#options;
    if (!consented.has(connection.name) || connection.writer() === 'none')
      return;
    if (
      (await ownership.takeover(connection.name)).takenOver ||
      !connection.view.synced('Node')
    )
      return;
    const decision = await this.#decide(connection);
    if (decision.plan.problems.length > 0) {
      const texts = decision.plan.problems.map(
        ({ field, problem: text, remedy }) => `${field} ${text}: ${remedy}`,
      );
      logger.warn(
        `Cluster ${connection.name} cannot be taken over yet: ${texts.join(
          '; ',
        )}`,
      );
      return;
    }
    await lease.withFence(fence, trx =>
      this.#carryOut(trx, { connection, decision, by: 'configuration' }),
    );
    logger.info(
      `Cluster ${connection.name} is managed by this portal from now on`,
    );
    this.#options.announcer.announce('clusters');
  }

  async #decide(
    connection: ClusterConnection,
  ): Promise<TakeoverDecision & { proposed: ProposedPool[] }> {
    const { planner, ownership } = this.#options;
    const { takenOver } = await ownership.takeover(connection.name);
    const plan = await planner.plan(connection);
    const proposed = plan.pools.length
      ? []
      : proposePools(nodesOf(connection.view));
    const refusal = writerProblem(connection);
    const decision = takeoverPlan({
      view: connection.view,
      writer: connection.writer(),
      takenOver,
      desired: proposed.length
        ? this.#desiredWith(connection, proposed, plan.catchAll)
        : plan.desired,
      catchAll: plan.catchAll,
      proposed,
      written: plan.written,
      problems: refusal ? [refusal.detail] : [],
    });
    return { ...decision, proposed };
  }

  /** The queues as they will be once the proposed pools are stored; no project has access to them yet. */
  #desiredWith(
    connection: ClusterConnection,
    proposed: readonly ProposedPool[],
    catchAll: string,
  ): DesiredQueues {
    const nodes = nodesOf(connection.view);
    const records = proposed.map(pool => ({
      ...pool,
      id: pool.name,
      cluster: connection.name,
      version: 1,
    }));
    const pools = describePools(records, nodes, {
      kaiwo: connection.writer() === 'kaiwo',
    });
    return desiredQueues({
      pools: pools.map(pool => ({
        name: pool.name,
        nodeLabels: pool.nodeLabels,
        mainResource: pool.resource,
        capacity: pool.capacity,
      })),
      gpuResources: [
        ...new Set(nodes.flatMap(node => [...node.capacity.keys()])),
      ].filter(isGpuResource),
      projects: [],
      cohort: COHORT,
      catchAll,
    });
  }

  async #carryOut(
    trx: Knex.Transaction,
    options: {
      connection: ClusterConnection;
      decision: TakeoverDecision & { proposed: readonly ProposedPool[] };
      by: string;
    },
  ): Promise<void> {
    const { ownership, pools, uuid, now } = this.#options;
    const { connection, decision, by } = options;
    for (const pool of decision.proposed) {
      await pools.insert(
        { ...pool, id: uuid(), cluster: connection.name, createdAt: now() },
        trx,
      );
    }
    await ownership.claim(trx, connection.name, decision.claims);
    await ownership.markTakenOver(trx, {
      cluster: connection.name,
      at: now(),
      by,
    });
  }
}
