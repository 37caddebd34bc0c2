import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterCheck,
  ClusterCheckRequest,
} from '@silogen/backstage-plugin-resource-manager-common';

/** Looks at a cluster that is not connected yet; keeps nothing of what was sent. */
export interface ClusterCheckService {
  check(
    request: ClusterCheckRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<ClusterCheck>;
}
