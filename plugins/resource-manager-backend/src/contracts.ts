/**
 * What the folders of this plugin know of each other. `runs/` builds on these and on `clusters/types.ts` only, so that
 * neither side imports the other's rules or tables.
 */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  Access,
  MemberRole,
  PoolQuota,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Request, Router } from 'express';
import type { Knex } from 'knex';

/** A project as the database has it. */
export interface ProjectRecord {
  /** UUIDv4; label `airm.silogen.ai/project-id` on namespaces and objects. */
  id: string;
  /** Also the name of its namespace, ClusterQueue and LocalQueue. */
  name: string;
  title: string;
  description?: string;
  department: string;
  departmentTitle: string;
  version: number;
  /** Being deleted: nothing new may start in it. */
  deleting: boolean;
  createdAt: Date;
}

export interface Membership {
  project: string;
  title: string;
  role: MemberRole;
}

/** Read side of the projects, straight from the tables; knows nothing of permissions. */
export interface ProjectDirectory {
  find(name: string): Promise<ProjectRecord | undefined>;
  /** All, by name. */
  list(): Promise<ProjectRecord[]>;
  roleOf(userRef: string, project: string): Promise<MemberRole | undefined>;
  /** By project name. */
  membershipsOf(userRef: string): Promise<Membership[]>;
  membersOf(project: string): Promise<{ userRef: string; role: MemberRole }[]>;
}

/** One condition on projects: the user is a member, with one of these roles where given. */
export interface ProjectMemberFilter {
  userRef: string;
  roles?: MemberRole[];
}

/** Which projects something applies to. */
export type ProjectFilter =
  | 'all'
  | 'none'
  | PermissionCriteria<ProjectMemberFilter>;

/** Asks the permission framework, and answers in projects. SQL: `applyProjectFilter` of `permissions/projectFilter`. */
export interface ProjectAccess {
  filterFor(
    permission: ResourcePermission,
    options: { credentials: BackstageCredentials },
  ): Promise<ProjectFilter>;
  allowedIn(
    permission: ResourcePermission,
    project: string,
    options: { credentials: BackstageCredentials },
  ): Promise<boolean>;
}

/** A compute pool with what its nodes show now. */
export interface PoolSummary {
  cluster: string;
  /** Also the name of its ResourceFlavor. */
  name: string;
  title: string;
  /** Exact node label pairs. */
  selector: Record<string, string>;
  kind: 'gpu' | 'cpu';
  /** Main resource: the GPU resource of its nodes, or `cpu`. */
  resource: string;
  /** Such as `mi300x`; left out for a CPU pool, mixed nodes, or where no node says. */
  gpuModel?: string;
  vendor?: 'amd' | 'nvidia';
  /** Order of the flavors in every queue; the CPU pool first. */
  position: number;
}

export interface PoolDirectory {
  /** In pool order. */
  list(cluster: string): Promise<PoolSummary[]>;
}

/** What a project is guaranteed in one pool; `access` is never `none` here. */
export interface PoolAccess {
  cluster: string;
  pool: string;
  access: Exclude<Access, 'none'>;
  /** As it was set, and the default share of the resources that were left out. */
  resources: PoolQuota['resources'];
}

export interface QuotaDirectory {
  accessOf(project: string): Promise<PoolAccess[]>;
}

/** Proof of holding a cluster's lease; the counter grows with every new holder. */
export interface Fence {
  cluster: string;
  counter: number;
}

/** Who acts on a cluster: one replica at a time. */
export interface ClusterLease {
  /** Undefined while another replica (or none) holds it. */
  held(cluster: string): Fence | undefined;
  /** Called when this replica gains or loses a cluster's lease. */
  onChange(listener: (cluster: string) => void): () => void;
  /**
   * Runs the work in one transaction in which the fence is still valid.
   *
   * @throws ConflictError when another replica has taken the lease over
   */
  withFence<T>(
    fence: Fence,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T>;
}

/** Tells pages that something changed; carries no data. */
export type AnnouncementKind =
  | 'organisation'
  | 'quotas'
  | 'pools'
  | 'clusters'
  | 'models'
  | 'runs';
export interface Announcer {
  /** Coalesced; never fails the caller. */
  announce(kind: AnnouncementKind): void;
}

/** Who may see the models that runs made. */
export interface ModelVisibilities {
  /** By run id; a model that is missing here is visible to its project. */
  all(): Promise<Map<string, Visibility>>;
}

/** Counts by project name; a project without runs may be missing. */
export interface RunActivity {
  counts(
    projects: readonly string[],
  ): Promise<Map<string, { active: number; waiting: number }>>;
  /** Project names of runs, in order; undefined where there is no such run. For the permission framework. */
  projectsOf(runIds: readonly string[]): Promise<(string | undefined)[]>;
}

/** Runs the work as one audit event: started, then succeeded or failed (and rethrown). */
export type Audited = <T>(
  request: Request,
  event: {
    /** `<noun>-<verb>`, e.g. `run-launch`. */
    eventId: string;
    severity?: 'low' | 'medium' | 'high' | 'critical';
    meta?: Record<string, string | number | boolean>;
  },
  work: () => Promise<T>,
) => Promise<T>;

/** What route files get; credentials of the caller are `await credentials(request)`. */
export interface RouteTools {
  /** Users and services of this portal. */
  credentials(request: Request): Promise<BackstageCredentials>;
  /** Only services of this portal (403 for users). */
  serviceCredentials(request: Request): Promise<BackstageCredentials>;
  audited: Audited;
}

export type AddRoutes = (router: Router, tools: RouteTools) => void;
