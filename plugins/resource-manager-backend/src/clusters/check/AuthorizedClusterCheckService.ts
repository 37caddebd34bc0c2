import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  clusterManagePermission,
  type ClusterCheck,
  type ClusterCheckRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import { requirePermission } from '../../permissions/requirePermission';
import type { ClusterCheckService } from './ClusterCheckService';

/** The portal calls the address that is sent, so that only who may connect clusters may have one checked. */
export class AuthorizedClusterCheckService implements ClusterCheckService {
  readonly #inner: ClusterCheckService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    inner: ClusterCheckService;
    permissions: PermissionsService;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
  }

  static create(options: {
    inner: ClusterCheckService;
    permissions: PermissionsService;
  }): AuthorizedClusterCheckService {
    return new AuthorizedClusterCheckService(options);
  }

  async check(
    request: ClusterCheckRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<ClusterCheck> {
    await requirePermission(
      this.#permissions,
      clusterManagePermission,
      options,
    );
    return this.#inner.check(request, options);
  }
}
