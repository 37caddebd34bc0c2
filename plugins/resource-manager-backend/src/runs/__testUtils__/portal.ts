import {
  mockCredentials,
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  LaunchRunRequest,
  Run,
  RunDetail,
  RunState,
} from '@silogen/backstage-plugin-resource-manager-common';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import type { ClusterConnection, ClusterRegistry } from '../../clusters/types';
import type {
  ProjectAccess,
  ProjectDirectory,
  ProjectRecord,
} from '../../contracts';
import { createRuns, type Runs } from '../createRuns';
import type { RunHooks } from '../hooks';
import {
  createWorkspaces,
  type Workspaces,
} from '../../workspaces/createWorkspaces';
import type { WorkspacesConfig } from '../../workspaces/readWorkspacesConfig';
import { createLease, migratedDatabase, seedProjects } from './database';
import { POOLS, type SandboxName } from './sandbox';

/** A launch that is in order on both clusters. */
export const TRAINING: LaunchRunRequest = {
  project: 'team-a',
  workload: 'aiworkload:default/llm-finetune-silogen-engine',
  name: 'Qwen SFT',
  gpus: 8,
  inputs: {
    model: 'aimodel:default/qwen3-4b',
    dataset: 'aidataset:default/databricks-dolly-15k',
  },
  parameters: { peft: 'LORA', epochs: 1, totalTrainBatchSize: 64 },
};

export const ADA = 'user:default/ada';
export const ada = mockCredentials.user(ADA);
export const eve = mockCredentials.user('user:default/eve');

function catalogEntity(file: string): Entity {
  const text = fs.readFileSync(
    path.resolve(__dirname, '../../../../../catalog-info', file),
    'utf8',
  );
  return parse(text) as Entity;
}

/** The real catalogue's entities that the tests launch, so that what is shipped is what is tested. */
export function catalogEntities(): Entity[] {
  const gated = catalogEntity('models/qwen3-4b.yaml');
  return [
    catalogEntity('workloads/llm-finetune-silogen-engine.yaml'),
    catalogEntity('workloads/dev-workspace-jupyterlab.yaml'),
    catalogEntity('models/qwen3-4b.yaml'),
    {
      ...gated,
      metadata: { ...gated.metadata, name: 'gated' },
      spec: { ...gated.spec, gated: true },
    },
    catalogEntity('datasets/databricks-dolly-15k.yaml'),
  ];
}

function projectDirectory(knex: Knex): ProjectDirectory {
  const toRecord = (row: Record<string, string>): ProjectRecord => ({
    id: row.id,
    name: row.name,
    title: row.title,
    department: 'research',
    departmentTitle: 'Research',
    version: 1,
    deleting: false,
    createdAt: new Date(row.created_at),
  });
  const members = (where: Record<string, string>) =>
    knex('project_members')
      .join('projects', 'projects.id', 'project_members.project_id')
      .where(where);
  return {
    find: async name => {
      const row = await knex('projects').where({ name }).first();
      return row && toRecord(row);
    },
    list: async () => (await knex('projects').orderBy('name')).map(toRecord),
    roleOf: async (user, project) =>
      (
        await members({ user_ref: user, 'projects.name': project }).first(
          'role',
        )
      )?.role,
    membershipsOf: async user =>
      (
        await members({ user_ref: user }).select(
          'projects.name',
          'title',
          'role',
        )
      ).map(({ name, title, role }) => ({ project: name, title, role })),
    membersOf: async project =>
      (
        await members({ 'projects.name': project }).select('user_ref', 'role')
      ).map(({ user_ref, role }) => ({ userRef: user_ref, role })),
  };
}

/** Members may do everything in their project. */
function memberAccess(projects: ProjectDirectory): ProjectAccess {
  const userOf = (credentials: { principal: unknown }) =>
    (credentials.principal as { userEntityRef?: string }).userEntityRef ?? '';
  return {
    filterFor: async (_, { credentials }) => ({ userRef: userOf(credentials) }),
    allowedIn: async (_, project, { credentials }) =>
      (await projects.roleOf(userOf(credentials), project)) !== undefined,
  };
}

