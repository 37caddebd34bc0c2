import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type { ClusterConnection } from '../clusters/types';
import type { DepartmentStore } from '../departments/DepartmentStore';
import type { PoolCatalog } from '../pools/PoolCatalog';
import type { PoolStore } from '../pools/PoolStore';
import type { ProjectStore } from '../projects/ProjectStore';
import type { OwnershipStore } from '../quotas/OwnershipStore';
import type { QuotaStore } from '../quotas/QuotaStore';
import type { SeedConfig, SeedQuota } from './readSeed';

type SeedKind = 'department' | 'project' | 'pool' | 'quota';

export interface SeedServiceOptions {
  knex: Knex;
  seed: SeedConfig;
  departments: DepartmentStore;
  projects: ProjectStore;
  pools: PoolStore;
  catalog: PoolCatalog;
  quotas: QuotaStore;
  ownership: OwnershipStore;
  logger: LoggerService;
  uuid: () => string;
  now: () => Date;
}

/** Inserts what the configuration starts with, each entry once for ever. */
export class SeedService {
  readonly #options: SeedServiceOptions;

  private constructor(options: SeedServiceOptions) {
    this.#options = options;
  }

  static create(options: SeedServiceOptions): SeedService {
    return new SeedService(options);
  }

  /** Departments, projects and pools: needs no cluster. */
  async seedOrganisation(): Promise<void> {
    const { seed, departments, projects, pools, uuid, now } = this.#options;
    for (const department of parentsFirst(seed.departments)) {
      await this.#once('department', department.name, async () => {
        const parent = department.parent
          ? await departments.find(department.parent)
          : undefined;
        await departments.insert({
          ...department,
          id: uuid(),
          parentId: parent?.id,
          createdAt: now(),
        });
      });
    }
    for (const project of seed.projects) {
      await this.#once('project', project.name, async () => {
        const department = await departments.find(project.department);
        if (!department) {
          this.#options.logger.warn(
            `Seeded project ${project.name} was left out: there is no department ${project.department}`,
          );
          return;
        }
        await projects.insert({
          ...project,
          id: uuid(),
          departmentId: department.id,
          createdAt: now(),
        });
      });
    }
    for (const pool of seed.pools) {
      await this.#once('pool', `${pool.cluster}/${pool.name}`, async () => {
        await pools.insert({ ...pool, id: uuid(), createdAt: now() });
      });
    }
  }

  /** Quotas name GPUs, whose resource is known only once the nodes are seen. Returns whether anything was inserted. */
  async seedQuotas(connection: ClusterConnection): Promise<boolean> {
    const wanted = this.#options.seed.quotas.filter(
      ({ cluster }) => cluster === connection.name,
    );
    if (wanted.length === 0 || !connection.view.synced('Node')) return false;
    const facts = await this.#options.catalog.facts(connection);
    const resourceOf = new Map(
      facts.map(({ name, resource }) => [name, resource]),
    );
    const inserted: boolean[] = [];
    for (const quota of wanted) {
      await this.#once(
        'quota',
        `${quota.cluster}/${quota.project}`,
        async () => {
          inserted.push(await this.#insertQuota(quota, resourceOf));
        },
      );
    }
    return inserted.includes(true);
  }

  async #insertQuota(
    quota: SeedQuota,
    resourceOf: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    const { projects, quotas, ownership, knex, now } = this.#options;
    const project = await projects.find(quota.project);
    if (!project || (await quotas.find(quota.project, quota.cluster)))
      return false;
    const pools = quota.pools.flatMap((entry): PoolQuota[] => {
      const resource = resourceOf.get(entry.pool);
      if (!resource) {
        this.#options.logger.warn(
          `Seeded quota of ${quota.project}: cluster ${quota.cluster} has no pool ${entry.pool}`,
        );
        return [];
      }
      const resources = Object.entries(entry.resources).map(
        ([name, guaranteed]) => ({ resource: name, guaranteed }),
      );
      if (entry.gpus !== undefined)
        resources.unshift({ resource, guaranteed: String(entry.gpus) });
      return [{ pool: entry.pool, access: entry.access, resources }];
    });
    const revision = await ownership.revision(quota.cluster);
    return knex.transaction(async trx => {
      await ownership.advance(trx, quota.cluster, revision);
      const change = {
        at: now(),
        by: 'configuration',
        reason: 'Seeded from configuration',
        pools,
        differences: [],
      };
      return quotas.save(
        { projectId: project.id, cluster: quota.cluster, replaces: 0, change },
        trx,
      );
    });
  }

  async #once(
    kind: SeedKind,
    name: string,
    work: () => Promise<void>,
  ): Promise<void> {
    const { knex, now } = this.#options;
    if (await knex('seed_marks').where({ kind, name }).first()) return;
    await work();
    await knex('seed_marks')
      .insert({ kind, name, seeded_at: now().toISOString() })
      .onConflict(['kind', 'name'])
      .ignore();
  }
}

function parentsFirst(
  departments: SeedConfig['departments'],
): SeedConfig['departments'] {
  const sorted: SeedConfig['departments'] = [];
  const add = (
    department: SeedConfig['departments'][number],
    above: readonly string[],
  ) => {
    if (sorted.includes(department) || above.includes(department.name)) return;
    const parent = departments.find(({ name }) => name === department.parent);
    if (parent) add(parent, [...above, department.name]);
    sorted.push(department);
  };
  departments.forEach(department => add(department, []));
  return sorted;
}
