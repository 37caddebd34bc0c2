import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConnection } from '../clusters/types';
import type { Announcer, ClusterLease, Fence } from '../contracts';
import type { ClusterPlan } from './ClusterPlanner';
import { nextStatus, observe, type Observation } from './observe';
import type { SyncRecord, SyncStore } from './SyncStore';

export interface SyncRecorderOptions {
  connection: ClusterConnection;
  sync: SyncStore;
  lease: ClusterLease;
  announcer: Announcer;
  logger: LoggerService;
  now: () => Date;
  /** What somebody else made of a project's queue is told and left alone. */
  keepsDrift?: boolean;
}

type Next = { observation: Observation; record: SyncRecord; drifted: boolean };

const keyOf = ({ kind, name }: Pick<SyncRecord, 'kind' | 'name'>) =>
  `${kind} ${name}`;

/** Keeps what one cluster shows of what is wanted, and tells pages when that changes. */
export class SyncRecorder {
  readonly #options: SyncRecorderOptions;

  private constructor(options: SyncRecorderOptions) {
    this.#options = options;
  }

  static create(options: SyncRecorderOptions): SyncRecorder {
    return new SyncRecorder(options);
  }

  /**
   * @param failure - why what is wanted could not be written
   * @returns projects whose queues somebody else has changed
   */
  async record(
    fence: Fence,
    plan: ClusterPlan,
    failure?: string,
  ): Promise<ReadonlySet<string>> {
    const { connection, sync, lease, now } = this.#options;
    const cluster = connection.name;
    const before = new Map(
      (await sync.list({ cluster })).map(record => [keyOf(record), record]),
    );
    const next = this.#next(before, plan, failure);
    const records = [
      ...next.map(({ record }) => record),
      ...refusals(plan, cluster),
    ];
    const changed = records.filter(
      record => !sameRecord(before.get(keyOf(record)), record),
    );
    const kept = new Set(records.map(keyOf));
    const obsolete = [...before.values()].filter(
      record => !kept.has(keyOf(record)),
    );
    const drifts = next.filter(({ drifted }) => drifted);
    const drifted = new Set(
      records
        .filter(
          ({ kind, status }) =>
            kind === 'project' && status.state === 'drifted',
        )
        .map(({ name }) => name),
    );
    if (changed.length + obsolete.length + drifts.length === 0) return drifted;
    await lease.withFence(fence, async trx => {
      await sync.save(trx, changed);
      for (const { kind, name } of obsolete) {
        await sync.remove(trx, { cluster, kind, name });
      }
      for (const { observation } of drifts) {
        const { name, differences } = observation;
        await sync.recordDrift(trx, { cluster, name, differences, at: now() });
      }
    });
    this.#tell(changed, drifts);
    return drifted;
  }

  #next(
    before: ReadonlyMap<string, SyncRecord>,
    plan: ClusterPlan,
    failure: string | undefined,
  ): Next[] {
    const { connection, now, keepsDrift } = this.#options;
    const cluster = connection.name;
    const observations = observe(plan.desired, {
      view: connection.view,
      catchAll: plan.catchAll,
      cluster,
      versions: new Map(
        plan.quotas.map(({ project, version }) => [project, version]),
      ),
    });
    return [...observations, ...removalsOf(plan, connection)].map(
      observation => ({
        observation,
        ...nextStatus(before.get(keyOf(observation)), observation, {
          cluster,
          at: now(),
          failure,
          keepsDrift,
        }),
      }),
    );
  }

  #tell(changed: readonly SyncRecord[], drifts: readonly Next[]): void {
    const { connection, logger, announcer } = this.#options;
    for (const { observation } of drifts) {
      const texts = observation.differences.map(
        ({ field, wanted, seen }) => `${field} ${wanted} → ${seen}`,
      );
      logger.warn(
        `Cluster ${connection.name}: ${keyOf(
          observation,
        )} was changed by somebody else: ${texts.join(', ')}`,
      );
    }
    const kinds = new Set(changed.map(({ kind }) => kind));
    announcer.announce('quotas');
    if (kinds.has('pool')) announcer.announce('pools');
    if (kinds.has('cluster')) announcer.announce('clusters');
    if (kinds.has('project')) announcer.announce('organisation');
  }
}

function sameRecord(before: SyncRecord | undefined, now: SyncRecord): boolean {
  const facts = ({ status, appliedHash }: SyncRecord) =>
    JSON.stringify([
      status.state,
      status.message,
      status.differences ?? [],
      status.appliedAt,
      appliedHash,
    ]);
  return before !== undefined && facts(before) === facts(now);
}

/** Projects whose queue should be gone. */
function removalsOf(
  plan: ClusterPlan,
  connection: ClusterConnection,
): Observation[] {
  const wanted = new Set(plan.desired.clusterQueues.map(({ name }) => name));
  return plan.quotas
    .filter(({ project }) => !wanted.has(project) && !plan.refused.has(project))
    .map(({ project }) => ({
      kind: 'project' as const,
      name: project,
      hash: 'none',
      differences:
        plan.written.ClusterQueue.has(project) &&
        connection.view.get('ClusterQueue', project)
          ? [{ field: 'queue', wanted: 'not there', seen: 'present' }]
          : [],
    }));
}

function refusals(plan: ClusterPlan, cluster: string): SyncRecord[] {
  return [...plan.refused].map(([name, message]) => ({
    cluster,
    kind: 'project' as const,
    name,
    status: { state: 'failed' as const, message },
  }));
}
