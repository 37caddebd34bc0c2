import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ListQuotasQuery,
  Page,
  ProjectQuota,
  QuotaChange,
  QuotaList,
  QuotaPreview,
  QuotaPreviewRequest,
  SetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { callerName } from '../callers';
import { requireKnown } from '../clusters/requireReachable';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { Announcer, ProjectFilter, ProjectRecord } from '../contracts';
import { decodeCursor, encodeCursor } from '../paging';
import { problem, refuseProblems } from '../problems';
import type { ProjectStore } from '../projects/ProjectStore';
import { requireVersion } from '../versions';
import { checkQuota, type QuotaCheck } from './checkQuota';
import type { ClusterPlanner } from './ClusterPlanner';
import { clusterProblems, type ClusterSnapshots } from './ClusterSnapshots';
import type { OwnershipStore } from './OwnershipStore';
import { pageOfQuotas } from './pageOfQuotas';
import { previewEffects } from './previewEffects';
import { quotaSync } from './quotaRows';
import type { QuotaKey, QuotaLister, QuotaService } from './QuotaService';
import type { QuotaStore } from './QuotaStore';
import { writerProblem } from './writerProblem';

export interface DefaultQuotaServiceOptions {
  knex: Knex;
  clusters: ClusterRegistry;
  projects: ProjectStore;
  quotas: QuotaStore;
  planner: ClusterPlanner;
  snapshots: ClusterSnapshots;
  ownership: OwnershipStore;
  announcer: Announcer;
  /** Called when a cluster has something new to be brought to it. */
  onChanged: (cluster: string) => void;
  now: () => Date;
}

type Options = { credentials: BackstageCredentials };

/** How often a change is checked again when others change quotas of the same cluster at the same time. */
const ATTEMPTS = 8;

/** The rules of quotas; knows nothing of who may. */
export class DefaultQuotaService implements QuotaService, QuotaLister {
  readonly #options: DefaultQuotaServiceOptions;

  private constructor(options: DefaultQuotaServiceOptions) {
    this.#options = options;
  }

  static create(options: DefaultQuotaServiceOptions): DefaultQuotaService {
    return new DefaultQuotaService(options);
  }

  async list(query: ListQuotasQuery): Promise<QuotaList> {
    return this.listVisible(query, 'all');
  }

  async listVisible(
    query: ListQuotasQuery,
    visible: ProjectFilter,
  ): Promise<QuotaList> {
    const { projects, snapshots } = this.#options;
    const [{ items }, clusters] = await Promise.all([
      projects.page({
        filter: visible,
        q: query.q,
        department: query.department,
        limit: Number.MAX_SAFE_INTEGER,
      }),
      snapshots.list(query.cluster),
    ]);
    const chosen = query.project
      ? items.filter(({ name }) => name === query.project)
      : items;
    return {
      ...pageOfQuotas({ query, projects: chosen, snapshots: clusters }),
      errors: clusterProblems(clusters.map(({ connection }) => connection)),
    };
  }

  async get(key: QuotaKey): Promise<ProjectQuota> {
    const connection = this.#options.clusters.get(key.cluster);
    await this.#project(key.project);
    const [stored, snapshot] = await Promise.all([
      this.#options.quotas.find(key.project, key.cluster),
      this.#options.snapshots.of(connection),
    ]);
    return {
      ...key,
      version: stored?.version ?? 0,
      pools: stored?.pools ?? [],
      sync: quotaSync(snapshot, key.project),
      updatedAt: stored?.updatedAt.toISOString(),
      updatedBy: stored?.updatedBy,
      reason: stored?.reason,
    };
  }

