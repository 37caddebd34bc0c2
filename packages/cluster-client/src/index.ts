export * from './types';
export { ClusterError } from './ClusterError';
export type { FieldCause } from './ClusterError';
export { createClusterClient } from './createClusterClient';
export type { ClusterClientOptions } from './createClusterClient';
export type { FetchLike } from './nodeFetch';
export { loadKubeConfig } from './loadKubeConfig';
export type { KubeConfigSource } from './loadKubeConfig';
