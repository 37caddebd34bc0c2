import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  clusterManagePermission,
  clusterReadPermission,
  type Cluster,
  type Node,
  type Queue,
  type TakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-common';
import { requirePermission } from '../permissions/requirePermission';
import type {
  ClusterService,
  ListPageRequest,
  ObservedPage,
} from './ClusterService';

type Options = { credentials: BackstageCredentials };

/** Who may see clusters, and who may take one over. */
export class AuthorizedClusterService implements ClusterService {
  readonly #inner: ClusterService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    inner: ClusterService;
    permissions: PermissionsService;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
  }

  static create(options: {
    inner: ClusterService;
    permissions: PermissionsService;
  }): AuthorizedClusterService {
    return new AuthorizedClusterService(options);
  }

  async list(options: Options): Promise<Cluster[]> {
    await requirePermission(this.#permissions, clusterReadPermission, options);
    return this.#inner.list(options);
  }

  async get(name: string, options: Options): Promise<Cluster> {
    await requirePermission(this.#permissions, clusterReadPermission, options);
    return this.#inner.get(name, options);
  }

  async nodes(
    request: ListPageRequest,
    options: Options,
  ): Promise<ObservedPage<Node>> {
    await requirePermission(this.#permissions, clusterReadPermission, options);
    return this.#inner.nodes(request, options);
  }

  async queues(
    request: ListPageRequest,
    options: Options,
  ): Promise<ObservedPage<Queue>> {
    await requirePermission(this.#permissions, clusterReadPermission, options);
    return this.#inner.queues(request, options);
  }

  async takeoverPlan(name: string, options: Options): Promise<TakeoverPlan> {
    await requirePermission(
      this.#permissions,
      clusterManagePermission,
      options,
    );
    return this.#inner.takeoverPlan(name, options);
  }

  async takeOver(
    request: { cluster: string; planId: string },
    options: Options,
  ): Promise<Cluster> {
    await requirePermission(
      this.#permissions,
      clusterManagePermission,
      options,
    );
    return this.#inner.takeOver(request, options);
  }
}
