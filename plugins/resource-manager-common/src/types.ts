import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

export type Access = Schemas['Access'];
export type AffectedRun = Schemas['AffectedRun'];
export type Cluster = Schemas['Cluster'];
export type ClusterCheck = Schemas['ClusterCheck'];
export type ClusterCheckRequest = Schemas['ClusterCheckRequest'];
export type ClusterEvent = Schemas['ClusterEvent'];
export type ClusterProblem = Schemas['ClusterProblem'];
export type CreateDepartment = Schemas['CreateDepartment'];
export type CreatePool = Schemas['CreatePool'];
export type CreateProject = Schemas['CreateProject'];
export type DecidePublication = Schemas['DecidePublication'];
export type Department = Schemas['Department'];
export type Difference = Schemas['Difference'];
export type EndpointInfo = Schemas['EndpointInfo'];
export type FieldProblem = Schemas['FieldProblem'];
export type GpuCount = Schemas['GpuCount'];
export type Interruption = Schemas['Interruption'];
export type LaunchRunRequest = Schemas['LaunchRunRequest'];
export type Lineage = Schemas['Lineage'];
export type LineageNode = Schemas['LineageNode'];
export type Me = Schemas['Me'];
export type Member = Schemas['Member'];
export type MemberRole = Schemas['MemberRole'];
export type Memberships = Schemas['Memberships'];
export type ModelVisibility = Schemas['ModelVisibility'];
export type Node = Schemas['Node'];
export type Organisation = Schemas['Organisation'];
export type Placement = Schemas['Placement'];
export type Pool = Schemas['Pool'];
export type PoolCapacity = Schemas['PoolCapacity'];
export type PoolNumbers = Schemas['PoolNumbers'];
export type PoolPreview = Schemas['PoolPreview'];
export type PoolQuota = Schemas['PoolQuota'];
export type PreviewRunRequest = Partial<LaunchRunRequest>;
export type Publication = Schemas['Publication'];
export type PublishModel = Schemas['PublishModel'];
export type Priority = Schemas['Priority'];
/** The closed list of machine-readable causes; UI texts key on it. */
export type ProblemCode = Schemas['ProblemCode'];
export type Progress = Schemas['Progress'];
export type Project = Schemas['Project'];
export type ProjectCapacity = Schemas['ProjectCapacity'];
export type ProjectList = Schemas['ProjectList'];
export type ProjectQuota = Schemas['ProjectQuota'];
export type Queue = Schemas['Queue'];
export type QuotaChange = Schemas['QuotaChange'];
export type QuotaList = Schemas['QuotaList'];
export type QuotaPreviewRequest = Schemas['QuotaPreviewRequest'];
export type QuotaPreview = Schemas['QuotaPreview'];
export type QuotaRow = Schemas['QuotaRow'];
export type Run = Schemas['Run'];
export type RunDetail = Schemas['RunDetail'];
export type RunEvent = Schemas['RunEvent'];
export type RunPod = Schemas['RunPod'];
export type RunPreview = Schemas['RunPreview'];
export type RunState = Schemas['RunState'];
export type RunType = Schemas['RunType'];
export type SetProjectQuota = Schemas['SetProjectQuota'];
export type SyncStatus = Schemas['SyncStatus'];
export type TakeoverPlan = Schemas['TakeoverPlan'];
export type TunedModel = Schemas['TunedModel'];
export type Utilisation = Schemas['Utilisation'];
export type UtilisationHistory = Schemas['UtilisationHistory'];
export type UtilisationRow = Schemas['UtilisationRow'];
export type GpuMemory = Schemas['GpuMemory'];
export type GpuUse = Schemas['GpuUse'];
export type MetricsSourceStatus = Schemas['MetricsSourceStatus'];
export type Waste = Schemas['Waste'];
export type WasteList = Schemas['WasteList'];
export type UpdateDepartment = Schemas['UpdateDepartment'];
export type UpdatePool = Schemas['UpdatePool'];
export type UpdateProject = Schemas['UpdateProject'];
export type Verdict = Schemas['Verdict'];
export type Visibility = Schemas['Visibility'];
export type WaitReason = Schemas['WaitReason'];
export type WorkspaceState = Schemas['WorkspaceState'];
export type WorkspaceTicket = Schemas['WorkspaceTicket'];

/** Query of `GET /v1/runs`. */
export type ListRunsQuery = NonNullable<operations['listRuns']['parameters']['query']>;
/** Query of `GET /v1/quotas`. */
export type ListQuotasQuery = NonNullable<operations['listQuotas']['parameters']['query']>;
/** Query of `GET /v1/projects`. */
export type ListProjectsQuery = NonNullable<operations['listProjects']['parameters']['query']>;

/** Query of `GET /v1/utilisation`. */
export type UtilisationQuery = NonNullable<operations['getUtilisation']['parameters']['query']>;

/** What a page of anything looks like; `nextCursor` is left out on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
