import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ProjectFilter } from '../contracts';
import { lineageKindOf } from './assembleLineage';
import { originsOf, resultsOf } from './relations';
import type { LineageFindings, LineageRun, LineageRuns } from './types';

/** More entities than this are not read in one generation. */
const MAX_ENTITIES = 500;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'relations',
  'spec.simulated',
];

export interface LineageFinderOptions {
  catalog: CatalogService;
  runs: LineageRuns;
}

export interface FindLineage {
  root: string;
  depth: number;
  /** Runs that are read in each generation. */
  runLimit: number;
  /** Runs of these projects. */
  filter: ProjectFilter;
  credentials: BackstageCredentials;
}

const refsIn = (...refs: (string | undefined)[]): string[] =>
  refs.filter(ref => ref !== undefined);

/**
 * Walks from an entity to what it came from, and to what came of it; never back again, so that the other fine-tunes of
 * a base model are not among a model's relatives. Each generation costs one request to the catalog and two queries.
 */
export class LineageFinder {
  readonly #options: LineageFinderOptions;

  static create(options: LineageFinderOptions): LineageFinder {
    return new LineageFinder(options);
  }

  private constructor(options: LineageFinderOptions) {
    this.#options = options;
  }

  /** Undefined where the caller sees no such entity. */
  async find(request: FindLineage): Promise<LineageFindings | undefined> {
    const { root, depth, filter, runLimit } = request;
    const entities = new Map<string, Entity>();
    const runs = new Map<string, LineageRun>();
    const distances = new Map<string, number>();
    const asked = new Set<string>();
    let unread = 0;

    const load = async (refs: readonly string[], distance: number) => {
      const wanted = [...new Set(refs)]
        .filter(ref => !asked.has(ref))
        .slice(0, MAX_ENTITIES);
      for (const ref of wanted) asked.add(ref);
      for (const [ref, entity] of await this.#entities(wanted, request)) {
        entities.set(ref, entity);
        distances.set(ref, distance);
      }
    };
    const note = (items: readonly LineageRun[], distance: number) => {
      const news = items.filter(({ id }) => !runs.has(id));
      for (const run of news) {
        runs.set(run.id, run);
        distances.set(run.id, distance);
      }
      return news;
    };

    await load([root], 0);
    if (!entities.has(root)) return undefined;
    let older = [root];
    let newer = [root];
    const walked = { older: new Set(older), newer: new Set(newer) };
    for (let generation = 1; generation <= depth; generation += 1) {
      if (older.length === 0 && newer.length === 0) break;
      const [makers, users] = await Promise.all([
        older.length > 0 ? this.#options.runs.making(older, filter) : [],
        newer.length > 0
          ? this.#options.runs.using(newer, { filter, limit: runLimit })
          : { items: [], totalItems: 0 },
      ]);
      const made = note(makers, generation - 0.5);
      note(users.items, generation - 0.5);
      unread += users.totalItems - users.items.length;

      const origins = [
        ...older
          .flatMap(ref => originsOf(entities.get(ref)!))
          .map(({ ref }) => ref),
        ...made.flatMap(run => refsIn(run.model, run.dataset, run.workload)),
      ];
      const results = [
        ...newer.flatMap(ref => resultsOf(entities.get(ref)!)),
        ...users.items.flatMap(run => refsIn(run.outputModel)),
      ];
      // What else went into a run belongs to its picture, but is not followed.
      const beside = users.items.flatMap(run => refsIn(run.model, run.dataset));
      await load([...origins, ...results, ...beside], generation);
      const next = (refs: string[], seen: Set<string>) =>
        [...new Set(refs)].filter(ref => {
          if (seen.has(ref) || !entities.has(ref)) return false;
          seen.add(ref);
          return true;
        });
      older = next(origins, walked.older);
      newer = next(results, walked.newer);
    }
    return { root, entities, runs, distances, unread };
  }

  async #entities(
    refs: readonly string[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<[string, Entity][]> {
    if (refs.length === 0) return [];
    const { items } = await this.#options.catalog.getEntitiesByRefs(
      { entityRefs: [...refs], fields: FIELDS },
      { credentials },
    );
    return items.flatMap((entity, index) =>
      entity && lineageKindOf(entity) ? [[refs[index], entity]] : [],
    );
  }
}
