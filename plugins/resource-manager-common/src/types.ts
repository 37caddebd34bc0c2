import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

export type Access = Schemas['Access'];
export type AffectedRun = Schemas['AffectedRun'];
export type Cluster = Schemas['Cluster'];
export type ClusterEvent = Schemas['ClusterEvent'];
export type ClusterProblem = Schemas['ClusterProblem'];
export type CreateDepartment = Schemas['CreateDepartment'];
export type CreatePool = Schemas['CreatePool'];
export type CreateProject = Schemas['CreateProject'];
export type Department = Schemas['Department'];
export type Difference = Schemas['Difference'];
export type FieldProblem = Schemas['FieldProblem'];
export type GpuCount = Schemas['GpuCount'];
export type Interruption = Schemas['Interruption'];
export type LaunchRunRequest = Schemas['LaunchRunRequest'];
export type Me = Schemas['Me'];
export type Member = Schemas['Member'];
export type MemberRole = Schemas['MemberRole'];
export type Node = Schemas['Node'];
export type Organisation = Schemas['Organisation'];
export type Placement = Schemas['Placement'];
export type Pool = Schemas['Pool'];
export type PoolCapacity = Schemas['PoolCapacity'];
export type PoolNumbers = Schemas['PoolNumbers'];
export type PoolPreview = Schemas['PoolPreview'];
export type PoolQuota = Schemas['PoolQuota'];
export type PreviewRunRequest = Partial<LaunchRunRequest>;
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
export type UpdateDepartment = Schemas['UpdateDepartment'];
export type UpdatePool = Schemas['UpdatePool'];
export type UpdateProject = Schemas['UpdateProject'];
export type Verdict = Schemas['Verdict'];
export type WaitReason = Schemas['WaitReason'];

/** Query of `GET /v1/runs`. */
export type ListRunsQuery = NonNullable<operations['listRuns']['parameters']['query']>;
/** Query of `GET /v1/quotas`. */
export type ListQuotasQuery = NonNullable<operations['listQuotas']['parameters']['query']>;
/** Query of `GET /v1/projects`. */
export type ListProjectsQuery = NonNullable<operations['listProjects']['parameters']['query']>;

/** What a page of anything looks like; `nextCursor` is left out on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
