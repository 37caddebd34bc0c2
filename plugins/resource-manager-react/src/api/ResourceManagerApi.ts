import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Cluster,
  ClusterCheck,
  ClusterCheckRequest,
  ClusterEvent,
  ClusterProblem,
  CreateDepartment,
  CreatePool,
  CreateProject,
  DecidePublication,
  Department,
  LaunchRunRequest,
  Lineage,
  ListProjectsQuery,
  ListQuotasQuery,
  ListRunsQuery,
  Me,
  ModelVisibility,
  Node,
  Page,
  Pool,
  PoolPreview,
  PreviewRunRequest,
  Project,
  ProjectCapacity,
  ProjectList,
  ProjectQuota,
  PublishModel,
  Queue,
  QuotaChange,
  QuotaList,
  QuotaPreview,
  QuotaPreviewRequest,
  Run,
  RunDetail,
  RunEvent,
  RunPod,
  RunPreview,
  SetProjectQuota,
  TakeoverPlan,
  UpdateDepartment,
  UpdatePool,
  UpdateProject,
  Utilisation,
  UtilisationQuery,
  WasteList,
  WorkspaceTicket,
} from '@silogen/backstage-plugin-resource-manager-common';

/** For reads that may be given up, such as previews while typing. */
export type RequestOptions = {
  signal?: AbortSignal;
};

/** Which page: `nextCursor` of the page before, and how many items (at most 500). */
export interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** A page of what a cluster reports, with the time of the newest news from it. */
export type ObservedPage<T> = Page<T> & {
  totalItems?: number;
  observedAt?: string;
};

/** Name and keys of a Secret in a project's namespace; values never leave the cluster. */
export interface ProjectSecret {
  cluster: string;
  name: string;
  keys: string[];
}

/** Which log, and how: `follow` keeps the stream open until the reader cancels it. */
export interface RunLogsQuery {
  run: string;
  pod?: string;
  container?: string;
  follow?: boolean;
  previous?: boolean;
  timestamps?: boolean;
  tailLines?: number;
}

/** A Kubernetes object as the cluster has it. */
export type KubernetesObject = Record<string, unknown>;

/**
 * The Resource Manager as frontends see it: one method an operation of its API.
 *
 * Every method rejects with {@link ProblemError}. `etag` is {@link etagOf} the version that was read.
 */
export interface ResourceManagerApi {
  getMe(options?: RequestOptions): Promise<Me>;

  listClusters(options?: RequestOptions): Promise<{ items: Cluster[] }>;
  getCluster(
    request: { cluster: string },
    options?: RequestOptions,
  ): Promise<Cluster>;
  listNodes(
    request: { cluster: string } & PageQuery,
    options?: RequestOptions,
  ): Promise<ObservedPage<Node>>;
  listQueues(
    request: { cluster: string } & PageQuery,
    options?: RequestOptions,
  ): Promise<ObservedPage<Queue>>;
  getTakeoverPlan(
    request: { cluster: string },
    options?: RequestOptions,
  ): Promise<TakeoverPlan>;
  checkCluster(request: ClusterCheckRequest): Promise<ClusterCheck>;
  takeOverCluster(request: {
    cluster: string;
    planId: string;
  }): Promise<Cluster>;

  listPools(
    request?: { cluster?: string },
    options?: RequestOptions,
  ): Promise<{ items: Pool[]; errors: ClusterProblem[] }>;
  createPool(request: CreatePool): Promise<Pool>;
  updatePool(request: {
    cluster: string;
    pool: string;
    etag: string;
    body: UpdatePool;
  }): Promise<Pool>;
  deletePool(request: {
    cluster: string;
    pool: string;
    etag: string;
  }): Promise<void>;
  previewPool(
    request: {
      cluster: string;
      name?: string;
      selector: Record<string, string>;
    },
    options?: RequestOptions,
  ): Promise<PoolPreview>;

  listDepartments(options?: RequestOptions): Promise<{ items: Department[] }>;
  createDepartment(request: CreateDepartment): Promise<Department>;
  updateDepartment(request: {
    department: string;
    etag: string;
    body: UpdateDepartment;
  }): Promise<Department>;
  deleteDepartment(request: {
    department: string;
    etag: string;
  }): Promise<void>;

