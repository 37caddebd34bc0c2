import type { KindDefinition, KindSchema } from '../types';
import {
  clusterQueueSpec,
  PRIORITY_CLASS_SCHEMA,
  TOPOLOGY_SPEC,
} from './kueueSchemas';
import {
  ANYTHING,
  BOOLEAN,
  choice,
  CONDITIONS,
  INTEGER,
  INT_OR_STRING,
  list,
  map,
  object,
  STRING,
  withDefault,
} from './schemas';

const GROUP = 'kaiwo.silogen.ai';

const STATUS_VALUES = [
  '',
  'DOWNLOADING',
  'PENDING',
  'STARTING',
  'RUNNING',
  'COMPLETE',
  'ERROR',
  'FAILED',
  'TERMINATING',
  'TERMINATED',
];

const WORKLOAD_STATUS = object({
  startTime: STRING,
  completionTime: STRING,
  conditions: CONDITIONS,
  status: choice(...STATUS_VALUES),
  duration: INTEGER,
  observedGeneration: INTEGER,
});

/** Fields that KaiwoJob and KaiwoService share (apis/kaiwo/v1alpha1/common_types.go). */
const COMMON: Record<string, KindSchema> = {
  user: STRING,
  gpus: withDefault({ ...INTEGER, minimum: 0 }, 0),
  gpuVendor: withDefault(STRING, 'amd'),
  gpuModels: list(STRING),
  version: STRING,
  replicas: { ...INTEGER, minimum: 0 },
  gpusPerReplica: { ...INTEGER, minimum: 0 },
  duration: STRING,
  preferredTopologyLabel: STRING,
  requiredTopologyLabel: STRING,
  resources: object({
    limits: map(INT_OR_STRING),
    requests: map(INT_OR_STRING),
    claims: list(ANYTHING),
  }),
  image: STRING,
  imagePullSecrets: list(object({ name: STRING })),
  env: list(ANYTHING),
  secretVolumes: list(
    object(
      {
        name: STRING,
        secretName: STRING,
        key: STRING,
        subPath: STRING,
        mountPath: STRING,
      },
      { required: ['name', 'secretName', 'mountPath'] },
    ),
  ),
  ray: withDefault(BOOLEAN, false),
  storage: ANYTHING,
  dangerous: withDefault(BOOLEAN, false),
  clusterQueue: STRING,
  priorityClass: STRING,
  podTemplateSpecLabels: map(STRING),
};

const STATUS_COLUMNS = [
  { name: 'Status', type: 'string', value: 'status.status' },
] as const;

/** Defaults of apis/config/v1alpha1/kaiwoconfig_types.go. */
const CONFIG_SPEC: KindSchema = object({
  ray: withDefault(
    object({
      defaultRayImage: withDefault(STRING, 'ghcr.io/silogen/rocm-ray:6.4'),
      headPodMemory: withDefault(STRING, '16Gi'),
    }),
    {},
  ),
  storage: withDefault(
    object({
      defaultStorageClass: STRING,
      defaultDataMountPath: withDefault(STRING, '/workload'),
      defaultHfMountPath: withDefault(STRING, '/hf_cache'),
    }),
    {},
  ),
  nodes: withDefault(
    object({
      defaultGpuResourceKey: withDefault(STRING, 'amd.com/gpu'),
      defaultGpuTaintKey: withDefault(STRING, 'kaiwo.silogen.ai/gpu'),
      excludeMasterNodesFromNodePools: withDefault(BOOLEAN, false),
      addTaintsToGpuNodes: withDefault(BOOLEAN, false),
    }),
    {},
  ),
  scheduling: withDefault(
    object({
      kubeSchedulerName: withDefault(STRING, 'kaiwo-scheduler'),
      pendingThresholdForPreemption: withDefault(STRING, '5m'),
    }),
    {},
  ),
  resourceMonitoring: withDefault(
    object({
      lowUtilizationThreshold: withDefault({ type: 'number' }, 1),
      targetNamespaces: list(STRING),
      profile: withDefault(STRING, 'gpu'),
      terminateUnderutilized: withDefault(BOOLEAN, false),
      terminateUnderutilizedAfter: withDefault(STRING, '24h'),
    }),
    {},
  ),
  gpuPreemption: object({
    defaultThreshold: { type: 'number' },
    defaultGracePeriod: STRING,
    defaultPolicy: STRING,
    defaultAggregation: STRING,
    defaultTTL: STRING,
  }),
  defaultClusterQueueName: withDefault(STRING, 'kaiwo'),
  defaultClusterQueueCohortName: withDefault(STRING, 'kaiwo'),
  dynamicallyUpdateDefaultClusterQueue: withDefault(BOOLEAN, false),
  defaultTopologyName: withDefault(STRING, 'default-topology'),
});

