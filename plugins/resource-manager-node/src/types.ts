import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LaunchRunRequest,
  ListProjectsQuery,
  ListRunsQuery,
  Memberships,
  Organisation,
  Page,
  PreviewRunRequest,
  ProjectList,
  Run,
  RunDetail,
  RunPreview,
  TunedModel,
} from '@silogen/backstage-plugin-resource-manager-common';

/**
 * How every call to the Resource Manager is made.
 *
 * @public
 */
export interface ResourceManagerServiceRequestOptions {
  /** On whose behalf the call is made; decides what is allowed and who is audited. */
  credentials: BackstageCredentials;
}

/**
 * A launch, with the key that makes it happen once.
 *
 * @public
 */
export type LaunchRunOptions = LaunchRunRequest & {
  /** 8–200 printable ASCII characters. The same key of the same caller gives the same run, however often it is sent. */
  idempotencyKey: string;
};

/**
 * The Resource Manager, for other backend plugins and modules.
 *
 * @remarks
 *
 * Every method throws a `ResponseError` when the Resource Manager refuses; its `cause` carries the `code` and the
 * `details` (`field`, `problem`, `remedy`) of the answer.
 *
 * @public
 */
export interface ResourceManagerService {
  /** Accepts a run and returns it at once; what becomes of it is read with {@link ResourceManagerService.getRun}. */
  launchRun(
    request: LaunchRunOptions,
    options: ResourceManagerServiceRequestOptions,
  ): Promise<RunDetail>;

  /** What a launch would create and what stands in its way; changes nothing. */
  previewRun(
    request: PreviewRunRequest,
    options: ResourceManagerServiceRequestOptions,
  ): Promise<RunPreview>;

  /** One run; a run that the caller may not see is not found. */
  getRun(
    request: { runId: string },
    options: ResourceManagerServiceRequestOptions,
  ): Promise<RunDetail>;

  /** One page of the runs that the caller may see. */
  listRuns(
    request: ListRunsQuery,
    options: ResourceManagerServiceRequestOptions,
  ): Promise<Page<Run> & { totalItems: number }>;

  /** One page of the projects that the caller may see, by name. */
  listProjects(
    request: ListProjectsQuery,
    options: ResourceManagerServiceRequestOptions,
  ): Promise<ProjectList>;

  /** The whole tenancy tree with members; only for the portal's own services. */
  listOrganisation(
    request: {},
    options: ResourceManagerServiceRequestOptions,
  ): Promise<Organisation>;

  /** Where a person belongs now; only for the portal's own services. */
  getMemberships(
    request: {
      /** Full entity ref. */
      userRef: string;
    },
    options: ResourceManagerServiceRequestOptions,
  ): Promise<Memberships>;

  /** The models that finished fine-tunes made; only for the portal's own services. */
  listTunedModels(
    request: {},
    options: ResourceManagerServiceRequestOptions,
  ): Promise<{ items: TunedModel[] }>;
}