export interface TestPortal {
  knex: Knex;
  runs: Runs;
  workspaces: ReturnType<Workspaces['serve']>;
  notifications: { title: string; scope?: string }[];
  published: unknown[];
  /** Resolves once the owner was sent this title. */
  untilNotified(title: string): Promise<void>;
  /** Resolves with the run once it is so; looks whenever something was announced. */
  until(id: string, when: (run: RunDetail) => boolean): Promise<RunDetail>;
  untilState(id: string, ...states: RunState[]): Promise<RunDetail>;
  /** Resolves with what is found in the list of runs, once there is something. */
  untilListed<T>(find: (runs: Run[]) => T | undefined): Promise<T>;
  stop(): Promise<void>;
}

/** A database with projects team-a (ada's) and team-b, outliving the portals on it. */
export async function createPortalDatabase(
  databases: TestDatabases,
): Promise<Knex> {
  const knex = await migratedDatabase(databases, 'SQLITE_3');
  await seedProjects(knex, { 'team-a': { [ADA]: 'member' }, 'team-b': {} });
  return knex;
}

/** One replica: everything of `runs` on a real database and a real view; the rest of the plugin is played. */
export async function startPortal(options: {
  knex: Knex;
  connection: ClusterConnection;
  hooks?: RunHooks;
  /** Serves workspaces too. */
  workspaces?: WorkspacesConfig;
  /** How long its lease lasts without being renewed. */
  leaseMs?: number;
}): Promise<TestPortal> {
  const { knex, connection, hooks } = options;
  const name = connection.name as SandboxName;
  const projects = projectDirectory(knex);
  const announced = new EventEmitter().setMaxListeners(100);
  const notifications: TestPortal['notifications'] = [];
  const published: unknown[] = [];
  const lease = createLease(knex, [name], options.leaseMs);
  await lease.start();
  const clusters: ClusterRegistry = {
      list: () => [connection],
      find: wanted => (wanted === name ? connection : undefined),
      get: wanted => {
        if (wanted === name) return connection;
        throw new NotFoundError(wanted);
      },
    };
  const workspaces = createWorkspaces({
    config: options.workspaces,
    knex,
    clusters,
    projects,
    announcer: { announce: () => announced.emit('news') },
    logger: mockServices.logger.mock(),
    now: () => new Date(),
  });
  const runs = await createRuns({
    knex,
    logger: mockServices.logger.mock(),
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: catalogEntities() }),
    clusters,
    doors: workspaces.doors,
    lease,
    access: memberAccess(projects),
    projects,
    pools: { list: async () => [POOLS[name]] },
    quotas: {
      accessOf: async project =>
        project === 'team-a'
          ? [
              {
                cluster: name,
                pool: POOLS[name].name,
                access: 'guaranteed',
                resources: [],
              },
            ]
          : [],
    },
    announcer: { announce: () => announced.emit('news') },
    notifications: {
      send: async ({ payload }) => {
        notifications.push({ title: payload.title, scope: payload.scope });
        announced.emit('news');
      },
    },
    events: {
      ...mockServices.events.mock(),
      publish: async params => void published.push(params),
    },
    hooks,
  });
  runs.start();
  const served = workspaces.serve(runs);
  await served.start();

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    const signal = AbortSignal.timeout(30_000);
    for (;;) {
      // Listens before it looks, so that no news is missed in between.
      const news = once(announced, 'news', { signal });
      news.catch(() => {});
      const found = await look();
      if (found !== undefined) return found;
      await news;
    }
  }

  const portal: TestPortal = {
    knex,
    runs,
    workspaces: served,
    notifications,
    published,
    untilNotified: async title =>
      void (await until(async () =>
        notifications.find(sent => sent.title === title),
      )),
    until: async (id, when) => {
      let seen: RunDetail | undefined;
      try {
        return await until(async () => {
          seen = await runs.service.get(id, { credentials: ada });
          return when(seen) ? seen : undefined;
        });
      } catch (error) {
        throw new Error(
          `${error}; the run is ${seen?.state}: ${JSON.stringify(
            seen?.reason,
          )}`,
        );
      }
    },
    untilState: async (id, ...states) =>
      await portal.until(id, run => states.includes(run.state)),
    untilListed: async find =>
      await until(async () => {
        const page = await runs.service.list({}, { credentials: ada });
        return find(page.items);
      }),
    stop: async () => {
      await served.stop();
      await runs.stop();
      await lease.stop();
    },
  };
  return portal;
}