  async set(
    request: QuotaKey & { version: number | undefined; quota: SetProjectQuota },
    options: Options,
  ): Promise<ProjectQuota> {
    const connection = this.#options.clusters.get(request.cluster);
    const project = await this.#project(request.project);
    if (project.deleting) {
      throw problem(
        'conflict',
        'conflict.inUse',
        `Project ${project.name} is being deleted`,
      );
    }
    requireKnown(connection);
    await this.#requireManaged(connection);
    for (let attempt = 1; ; attempt += 1) {
      if (await this.#trySet({ ...request, project, connection }, options))
        break;
      if (attempt === ATTEMPTS) {
        throw problem(
          'conflict',
          'conflict.stale',
          'Quotas of this cluster are being changed by others: try again',
        );
      }
    }
    this.#options.onChanged(request.cluster);
    this.#options.announcer.announce('quotas');
    return this.get({ project: request.project, cluster: request.cluster });
  }

  async preview(
    request: QuotaKey & { quota: QuotaPreviewRequest },
  ): Promise<QuotaPreview> {
    const connection = this.#options.clusters.get(request.cluster);
    const project = await this.#project(request.project);
    requireKnown(connection);
    const { earlier = [] } = request.quota;
    const check = await this.#check(
      connection,
      project,
      request.quota,
      earlier,
    );
    const refusal = writerProblem(connection);
    return {
      problems: [
        ...(refusal ? [refusal.detail] : []),
        ...check.invalid,
        ...check.exceeding,
      ],
      ...(check.invalid.length
        ? { changes: [], suspended: [], started: [] }
        : previewEffects({
            connection,
            check,
            nowMs: this.#options.now().getTime(),
          })),
    };
  }

  async history(
    request: QuotaKey & { cursor?: string; limit?: number },
  ): Promise<Page<QuotaChange>> {
    this.#options.clusters.get(request.cluster);
    await this.#project(request.project);
    const { limit = 50, cursor } = request;
    const records = await this.#options.quotas.history({
      project: request.project,
      cluster: request.cluster,
      beforeVersion:
        cursor === undefined ? undefined : Number(decodeCursor(cursor, 1)[0]),
      limit: limit + 1,
    });
    const page = records.slice(0, limit);
    return {
      items: page.map(record => ({ ...record, at: record.at.toISOString() })),
      nextCursor:
        records.length > limit
          ? encodeCursor([page[page.length - 1].version])
          : undefined,
    };
  }

  /** One optimistic attempt; false when somebody changed the cluster's quotas in between. */
  async #trySet(
    request: {
      project: ProjectRecord;
      connection: ClusterConnection;
      version: number | undefined;
      quota: SetProjectQuota;
    },
    options: Options,
  ): Promise<boolean> {
    const { project, connection, quota } = request;
    const { ownership, quotas, knex, now } = this.#options;
    const revision = await ownership.revision(connection.name);
    const current =
      (await quotas.find(project.name, connection.name))?.version ?? 0;
    requireVersion(
      `The quota of ${project.name} on ${connection.name}`,
      current,
      request.version,
    );
    const check = await this.#check(connection, project, quota);
    refuseProblems('quota.invalid', check.invalid);
    refuseProblems('quota.exceedsCapacity', check.exceeding);
    return knex.transaction(async trx => {
      if (!(await ownership.advance(trx, connection.name, revision)))
        return false;
      return quotas.save(
        {
          projectId: project.id,
          cluster: connection.name,
          replaces: current,
          change: {
            at: now(),
            by: callerName(options.credentials),
            reason: quota.reason,
            pools: quota.pools,
            differences: check.ownChanges,
          },
        },
        trx,
      );
    });
  }

  async #check(
    connection: ClusterConnection,
    project: ProjectRecord,
    quota: SetProjectQuota,
    earlier: NonNullable<QuotaPreviewRequest['earlier']> = [],
  ): Promise<QuotaCheck> {
    const { planner } = this.#options;
    const [before, after] = await Promise.all([
      planner.plan(connection, earlier),
      planner.plan(connection, [
        ...earlier,
        { project: project.name, pools: quota.pools },
      ]),
    ]);
    return checkQuota({
      connection,
      project: project.name,
      quotas: quota.pools,
      before,
      after,
    });
  }

  async #requireManaged(connection: ClusterConnection): Promise<void> {
    const { takenOver } = await this.#options.ownership.takeover(
      connection.name,
    );
    if (!takenOver) {
      throw problem(
        'conflict',
        'cluster.notTakenOver',
        `This portal does not manage the queues of ${connection.name}`,
        [
          {
            field: 'cluster',
            problem: 'is not managed by this portal',
            remedy:
              'Take it over on its page, or set takeOver: true in its configuration',
          },
        ],
      );
    }
    const refusal = connection.view.synced('KaiwoConfig')
      ? writerProblem(connection)
      : undefined;
    if (refusal)
      throw problem('conflict', refusal.code, refusal.message, [
        refusal.detail,
      ]);
  }

  async #project(name: string): Promise<ProjectRecord> {
    const project = await this.#options.projects.find(name);
    if (!project)
      throw problem('notFound', 'notFound', `There is no project ${name}`);
    return project;
  }
}
