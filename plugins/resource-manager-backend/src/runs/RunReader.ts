import type {
  ListRunsQuery,
  Run,
  RunDetail,
  RunEvent,
  RunPod,
  TunedModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type {
  ModelVisibilities,
  ProjectDirectory,
  ProjectFilter,
} from '../contracts';
import { problem } from '../problems';
import type { Door, Doors } from '../workspaces/Doors';
import { isBorrowing } from './borrowing';
import { endpointOf } from './endpointOf';
import {
  presentPod,
  presentRun,
  presentRunDetail,
  type RunContext,
} from './presentRun';
import { clusterEvents, openLog, shownObjects } from './RunObjects';
import type { LogQuery } from './RunService';
import type { RunStore } from './store/RunStore';
import { tunedModelOf } from './tunedModels';
import type { RunRecord } from './types';

/** For whom it is read. */
export interface Viewer {
  /** Left out for a service. */
  userRef?: string;
  /** What they may do in a project. */
  permitted(project: string): RunContext['permitted'];
}

export interface RunReaderOptions {
  store: RunStore;
  clusters: ClusterRegistry;
  projects: ProjectDirectory;
  modelVisibilities?: ModelVisibilities;
  doors?: Doors;
}

/** Reads: stored rows, with what the live view adds. Works on every replica. */
export class RunReader {
  readonly #options: RunReaderOptions;

  static create(options: RunReaderOptions): RunReader {
    return new RunReader(options);
  }

  private constructor(options: RunReaderOptions) {
    this.#options = options;
  }

  async list(
    query: ListRunsQuery,
    options: { filter: ProjectFilter; viewer: Viewer },
  ): Promise<{ items: Run[]; nextCursor?: string; totalItems: number }> {
    const page = await this.#options.store.list(query, options.filter);
    const titles = await this.#titles(page.items);
    const doorOf = await this.#doorsOf(page.items, options.viewer);
    return {
      ...page,
      items: page.items.map(run =>
        presentRun(
          run,
          this.#context(run, titles, options.viewer, doorOf(run)),
        ),
      ),
    };
  }

  async detail(run: RunRecord, viewer: Viewer): Promise<RunDetail> {
    const doorOf = await this.#doorsOf([run], viewer);
    return presentRunDetail(
      run,
      this.#context(run, await this.#titles([run]), viewer, doorOf(run)),
    );
  }

  async events(
    run: RunRecord,
    page: { cursor?: string; limit?: number },
  ): Promise<{ items: RunEvent[]; nextCursor?: string }> {
    return await this.#options.store.events(run.id, page);
  }

  async pods(run: RunRecord): Promise<RunPod[]> {
    return (await this.#options.store.pods(run.id)).map(presentPod);
  }

  async objects(run: RunRecord) {
    const connection = this.#reachable(run);
    return {
      items: shownObjects(connection, run),
      events: await clusterEvents(connection, run),
    };
  }

  async logs(run: RunRecord, query: LogQuery & { signal: AbortSignal }) {
    const connection = this.#reachable(run);
    return await openLog({
      connection,
      pods: await this.#options.store.pods(run.id),
      query,
    });
  }

  async tunedModels(): Promise<TunedModel[]> {
    const { store, modelVisibilities } = this.#options;
    const visibilities = await modelVisibilities?.all();
    return (await store.tuned()).flatMap(
      run => tunedModelOf(run, visibilities?.get(run.id)) ?? [],
    );
  }

  async #doorsOf(
    runs: readonly RunRecord[],
    viewer: Viewer,
  ): Promise<(run: RunRecord) => Door | undefined> {
    const { doors } = this.#options;
    return doors ? await doors.of(viewer.userRef, runs) : () => undefined;
  }

  async #titles(runs: readonly RunRecord[]): Promise<Map<string, string>> {
    const names = [...new Set(runs.map(({ project }) => project))];
    if (names.length > 5) {
      return new Map(
        (await this.#options.projects.list()).map(({ name, title }) => [
          name,
          title,
        ]),
      );
    }
    const found = await Promise.all(
      names.map(name => this.#options.projects.find(name)),
    );
    return new Map(
      found.flatMap(project =>
        project ? [[project.name, project.title] as const] : [],
      ),
    );
  }

  #context(
    run: RunRecord,
    titles: Map<string, string>,
    viewer: Viewer,
    door: Door | undefined,
  ): RunContext {
    const connection = this.#options.clusters.find(run.cluster);
    return {
      projectTitle: titles.get(run.project),
      clusterTitle: connection?.title,
      reachability: connection?.reachability(),
      borrowing:
        connection &&
        isBorrowing(connection.view, {
          project: run.project,
          pool: run.pool,
          gpus: run.gpus,
        }),
      permitted: viewer.permitted(run.project),
      door,
      endpoint: this.#endpointOf(run, connection),
    };
  }

  /** By the object as the cluster has it; what was rendered stands in until it is there. */
  #endpointOf(run: RunRecord, connection: ClusterConnection | undefined) {
    if (run.type !== 'inference') return undefined;
    const { uid } = run.object;
    const main = (uid && connection?.view.byUid(uid)) || run.manifest;
    return main && endpointOf(main);
  }

  #reachable(run: RunRecord) {
    const connection = this.#options.clusters.find(run.cluster);
    const why = connection
      ? connection.reachability().problem
      : 'it is not configured any more';
    if (connection?.reachability().reachable) return connection;
    throw problem(
      'unavailable',
      'cluster.unreachable',
      `Cluster ${run.cluster} cannot be reached: ${why ?? 'no answer'}`,
      [
        {
          field: 'cluster',
          problem: 'cannot be reached',
          remedy: 'Try again later.',
        },
      ],
    );
  }
}
