import type {
  ClusterProblem,
  CreatePool,
  Pool,
  PoolPreview,
  UpdatePool,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { toCount, toQuantities } from '../clusters/amounts';
import { nodesOf } from '../clusters/clusterFacts';
import { matchesLabels, type NodeFacts } from '../clusters/nodeFacts';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { Announcer } from '../contracts';
import { problem, refuseProblems } from '../problems';
import {
  clusterProblems,
  type ClusterSnapshots,
} from '../quotas/ClusterSnapshots';
import type { OwnershipStore } from '../quotas/OwnershipStore';
import type { SyncStore } from '../quotas/SyncStore';
import { requireVersion } from '../versions';
import { describePool } from './describePool';
import { capacityOf, describePools, overlapsWith } from './poolFacts';
import type { PoolKey, PoolService } from './PoolService';
import type { PoolRecord, PoolStore } from './PoolStore';
import { MAX_POOLS, poolNameProblems, selectorProblems } from './validatePool';

export interface DefaultPoolServiceOptions {
  knex: Knex;
  clusters: ClusterRegistry;
  store: PoolStore;
  snapshots: ClusterSnapshots;
  ownership: OwnershipStore;
  sync: SyncStore;
  announcer: Announcer;
  /** Called when a cluster has something new to be brought to it. */
  onChanged: (cluster: string) => void;
  uuid: () => string;
  now: () => Date;
}

/** The rules of compute pools; knows nothing of who may. */
export class DefaultPoolService implements PoolService {
  readonly #options: DefaultPoolServiceOptions;

  private constructor(options: DefaultPoolServiceOptions) {
    this.#options = options;
  }

  static create(options: DefaultPoolServiceOptions): DefaultPoolService {
    return new DefaultPoolService(options);
  }

  async list(query: {
    cluster?: string;
  }): Promise<{ items: Pool[]; errors: ClusterProblem[] }> {
    const snapshots = await this.#options.snapshots.list(query.cluster);
    const syncs = await this.#options.sync.list({
      kind: 'pool',
      cluster: query.cluster,
    });
    return {
      items: snapshots.flatMap(snapshot =>
        snapshot.plan.pools.map(pool =>
          describePool({
            pool,
            snapshot,
            sync: syncs.find(
              ({ cluster, name }) =>
                cluster === pool.cluster && name === pool.name,
            )?.status,
          }),
        ),
      ),
      errors: clusterProblems(snapshots.map(({ connection }) => connection)),
    };
  }

  async get({ cluster, pool }: PoolKey): Promise<Pool> {
    const { items } = await this.list({ cluster });
    const found = items.find(({ name }) => name === pool);
    if (!found)
      throw problem(
        'notFound',
        'notFound',
        `There is no pool ${pool} on cluster ${cluster}`,
      );
    return found;
  }

  async create(request: CreatePool): Promise<Pool> {
    const connection = this.#options.clusters.get(request.cluster);
    refuseProblems('name.invalid', poolNameProblems(request.name));
    refuseProblems('input.invalid', selectorProblems(request.selector));
    const present = await this.#options.store.list(connection.name);
    if (present.length >= MAX_POOLS) {
      throw problem(
        'conflict',
        'pool.tooMany',
        `Cluster ${connection.name} has ${MAX_POOLS} pools already`,
        [
          {
            field: 'cluster',
            problem: `has ${present.length} pools; a queue can list ${MAX_POOLS}`,
            remedy: 'Delete a pool, or make one of two',
          },
        ],
      );
    }
    await this.#requireFreeName(connection, request.name);
    this.#refuseOverlap(connection, request.name, request.selector, present);
    const inserted = await this.#options.store.insert({
      id: this.#options.uuid(),
      cluster: connection.name,
      name: request.name,
      title: request.title,
      selector: request.selector,
      resource: mainResourceOf(connection, request),
      createdAt: this.#options.now(),
    });
    if (!inserted) throw taken(connection.name, request.name);
    this.#changed(connection.name);
    return this.get({ cluster: connection.name, pool: request.name });
  }

  async update(
    request: PoolKey & { version: number | undefined; change: UpdatePool },
  ): Promise<Pool> {
    const connection = this.#options.clusters.get(request.cluster);
    const found = await this.#find(request);
    requireVersion(`Pool ${found.name}`, found.version, request.version);
    refuseProblems('input.invalid', selectorProblems(request.change.selector));
    const others = (await this.#options.store.list(connection.name)).filter(
      ({ id }) => id !== found.id,
    );
    this.#refuseOverlap(
      connection,
      found.name,
      request.change.selector,
      others,
    );
    const updated = await this.#options.store.update({
      ...found,
      ...request.change,
    });
    if (!updated)
      requireVersion(
        `Pool ${found.name}`,
        (await this.#find(request)).version,
        found.version,
      );
    const resource = mainResourceOf(connection, {
      name: found.name,
      ...request.change,
    });
    if (resource)
      await this.#options.store.rememberResource(found.id, resource);
    this.#changed(connection.name);
    return this.get(request);
  }

  async delete(
    request: PoolKey & { version: number | undefined },
  ): Promise<void> {
    const connection = this.#options.clusters.get(request.cluster);
    const found = await this.#find(request);
    requireVersion(`Pool ${found.name}`, found.version, request.version);
    const { ownership, knex, store, snapshots } = this.#options;
    const revision = await ownership.revision(connection.name);
    const { plan } = await snapshots.of(connection);
    const users = plan.quotas
      .filter(quota =>
        quota.pools.some(
          ({ pool, access }) => pool === found.name && access !== 'none',
        ),
      )
      .map(({ project }) => project);
    if (users.length > 0) {
      throw problem(
        'conflict',
        'conflict.inUse',
        `Pool ${found.name} is used by ${users.length} projects`,
        [
          {
            field: 'pool',
            problem: `is accessible to ${users.slice(0, 5).join(', ')}${
              users.length > 5 ? ', …' : ''
            }`,
            remedy: 'Take their access away first',
          },
        ],
      );
    }
    const deleted = await knex.transaction(async trx => {
      if (!(await ownership.advance(trx, connection.name, revision)))
        return false;
      return store.delete(found, trx);
    });
    if (!deleted) {
      throw problem(
        'conflict',
        'conflict.stale',
        `Quotas or pools of ${connection.name} were changed meanwhile: try again`,
      );
    }
    this.#changed(connection.name);
  }

  async preview(request: {
    cluster: string;
    name?: string;
    selector: Record<string, string>;
  }): Promise<PoolPreview> {
    const connection = this.#options.clusters.get(request.cluster);
    refuseProblems('input.invalid', selectorProblems(request.selector));
    const pools = await this.#options.store.list(connection.name);
    const matching = matchingNodes(connection, request.selector);
    const others = pools.filter(({ name }) => name !== request.name);
    return {
      nodes: matching.slice(0, 100).map(node => ({
        name: node.name,
        ready: node.ready && node.schedulable,
        gpuTitle: node.gpu?.title,
        gpus: node.gpuResource
          ? toCount(node.capacity.get(node.gpuResource))
          : 0,
        pools: others
          .filter(pool => matchesLabels(node, pool.selector))
          .map(pool => pool.name),
      })),
      totalNodes: matching.length,
      capacity: toQuantities(capacityOf(matching)),
      overlaps: overlapsWith(matching, others),
    };
  }

  async #find({ cluster, pool }: PoolKey): Promise<PoolRecord> {
    const found = await this.#options.store.find(cluster, pool);
    if (!found)
      throw problem(
        'notFound',
        'notFound',
        `There is no pool ${pool} on cluster ${cluster}`,
      );
    return found;
  }

  /** A flavor of this name that is not ours would be overwritten. */
  async #requireFreeName(
    connection: ClusterConnection,
    name: string,
  ): Promise<void> {
    const written = await this.#options.ownership.written(connection.name);
    if (
      connection.view.get('ResourceFlavor', name) &&
      !written.ResourceFlavor.has(name)
    ) {
      const { takenOver } = await this.#options.ownership.takeover(
        connection.name,
      );
      // Before a cluster is taken over, the plan names what becomes ours.
      if (takenOver) throw taken(connection.name, name);
    }
  }

  #refuseOverlap(
    connection: ClusterConnection,
    name: string,
    selector: Record<string, string>,
    others: readonly PoolRecord[],
  ): void {
    const overlaps = overlapsWith(matchingNodes(connection, selector), others);
    if (overlaps.length === 0) return;
    throw problem(
      'conflict',
      'pool.overlaps',
      `Pool ${name} would share nodes with ${overlaps
        .map(({ pool }) => pool)
        .join(', ')}`,
      overlaps.map(overlap => ({
        field: 'selector',
        problem: `also selects ${overlap.nodes.slice(0, 5).join(', ')}${
          overlap.nodes.length > 5
            ? ` and ${overlap.nodes.length - 5} more`
            : ''
        } of pool ${overlap.pool}`,
        remedy:
          'Select by labels that no node of another pool has: a node counts in one pool only',
      })),
    );
  }

  #changed(cluster: string): void {
    this.#options.onChanged(cluster);
    this.#options.announcer.announce('pools');
  }
}

function taken(cluster: string, name: string) {
  return problem(
    'conflict',
    'name.taken',
    `There is a pool or flavor ${name} on cluster ${cluster} already`,
    [{ field: 'name', problem: 'is taken', remedy: 'Choose another name' }],
  );
}

function matchingNodes(
  connection: ClusterConnection,
  selector: Record<string, string>,
): NodeFacts[] {
  return nodesOf(connection.view).filter(node => matchesLabels(node, selector));
}

/** Undefined where no node matches now. */
function mainResourceOf(
  connection: ClusterConnection,
  pool: { name: string; title: string; selector: Record<string, string> },
): string | undefined {
  const record = { ...pool, id: '', cluster: connection.name, version: 0 };
  const [facts] = describePools([record], nodesOf(connection.view), {
    kaiwo: connection.writer() === 'kaiwo',
  });
  return facts.nodes.length ? facts.resource : undefined;
}
