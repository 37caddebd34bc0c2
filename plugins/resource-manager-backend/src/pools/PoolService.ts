import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterProblem,
  CreatePool,
  Pool,
  PoolPreview,
  UpdatePool,
} from '@silogen/backstage-plugin-resource-manager-common';

type Options = { credentials: BackstageCredentials };

export interface PoolKey {
  cluster: string;
  pool: string;
}

export interface PoolService {
  list(
    query: { cluster?: string },
    options: Options,
  ): Promise<{ items: Pool[]; errors: ClusterProblem[] }>;
  get(key: PoolKey, options: Options): Promise<Pool>;
  create(request: CreatePool, options: Options): Promise<Pool>;
  /** `version`: the one that was read; undefined matches any. */
  update(
    request: PoolKey & { version: number | undefined; change: UpdatePool },
    options: Options,
  ): Promise<Pool>;
  delete(
    request: PoolKey & { version: number | undefined },
    options: Options,
  ): Promise<void>;
  preview(
    request: {
      cluster: string;
      name?: string;
      selector: Record<string, string>;
    },
    options: Options,
  ): Promise<PoolPreview>;
}
