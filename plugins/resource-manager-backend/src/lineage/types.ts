import type { Entity } from '@backstage/catalog-model';
import type { ProjectFilter } from '../contracts';
import type { RunRecord } from '../runs/types';

/** What the graph needs of a run. */
export type LineageRun = Pick<
  RunRecord,
  | 'id'
  | 'name'
  | 'type'
  | 'project'
  | 'state'
  | 'suspended'
  | 'model'
  | 'dataset'
  | 'workload'
  | 'outputModel'
  | 'submittedAt'
  | 'simulated'
>;

/** Reads runs that are active or succeeded: what failed or was stopped has made nothing. */
export interface LineageRuns {
  /** Runs that made one of these models. */
  making(
    models: readonly string[],
    filter: ProjectFilter,
  ): Promise<LineageRun[]>;
  /** The newest runs of, or with, one of these entities, and how many there are. */
  using(
    entityRefs: readonly string[],
    options: { filter: ProjectFilter; limit: number },
  ): Promise<{ items: LineageRun[]; totalItems: number }>;
}

/** Everything that was found around an entity, before it is drawn. */
export interface LineageFindings {
  /** Ref of the entity that was asked for. */
  root: string;
  /** What the caller may see, by ref. */
  entities: ReadonlyMap<string, Entity>;
  /** By id. */
  runs: ReadonlyMap<string, LineageRun>;
  /** Generations from the root, by ref or run id; a run lies half-way between what it takes and what it makes. */
  distances: ReadonlyMap<string, number>;
  /** Runs that exist and were not read. */
  unread: number;
}
