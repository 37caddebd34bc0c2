import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { v4 } from 'uuid';
import type { ClusterRegistry } from '../clusters/types';
import type {
  AddRoutes,
  Announcer,
  ClusterLease,
  ModelVisibilities,
  PoolDirectory,
  ProjectAccess,
  ProjectDirectory,
  QuotaDirectory,
  RunActivity,
} from '../contracts';
import type { Doors } from '../workspaces/Doors';
import { runRoutes } from '../router/runRoutes';
import { AuthorizedRunService } from './AuthorizedRunService';
import { noHooks, type RunHooks } from './hooks';
import { NoticeStore } from './notices/NoticeStore';
import { RunNotifier } from './notices/RunNotifier';
import { LaunchCatalog } from './launch/LaunchCatalog';
import { LaunchPlanner } from './launch/LaunchPlanner';
import { RunLauncher } from './launch/RunLauncher';
import { builtInRenderers } from './render/renderRun';
import type { RunRenderer } from './render/types';
import { RunActor } from './RunActor';
import { RunControl } from './RunControl';
import { RunObserver } from './RunObserver';
import { RunReactions } from './RunReactions';
import { RunReader } from './RunReader';
import type { RunService } from './RunService';
import { DatabaseRunStore } from './store/DatabaseRunStore';
import type { RunStore } from './store/RunStore';

export interface CreateRunsOptions {
  /** The plugin's database, migrated. */
  knex: Knex;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: ClusterRegistry;
  lease: ClusterLease;
  access: ProjectAccess;
  projects: ProjectDirectory;
  pools: PoolDirectory;
  quotas: QuotaDirectory;
  announcer: Announcer;
  /** Left out, every model is visible to its project. */
  modelVisibilities?: ModelVisibilities;
  events?: EventsService;
  notifications?: NotificationService;
  /** More ways to render a run, tried before the built-in ones. */
  renderers?: readonly RunRenderer[];
  /** What is shown of workspaces; left out, nothing. */
  doors?: Doors;
  /** For tests. */
  hooks?: RunHooks;
  now?: () => Date;
  newId?: () => string;
}

export interface Runs {
  service: RunService;
  /** Straight from the table; knows nothing of permissions. */
  find: RunStore['find'];
  /** The run, if the caller may see it and has the permission; else it throws what the caller is to be told. */
  permittedRun: AuthorizedRunService['permittedRun'];
  /** For what else in this plugin asks about runs. */
  activity: RunActivity;
  routes: AddRoutes;
  /** Begins to act and to follow, on the clusters whose lease this replica holds. */
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Wires everything about runs. Nothing happens on clusters before `start`. */
export async function createRuns(options: CreateRunsOptions): Promise<Runs> {
  const { knex, lease, clusters, projects, pools, logger, announcer } = options;
  const now = options.now ?? (() => new Date());
  const hooks = options.hooks ?? noHooks;
  const store = DatabaseRunStore.create({ knex, lease, now });
  const { notifications } = options;
  const notices = NoticeStore.create({ knex });
  const notifiers = new Map(
    notifications
      ? clusters.list().map(({ name: cluster }) => [
          cluster,
          RunNotifier.create({
            cluster,
            store: notices,
            lease,
            notifications,
            logger,
            now,
          }),
        ])
      : [],
  );
  const reactions = RunReactions.create({
    announcer,
    logger,
    events: options.events,
    notify: cluster => notifiers.get(cluster)?.nudge(),
  });
  const shared = { store, lease, reactions, hooks, logger, now };
  const actors = new Map(
    clusters
      .list()
      .map(connection => [
        connection.name,
        RunActor.create({ ...shared, connection }),
      ]),
  );
  const observers = clusters
    .list()
    .map(connection =>
      RunObserver.create({ ...shared, connection, projects, pools }),
    );
  const nudge = (cluster: string) => actors.get(cluster)?.nudge();
  const planner = LaunchPlanner.create({
    catalog: LaunchCatalog.create({ catalog: options.catalog }),
    clusters,
    projects,
    pools,
    quotas: options.quotas,
    renderers: [...(options.renderers ?? []), ...builtInRenderers],
    now,
  });
  const service = AuthorizedRunService.create({
    auth: options.auth,
    access: options.access,
    projects,
    store,
    reader: RunReader.create({
      store,
      clusters,
      projects,
      doors: options.doors,
      modelVisibilities: options.modelVisibilities,
    }),
    control: RunControl.create({ store, reactions, nudge, now }),
    launcher: RunLauncher.create({
      planner,
      store,
      reactions,
      hooks,
      nudge,
      now,
      newId: options.newId ?? v4,
    }),
  });
  return {
    service,
    find: id => store.find(id),
    permittedRun: (...asked) => service.permittedRun(...asked),
    activity: store,
    routes: runRoutes(service),
    start() {
      for (const actor of actors.values()) actor.start();
      for (const observer of observers) observer.start();
      for (const notifier of notifiers.values()) notifier.start();
    },
    async stop() {
      await Promise.all(
        [...actors.values(), ...observers, ...notifiers.values()].map(each =>
          each.stop(),
        ),
      );
    },
  };
}
