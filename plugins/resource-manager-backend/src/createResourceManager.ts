import { randomUUID } from 'node:crypto';
import type {
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { registerActions } from './actions/registerActions';
import { SignalAnnouncer } from './announce/SignalAnnouncer';
import { AuthorizedClusterService } from './clusters/AuthorizedClusterService';
import { AuthorizedClusterCheckService } from './clusters/check/AuthorizedClusterCheckService';
import { DefaultClusterCheckService } from './clusters/check/DefaultClusterCheckService';
import { connectClusters } from './clusters/connectClusters';
import { DefaultClusterService } from './clusters/DefaultClusterService';
import type { RoleGroups } from '@silogen/backstage-plugin-resource-manager-node';
import type { ResourceManagerConfig } from './config';
import type { AddRoutes } from './contracts';
import { AuthorizedDepartmentService } from './departments/AuthorizedDepartmentService';
import { DefaultDepartmentService } from './departments/DefaultDepartmentService';
import { DepartmentStore } from './departments/DepartmentStore';
import { OrganisationService } from './departments/OrganisationService';
import { DatabaseLineageRuns } from './lineage/DatabaseLineageRuns';
import { LineageFinder } from './lineage/LineageFinder';
import { LineageService } from './lineage/LineageService';
import { AuthorizedModelService } from './models/AuthorizedModelService';
import { DefaultModelService } from './models/DefaultModelService';
import { ModelReactions } from './models/ModelReactions';
import { ModelStore } from './models/ModelStore';
import { DatabaseClusterLease } from './lease/DatabaseClusterLease';
import { DefaultProjectAccess } from './permissions/DefaultProjectAccess';
import { registerPermissions } from './permissions/registerPermissions';
import { createMetrics } from './metrics/createMetrics';
import { AuthorizedPoolService } from './pools/AuthorizedPoolService';
import { DefaultPoolService } from './pools/DefaultPoolService';
import { PoolCatalog } from './pools/PoolCatalog';
import { PoolStore } from './pools/PoolStore';
import { AuthorizedProjectService } from './projects/AuthorizedProjectService';
import { BelongingStore } from './projects/BelongingStore';
import { CapacityService } from './projects/CapacityService';
import { clusterStates } from './projects/clusterStates';
import { DefaultProjectService } from './projects/DefaultProjectService';
import { MeService } from './projects/MeService';
import { ProjectRemover } from './projects/ProjectRemover';
import { ProjectStore } from './projects/ProjectStore';
import { SecretService } from './projects/SecretService';
import { AuthorizedQuotaService } from './quotas/AuthorizedQuotaService';
import { ClusterPlanner } from './quotas/ClusterPlanner';
import { ClusterSnapshots } from './quotas/ClusterSnapshots';
import { DefaultQuotaDirectory } from './quotas/DefaultQuotaDirectory';
import { DefaultQuotaService } from './quotas/DefaultQuotaService';
import { OwnershipStore } from './quotas/OwnershipStore';
import { QuotaStore } from './quotas/QuotaStore';
import { Reconcilers } from './quotas/Reconcilers';
import { SyncStore } from './quotas/SyncStore';
import { TakeoverService } from './quotas/TakeoverService';
import { clusterCheckRoutes } from './router/clusterCheckRoutes';
import { clusterRoutes } from './router/clusterRoutes';
import { departmentRoutes } from './router/departmentRoutes';
import { lineageRoutes } from './router/lineageRoutes';
import { meRoutes } from './router/meRoutes';
import { modelRoutes } from './router/modelRoutes';
import { poolRoutes } from './router/poolRoutes';
import { projectRoutes } from './router/projectRoutes';
import { quotaRoutes } from './router/quotaRoutes';
import { utilisationRoutes } from './router/utilisationRoutes';
import { createRuns, type RunHooks } from './runs';
import { SeedService } from './seed/SeedService';
import { createWorkspaces } from './workspaces';

export interface ResourceManagerOptions {
  config: ResourceManagerConfig;
  /** The groups that give each role. */
  roleGroups: RoleGroups;
  /** The plugin's database, migrated. */
  knex: Knex;
  logger: LoggerService;
  auth: AuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  catalog: CatalogService;
  events: EventsService;
  signals: SignalsService;
  notifications?: NotificationService;
  /** Where assistants find what they may ask. */
  actionsRegistry: ActionsRegistryService;
  /** For tests. */
  runHooks?: RunHooks;
}

export interface ResourceManager {
  routes: AddRoutes[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Puts the parts of the plugin together; nothing runs before `start`. */
export async function createResourceManager(
  options: ResourceManagerOptions,
): Promise<ResourceManager> {
  const { config, knex, logger, permissions } = options;
  const now = () => new Date();
  const uuid = () => randomUUID() as string;
  const base = { knex, logger, now, uuid };

  const clusters = connectClusters({ clusters: config.clusters, logger, now });
  const names = clusters.list().map(({ name }) => name);
  const lease = DatabaseClusterLease.create({
    ...base,
    clusters: names,
    holder: uuid(),
  });
  const announcer = SignalAnnouncer.create(options);

  const departments = DepartmentStore.create(base);
  const projects = ProjectStore.create(base);
  const poolStore = PoolStore.create(base);
  const quotaStore = QuotaStore.create(base);
  const ownership = OwnershipStore.create(base);
  const sync = SyncStore.create(base);

  const pools = PoolCatalog.create({ store: poolStore, clusters });
  const planner = ClusterPlanner.create({
    pools,
    quotas: quotaStore,
    ownership,
    projects,
  });
  const snapshots = ClusterSnapshots.create({
    clusters,
    planner,
    ownership,
    sync,
  });
  const quotas = DefaultQuotaDirectory.create({
    quotas: quotaStore,
    pools,
    clusters,
  });

  const rulesets = registerPermissions(options.permissionsRegistry, {
    projects,
  });
  const access = DefaultProjectAccess.create({
    permissions,
    registry: options.permissionsRegistry,
    knex,
  });
  const models = ModelStore.create(base);
  const workspaces = createWorkspaces({
    ...base,
    config: config.workspaces,
    clusters,
    projects,
    announcer,
  });
  const runs = await createRuns({
    ...options,
    doors: workspaces.doors,
    modelVisibilities: models,
    clusters,
    lease,
    access,
    projects,
    pools,
    quotas,
    announcer,
    hooks: options.runHooks,
    now,
  });
  rulesets.runs(runs.activity);
  const workspaceDoors = workspaces.serve(runs);

  const seed = SeedService.create({
    ...base,
    seed: config.seed,
    departments,
    projects,
    pools: poolStore,
    catalog: pools,
    quotas: quotaStore,
    ownership,
  });
  const consented = new Set(
    config.clusters.filter(({ takeOver }) => takeOver).map(({ name }) => name),
  );
  const takeover = TakeoverService.create({
    ...base,
    clusters,
    planner,
    ownership,
    pools: poolStore,
    lease,
    consented,
    announcer,
  });
  const remover = ProjectRemover.create({
    projects,
    clusters,
    ownership,
    announcer,
    logger,
  });
  const reconcilers = Reconcilers.create({
    ...base,
    clusters,
    planner,
    ownership,
    sync,
    lease,
    announcer,
    takeover,
    seed,
    driftKept: new Set(
      config.clusters
        .filter(({ drift }) => drift === 'report')
        .map(({ name }) => name),
    ),
    pools: poolStore,
    remover,
  });
  const onChanged = (cluster: string) => reconcilers.wake(cluster);

  const projectService = AuthorizedProjectService.create({
    inner: DefaultProjectService.create({
      ...base,
      store: projects,
      departments,
      activity: runs.activity,
      clustersOf: project =>
        clusterStates({ quotas: quotaStore, sync, projects: project }),
      onDeleting: async () => {
        await remover.finish();
        reconcilers.wakeAll();
      },
      announcer,
    }),
    permissions,
    access,
  });
  const departmentService = AuthorizedDepartmentService.create({
    inner: DefaultDepartmentService.create({
      ...base,
      store: departments,
      announcer,
    }),
    permissions,
  });
  const poolService = AuthorizedPoolService.create({
    inner: DefaultPoolService.create({
      ...base,
      clusters,
      store: poolStore,
      snapshots,
      ownership,
      sync,
      announcer,
      onChanged,
    }),
    permissions,
  });
  const quotaService = AuthorizedQuotaService.create({
    inner: DefaultQuotaService.create({
      ...base,
      clusters,
      projects,
      quotas: quotaStore,
      planner,
      snapshots,
      ownership,
      announcer,
      onChanged,
    }),
    permissions,
    access,
  });
  const clusterService = AuthorizedClusterService.create({
    inner: DefaultClusterService.create({
      clusters,
      pools: poolStore,
      ownership,
      sync,
      takeover,
      onChanged,
    }),
    permissions,
  });

  const capacity = CapacityService.create({
    clusters,
    snapshots,
    quotas: quotaStore,
    access,
  });
  const lineage = LineageService.create({
    finder: LineageFinder.create({
      catalog: options.catalog,
      runs: DatabaseLineageRuns.create({ knex }),
    }),
    access,
  });

  const modelService = AuthorizedModelService.create({
    inner: DefaultModelService.create({
      ...base,
      store: models,
      projects,
      reactions: ModelReactions.create({ ...options, announcer }),
    }),
    access,
  });

  registerActions(options.actionsRegistry, {
    catalog: options.catalog,
    capacity,
    lineage,
    projects: projectService,
    runs: runs.service,
  });

  return {
    routes: [
      meRoutes({
        me: MeService.create({
          permissions,
          userInfo: options.userInfo,
          roleGroups: options.roleGroups,
          projects,
          access,
        }),
        organisation: OrganisationService.create({ departments, projects }),
        belonging: BelongingStore.create(base),
      }),
      departmentRoutes(departmentService),
      projectRoutes({
        projects: projectService,
        capacity,
        secrets: SecretService.create({ clusters, quotas, access }),
      }),
      clusterRoutes(clusterService),
      clusterCheckRoutes(
        AuthorizedClusterCheckService.create({
          inner: DefaultClusterCheckService.create(),
          permissions,
        }),
      ),
      poolRoutes(poolService),
      quotaRoutes(quotaService),
      utilisationRoutes(
        createMetrics({
          ...base,
          config: config.metrics,
          clusters,
          pools,
          projects,
          access,
        }),
      ),
      runs.routes,
      workspaceDoors.routes,
      modelRoutes(modelService),
      lineageRoutes(lineage),
    ],
    async start() {
      await ownership.ensure(names);
      await seed.seedOrganisation();
      await lease.start();
      for (const connection of clusters.list()) {
        connection.onReachability(() => announcer.announce('clusters'));
      }
      clusters.start();
      reconcilers.start();
      runs.start();
      await workspaceDoors.start();
    },
    async stop() {
      await workspaceDoors.stop();
      await reconcilers.stop();
      await runs.stop();
      await clusters.stop();
      announcer.stop();
      await lease.stop();
    },
  };
}
