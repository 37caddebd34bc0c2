import type { GroupKind } from '@silogen/cluster-client';
import type { WatchedKind } from './types';

/** Kinds that are read or written on demand only. */
export type ReadKind = 'Secret' | 'ConfigMap' | 'Event' | 'Service';

const core = (kind: string): GroupKind => ({
  group: '',
  kind,
  versions: ['v1'],
});
const kueue = (kind: string, versions: string[]): GroupKind => ({
  group: 'kueue.x-k8s.io',
  kind,
  versions,
});
const kaiwo = (kind: string): GroupKind => ({
  group: 'kaiwo.silogen.ai',
  kind,
  versions: ['v1alpha1'],
});

/** Where each kind lives, and the versions that this plugin understands, best first. */
export const WATCHED_KINDS: Record<WatchedKind, GroupKind> = {
  Namespace: core('Namespace'),
  Node: core('Node'),
  Pod: core('Pod'),
  Job: { group: 'batch', kind: 'Job', versions: ['v1'] },
  Deployment: { group: 'apps', kind: 'Deployment', versions: ['v1'] },
  RayJob: { group: 'ray.io', kind: 'RayJob', versions: ['v1', 'v1alpha1'] },
  KaiwoJob: kaiwo('KaiwoJob'),
  KaiwoService: kaiwo('KaiwoService'),
  KaiwoQueueConfig: kaiwo('KaiwoQueueConfig'),
  KaiwoConfig: {
    group: 'config.kaiwo.silogen.ai',
    kind: 'KaiwoConfig',
    versions: ['v1alpha1'],
  },
  ClusterQueue: kueue('ClusterQueue', ['v1beta2', 'v1beta1']),
  LocalQueue: kueue('LocalQueue', ['v1beta2', 'v1beta1']),
  ResourceFlavor: kueue('ResourceFlavor', ['v1beta2', 'v1beta1']),
  Cohort: kueue('Cohort', ['v1beta2', 'v1beta1', 'v1alpha1']),
  WorkloadPriorityClass: kueue('WorkloadPriorityClass', ['v1beta2', 'v1beta1']),
  Workload: kueue('Workload', ['v1beta2', 'v1beta1']),
};

export const READ_KINDS: Record<ReadKind, GroupKind> = {
  Secret: core('Secret'),
  ConfigMap: core('ConfigMap'),
  Event: core('Event'),
  Service: core('Service'),
};

export const WATCHED_KIND_NAMES = Object.keys(WATCHED_KINDS) as WatchedKind[];
