import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Cluster,
  Node,
  Queue,
  TakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-common';

export interface ListPageRequest {
  cluster: string;
  cursor?: string;
  limit?: number;
}

export interface ObservedPage<T> {
  items: T[];
  nextCursor?: string;
  totalItems: number;
  observedAt?: string;
}

type Options = { credentials: BackstageCredentials };

export interface ClusterService {
  list(options: Options): Promise<Cluster[]>;
  get(name: string, options: Options): Promise<Cluster>;
  nodes(
    request: ListPageRequest,
    options: Options,
  ): Promise<ObservedPage<Node>>;
  queues(
    request: ListPageRequest,
    options: Options,
  ): Promise<ObservedPage<Queue>>;
  takeoverPlan(name: string, options: Options): Promise<TakeoverPlan>;
  takeOver(
    request: { cluster: string; planId: string },
    options: Options,
  ): Promise<Cluster>;
}