/** Kaiwo's kinds, as its operator serves them. */
export function kaiwoKinds(): KindDefinition[] {
  return [
    {
      group: GROUP,
      kind: 'KaiwoJob',
      plural: 'kaiwojobs',
      singular: 'kaiwojob',
      namespaced: true,
      subresources: ['status'],
      versions: [
        {
          name: 'v1alpha1',
          columns: STATUS_COLUMNS,
          schema: object({
            spec: object({
              ...COMMON,
              entrypoint: STRING,
              rayJob: ANYTHING,
              job: ANYTHING,
            }),
            status: WORKLOAD_STATUS,
          }),
        },
      ],
    },
    {
      group: GROUP,
      kind: 'KaiwoService',
      plural: 'kaiwoservices',
      singular: 'kaiwoservice',
      namespaced: true,
      subresources: ['status'],
      versions: [
        {
          name: 'v1alpha1',
          columns: STATUS_COLUMNS,
          schema: object({
            spec: object({
              ...COMMON,
              entrypoint: STRING,
              serveConfigV2: STRING,
              rayService: ANYTHING,
              deployment: ANYTHING,
            }),
            status: WORKLOAD_STATUS,
          }),
        },
      ],
    },
    queueConfigKind(),
    gpuWorkloadKind(),
    {
      group: 'config.kaiwo.silogen.ai',
      kind: 'KaiwoConfig',
      plural: 'kaiwoconfigs',
      singular: 'kaiwoconfig',
      namespaced: false,
      subresources: ['status'],
      versions: [
        {
          name: 'v1alpha1',
          schema: object({ spec: CONFIG_SPEC, status: ANYTHING }),
        },
      ],
    },
  ];
}

function queueConfigKind(): KindDefinition {
  const taint = object({
    key: STRING,
    value: STRING,
    effect: STRING,
    timeAdded: STRING,
  });
  const flavor = object(
    {
      name: STRING,
      nodeLabels: map(STRING, { maxProperties: 10 }),
      taints: list(taint, { maxItems: 5 }),
      tolerations: list(ANYTHING, { maxItems: 5 }),
      topologyName: STRING,
    },
    { required: ['name'] },
  );
  const queue = object(
    {
      name: STRING,
      namespaces: list(STRING),
      spec: clusterQueueSpec('v1beta1'),
    },
    { required: ['name'] },
  );
  const named = object({
    name: STRING,
    labels: map(STRING),
    annotations: map(STRING),
  });
  return {
    group: GROUP,
    kind: 'KaiwoQueueConfig',
    plural: 'kaiwoqueueconfigs',
    singular: 'kaiwoqueueconfig',
    namespaced: false,
    subresources: ['status'],
    versions: [
      {
        name: 'v1alpha1',
        columns: STATUS_COLUMNS,
        schema: object({
          spec: object({
            clusterQueues: list(queue, { maxItems: 1000 }),
            resourceFlavors: list(flavor, { maxItems: 20 }),
            workloadPriorityClasses: list(
              {
                ...PRIORITY_CLASS_SCHEMA,
                properties: {
                  ...PRIORITY_CLASS_SCHEMA.properties,
                  apiVersion: STRING,
                  kind: STRING,
                  metadata: named,
                },
              },
              { maxItems: 20 },
            ),
            topologies: list(
              object({
                apiVersion: STRING,
                kind: STRING,
                metadata: named,
                spec: TOPOLOGY_SPEC(8),
              }),
              { maxItems: 10 },
            ),
          }),
          status: object({
            conditions: CONDITIONS,
            status: choice('READY', 'FAILED', ''),
          }),
        }),
      },
    ],
  };
}

function gpuWorkloadKind(): KindDefinition {
  return {
    group: GROUP,
    kind: 'GpuWorkload',
    plural: 'gpuworkloads',
    singular: 'gpuworkload',
    namespaced: true,
    subresources: ['status'],
    versions: [
      {
        name: 'v1alpha1',
        columns: [
          { name: 'Phase', type: 'string', value: 'status.phase' },
          {
            name: 'Utilization',
            type: 'string',
            value: 'status.aggregatedUtilization',
          },
        ],
        schema: object({
          spec: object({
            workloadRef: ANYTHING,
            gpuResources: map(INT_OR_STRING),
            utilizationThreshold: { type: 'number' },
            gracePeriod: STRING,
            preemptionPolicy: choice('OnPressure', 'Always'),
            aggregationPolicy: choice('Min', 'Max', 'Avg'),
            ttlAfterFinished: STRING,
          }),
          status: object({
            phase: choice(
              'PendingGpu',
              'PendingOther',
              'Active',
              'Idle',
              'Preempting',
              'Preempted',
              'Deleted',
            ),
            trackedPods: list(ANYTHING),
            aggregatedUtilization: { type: 'number' },
            lastMetricsUpdate: STRING,
            idleSince: STRING,
            finishedAt: STRING,
            ownerChain: list(ANYTHING),
            preemptedAt: STRING,
            preemptedFor: STRING,
            preemptionReason: STRING,
            conditions: CONDITIONS,
          }),
        }),
      },
    ],
  };
}
