import type { KubeObject } from '@silogen/cluster-client';
import { invalid } from '../metadata';
import type {
  FieldProblem,
  KindDefinition,
  KindVersion,
  TableColumn,
  ValidationContext,
} from '../types';
import {
  convertClusterQueue,
  convertLocalQueue,
  convertWorkload,
} from './kueueConversion';
import {
  clusterQueueSchema,
  cohortSchema,
  localQueueSchema,
  PRIORITY_CLASS_SCHEMA,
  resourceFlavorSpec,
  TOPOLOGY_SPEC,
  workloadSchema,
  type KueueShape,
} from './kueueSchemas';
import { object } from './schemas';
import {
  validateClusterQueue,
  validateResourceFlavor,
  validateTopology,
} from './kueueRules';

/** 0.12: v1beta1, Cohort and Topology still v1alpha1. 0.19: v1beta2 stored, v1beta1 served and deprecated. */
export type KueueRelease = '0.12' | '0.19';

const GROUP = 'kueue.x-k8s.io';
const DEPRECATED = 'This version is deprecated. Use v1beta2 instead.';

/** The kinds that a release of Kueue brings, of those that this suite touches. */
export function kueueKinds(options: {
  release: KueueRelease;
}): KindDefinition[] {
  const { release } = options;
  const old = release === '0.12';
  const versions = (
    schema: (shape: KueueShape) => KindVersion['schema'],
    columns?: readonly TableColumn[],
  ): KindVersion[] => {
    const v1beta1: KindVersion = {
      name: 'v1beta1',
      schema: schema('v1beta1'),
      columns,
      ...(old
        ? {}
        : {
            deprecationWarning: `${GROUP}/v1beta1 is deprecated. ${DEPRECATED}`,
          }),
    };
    return old
      ? [v1beta1]
      : [{ name: 'v1beta2', schema: schema('v1beta2'), columns }, v1beta1];
  };
  return [
    {
      group: GROUP,
      kind: 'ClusterQueue',
      plural: 'clusterqueues',
      singular: 'clusterqueue',
      shortNames: ['cq'],
      namespaced: false,
      subresources: ['status'],
      versions: versions(clusterQueueSchema, [
        { name: 'Cohort', type: 'string', value: cohortOf },
        {
          name: 'Strategy',
          type: 'string',
          priority: 1,
          value: 'spec.queueingStrategy',
        },
        {
          name: 'Pending Workloads',
          type: 'integer',
          value: 'status.pendingWorkloads',
        },
        {
          name: 'Admitted Workloads',
          type: 'integer',
          priority: 1,
          value: 'status.admittedWorkloads',
        },
      ]),
      convert: convertClusterQueue,
      validate: validateClusterQueue,
    },
    {
      group: GROUP,
      kind: 'LocalQueue',
      plural: 'localqueues',
      singular: 'localqueue',
      shortNames: ['queue', 'queues', 'lq'],
      namespaced: true,
      subresources: ['status'],
      versions: versions(localQueueSchema, [
        { name: 'ClusterQueue', type: 'string', value: 'spec.clusterQueue' },
        {
          name: 'Pending Workloads',
          type: 'integer',
          value: 'status.pendingWorkloads',
        },
        {
          name: 'Admitted Workloads',
          type: 'integer',
          value: 'status.admittedWorkloads',
        },
      ]),
      convert: convertLocalQueue,
      validate: (changed, context) =>
        immutable(changed, context, 'spec.clusterQueue'),
    },
    {
      group: GROUP,
      kind: 'ResourceFlavor',
      plural: 'resourceflavors',
      singular: 'resourceflavor',
      shortNames: ['flavor', 'flavors', 'rf'],
      namespaced: false,
      versions: versions(() => object({ spec: object(resourceFlavorSpec(8)) })),
      validate: validateResourceFlavor,
    },
    {
      group: GROUP,
      kind: 'Workload',
      plural: 'workloads',
      singular: 'workload',
      shortNames: old ? ['wl'] : ['kwl', 'kueueworkload', 'kueueworkloads'],
      namespaced: true,
      subresources: ['status'],
      versions: versions(workloadSchema, [
        { name: 'Queue', type: 'string', value: 'spec.queueName' },
        {
          name: 'Reserved in',
          type: 'string',
          value: 'status.admission.clusterQueue',
        },
        {
          name: 'Admitted',
          type: 'string',
          value: workload => conditionStatus(workload, 'Admitted'),
        },
        {
          name: 'Finished',
          type: 'string',
          value: workload => conditionStatus(workload, 'Finished'),
        },
      ]),
      convert: convertWorkload,
    },
    {
      group: GROUP,
      kind: 'WorkloadPriorityClass',
      plural: 'workloadpriorityclasses',
      singular: 'workloadpriorityclass',
      ...(old ? {} : { shortNames: ['wpc'] }),
      namespaced: false,
      versions: versions(
        () => PRIORITY_CLASS_SCHEMA,
        [{ name: 'Value', type: 'integer', value: 'value' }],
      ),
    },
    {
      group: GROUP,
      kind: 'Cohort',
      plural: 'cohorts',
      singular: 'cohort',
      ...(old ? {} : { shortNames: ['co'] }),
      namespaced: false,
      subresources: ['status'],
      versions: old
        ? [{ name: 'v1alpha1', schema: cohortSchema('v1alpha1') }]
        : versions(cohortSchema),
    },
    {
      group: GROUP,
      kind: 'Topology',
      plural: 'topologies',
      singular: 'topology',
      ...(old ? {} : { shortNames: ['topo'] }),
      namespaced: false,
      versions: old
        ? [{ name: 'v1alpha1', schema: object({ spec: TOPOLOGY_SPEC(8) }) }]
        : versions(() => object({ spec: TOPOLOGY_SPEC(16) })),
      validate: validateTopology,
    },
  ];
}

function cohortOf(queue: KubeObject): string {
  const spec = queue.spec as
    | { cohort?: string; cohortName?: string }
    | undefined;
  return spec?.cohort ?? spec?.cohortName ?? '';
}

function conditionStatus(
  workload: KubeObject,
  type: string,
): string | undefined {
  const status = workload.status as
    | { conditions?: { type: string; status: string }[] }
    | undefined;
  return status?.conditions?.find(condition => condition.type === type)?.status;
}

function immutable(
  changed: KubeObject,
  { old }: ValidationContext,
  field: string,
): FieldProblem[] {
  const read = (from: KubeObject) =>
    field
      .split('.')
      .reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        from,
      );
  return old && read(old) !== read(changed)
    ? [invalid(field, read(changed), 'field is immutable')]
    : [];
}