  listProjects(
    request?: ListProjectsQuery,
    options?: RequestOptions,
  ): Promise<ProjectList>;
  getProject(
    request: { project: string },
    options?: RequestOptions,
  ): Promise<Project>;
  createProject(request: CreateProject): Promise<Project>;
  updateProject(request: {
    project: string;
    etag: string;
    body: UpdateProject;
  }): Promise<Project>;
  deleteProject(request: { project: string; etag: string }): Promise<void>;
  getProjectCapacity(
    request: { project: string },
    options?: RequestOptions,
  ): Promise<ProjectCapacity>;
  listProjectSecrets(
    request: { project: string },
    options?: RequestOptions,
  ): Promise<{ items: ProjectSecret[]; errors: ClusterProblem[] }>;

  listQuotas(
    request?: ListQuotasQuery,
    options?: RequestOptions,
  ): Promise<QuotaList>;
  getProjectQuota(
    request: { project: string; cluster: string },
    options?: RequestOptions,
  ): Promise<ProjectQuota>;
  setProjectQuota(request: {
    project: string;
    cluster: string;
    etag: string;
    body: SetProjectQuota;
  }): Promise<ProjectQuota>;
  previewProjectQuota(
    request: { project: string; cluster: string; body: QuotaPreviewRequest },
    options?: RequestOptions,
  ): Promise<QuotaPreview>;
  listQuotaHistory(
    request: { project: string; cluster: string } & PageQuery,
    options?: RequestOptions,
  ): Promise<Page<QuotaChange>>;

  /** Numbers that the metrics source did not give are left out, never 0. */
  getUtilisation(
    request?: UtilisationQuery,
    options?: RequestOptions,
  ): Promise<Utilisation>;
  listWastes(options?: RequestOptions): Promise<WasteList>;

  /** What a model, dataset or workload came from and what came of it. */
  getLineage(
    request: { entity: string; depth?: number },
    options?: RequestOptions,
  ): Promise<Lineage>;

  /** Who sees a model that a run made; `model` is the name of its entity. */
  getModelVisibility(
    request: { model: string },
    options?: RequestOptions,
  ): Promise<ModelVisibility>;
  /** At once for its owner; a pending request of anyone else. */
  publishModel(request: {
    model: string;
    etag: string;
    body: PublishModel;
  }): Promise<ModelVisibility>;
  decidePublication(request: {
    model: string;
    publication: string;
    etag: string;
    state: DecidePublication['state'];
  }): Promise<ModelVisibility>;

  listRuns(
    request?: ListRunsQuery,
    options?: RequestOptions,
  ): Promise<Page<Run> & { totalItems: number }>;
  getRun(
    request: { run: string },
    options?: RequestOptions,
  ): Promise<RunDetail>;
  /** The same `idempotencyKey` and caller give the same run, however often it is sent. */
  launchRun(request: {
    idempotencyKey: string;
    body: LaunchRunRequest;
  }): Promise<RunDetail>;
  previewRun(
    request: PreviewRunRequest,
    options?: RequestOptions,
  ): Promise<RunPreview>;
  stopRun(request: { run: string }): Promise<RunDetail>;
  /** The address is good once and for 30 seconds. */
  openWorkspace(request: { run: string }): Promise<WorkspaceTicket>;
  deleteRun(request: { run: string }): Promise<RunDetail>;
  listRunEvents(
    request: { run: string } & PageQuery,
    options?: RequestOptions,
  ): Promise<Page<RunEvent>>;
  listRunPods(
    request: { run: string },
    options?: RequestOptions,
  ): Promise<{ items: RunPod[] }>;
  listRunObjects(
    request: { run: string },
    options?: RequestOptions,
  ): Promise<{ items: KubernetesObject[]; events: ClusterEvent[] }>;
  /** Opens a log as text in chunks that need not end at line ends; abort the signal to close it. */
  openRunLogs(
    request: RunLogsQuery,
    options?: RequestOptions,
  ): Promise<ReadableStream<string>>;
}

/** Where frontends get the Resource Manager; the `resource-manager` plugin provides it. */
export const resourceManagerApiRef = createApiRef<ResourceManagerApi>().with({
  id: 'plugin.resource-manager.api',
  pluginId: 'resource-manager',
});

/** The ETag of a version, for `If-Match`. */
export function etagOf(thing: { version: number }): string {
  return `"${thing.version}"`;
}
