import type { ListRunsQuery } from '@silogen/backstage-plugin-resource-manager-common';
import type { Fence, ProjectFilter } from '../../contracts';
import type {
  NewRunEvent,
  RunPodRecord,
  RunRecord,
  StoredRunEvent,
} from '../types';

export interface RunPage {
  items: RunRecord[];
  nextCursor?: string;
  totalItems: number;
}

/** Columns that may change besides what events fold into. */
export type RunChange = Partial<
  Pick<
    RunRecord,
    | 'reason'
    | 'progress'
    | 'outputs'
    | 'outputModel'
    | 'pool'
    | 'gpuModel'
    | 'objectPresent'
    | 'intent'
    | 'intentBy'
    | 'attempts'
    | 'nextAttemptAt'
  >
> & { objectUid?: string };

/** Decides, on the row as it is in the transaction; undefined leaves it alone. */
export type RunDecision = (
  run: RunRecord,
) =>
  | { change?: RunChange; events?: NewRunEvent[]; pods?: RunPodRecord[] }
  | undefined;

/** The tables of runs. Every write of a state goes through events. */
export interface RunStore {
  /** Stores a launch with its first event. With a key that this creator used before, the run of then is given back. */
  insertLaunch(
    run: RunRecord,
    options: { createdBy: string; idempotencyKey: string; event: NewRunEvent },
  ): Promise<{ run: RunRecord; created: boolean }>;
  findByKey(
    createdBy: string,
    idempotencyKey: string,
  ): Promise<RunRecord | undefined>;
  /** Stores a run that was found on a cluster; false when it is there already. */
  insertDiscovered(
    run: RunRecord,
    events: NewRunEvent[],
    fence: Fence,
  ): Promise<boolean>;
  find(id: string): Promise<RunRecord | undefined>;
  findByObjectUid(cluster: string, uid: string): Promise<RunRecord | undefined>;
  list(query: ListRunsQuery, filter: ProjectFilter): Promise<RunPage>;
  /** Runs that may still change: not final, or with something to do, or with an object that is still there. */
  open(cluster: string): Promise<RunRecord[]>;
  due(cluster: string, now: string, limit: number): Promise<RunRecord[]>;
  /**
   * Reads the row, decides, writes row, events and pods, in one transaction. With a fence it is one in which the lease
   * is still held. Gives the row as it is afterwards, and what was added.
   */
  update(
    id: string,
    decide: RunDecision,
    options?: { fence?: Fence },
  ): Promise<
    { run: RunRecord; events: NewRunEvent[]; before: RunRecord } | undefined
  >;
  events(
    id: string,
    page: { cursor?: string; limit?: number },
  ): Promise<{ items: StoredRunEvent[]; nextCursor?: string }>;
  pods(id: string): Promise<RunPodRecord[]>;
  counts(
    projects: readonly string[],
  ): Promise<Map<string, { active: number; waiting: number }>>;
  projectsOf(ids: readonly string[]): Promise<(string | undefined)[]>;
  /** Finished fine-tunes, oldest first. */
  tuned(): Promise<RunRecord[]>;
}
