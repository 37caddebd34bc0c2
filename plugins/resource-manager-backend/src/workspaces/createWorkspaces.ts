import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ClusterRegistry } from '../clusters/types';
import type { AddRoutes, Announcer, ProjectDirectory } from '../contracts';
import { workspaceRoutes } from '../router/workspaceRoutes';
import type { Runs } from '../runs';
import { Doors } from './Doors';
import { OwnCookies } from './OwnCookies';
import type { WorkspacesConfig } from './readWorkspacesConfig';
import { WorkspaceProxy } from './server/WorkspaceProxy';
import { WorkspaceServer } from './server/WorkspaceServer';
import { WorkspaceProbe } from './WorkspaceProbe';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceSessions } from './WorkspaceSessions';
import { WorkspaceStore } from './WorkspaceStore';

export interface CreateWorkspacesOptions {
  /** Left out, workspaces run but cannot be opened. */
  config?: WorkspacesConfig;
  /** The plugin's database, migrated. */
  knex: Knex;
  clusters: ClusterRegistry;
  projects: ProjectDirectory;
  announcer: Announcer;
  logger: LoggerService;
  now: () => Date;
}

export interface Workspaces {
  /** For what shows runs. */
  doors: Doors;
  /** The rest needs the runs, which need the doors. */
  serve(runs: Pick<Runs, 'find' | 'permittedRun'>): {
    service: WorkspaceService;
    routes: AddRoutes;
    /** The port that is listened at; undefined without configuration or before `start`. */
    port(): number | undefined;
    /** Begins to listen; rejects when the port is taken. */
    start(): Promise<void>;
    stop(): Promise<void>;
  };
}

/** Wires everything about workspaces. Nothing listens before `start`. */
export function createWorkspaces(options: CreateWorkspacesOptions): Workspaces {
  const { config, knex, clusters, projects, logger, now } = options;
  const store = WorkspaceStore.create({ knex });
  const probe = WorkspaceProbe.create({
    clusters,
    onChanged: () => options.announcer.announce('runs'),
    now,
  });
  return {
    doors: Doors.create({ configured: config !== undefined, probe, projects }),
    serve(runs) {
      const sessions = WorkspaceSessions.create({ store, runs, projects, now });
      const service = WorkspaceService.create({
        config,
        sessions,
        probe,
        projects,
        permittedRun: runs.permittedRun,
      });
      const server =
        config && createServer({ ...options, config, sessions, store });
      let started = false;
      return {
        service,
        routes: workspaceRoutes(service),
        port: () => (started ? server?.port : undefined),
        async start() {
          if (!server) {
            logger.info(
              'Workspaces cannot be opened: resourceManager.workspaces is not configured',
            );
            return;
          }
          await server.start();
          started = true;
        },
        async stop() {
          probe.stop();
          await server?.stop();
        },
      };
    },
  };
}

function createServer(
  options: Omit<CreateWorkspacesOptions, 'config'> & {
    config: WorkspacesConfig;
    sessions: WorkspaceSessions;
    store: WorkspaceStore;
  },
): WorkspaceServer {
  const { config, clusters, logger, now, sessions, store } = options;
  // The prefix makes the browser refuse a cookie of this name from a neighbour; it wants https.
  const cookieName =
    config.publicScheme === 'https'
      ? '__Host-workspace-session'
      : 'workspace-session';
  const proxy = WorkspaceProxy.create({
    clusters,
    cookies: OwnCookies.create({ store, now }),
    cookieName,
    publicScheme: config.publicScheme,
  });
  return WorkspaceServer.create({
    config,
    sessions,
    proxy,
    cookieName,
    logger,
  });
}
