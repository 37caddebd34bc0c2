import type { KindSchema } from '../types';
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

/** Which shape a Kueue version has: v1beta2 renamed fields and values, and raised limits. */
export type KueueShape = 'v1beta1' | 'v1beta2';

export const RESOURCE_GROUPS = (maxItems: {
  resources: number;
  flavors: number;
}): KindSchema =>
  list(
    object(
      {
        coveredResources: list(STRING, {
          minItems: 1,
          maxItems: maxItems.resources,
        }),
        flavors: list(
          object(
            {
              name: STRING,
              resources: list(
                object(
                  {
                    name: STRING,
                    nominalQuota: INT_OR_STRING,
                    borrowingLimit: INT_OR_STRING,
                    lendingLimit: INT_OR_STRING,
                  },
                  { required: ['name', 'nominalQuota'] },
                ),
                { minItems: 1, maxItems: maxItems.resources },
              ),
            },
            { required: ['name', 'resources'] },
          ),
          { minItems: 1, maxItems: maxItems.flavors },
        ),
      },
      { required: ['coveredResources', 'flavors'] },
    ),
    { maxItems: 16 },
  );

const LABEL_SELECTOR: KindSchema = {
  ...object({
    matchLabels: map(STRING),
    matchExpressions: list(
      object(
        { key: STRING, operator: STRING, values: list(STRING) },
        { required: ['key', 'operator'] },
      ),
    ),
  }),
  nullable: true,
};

const FLAVORS_USAGE = (withBorrowed: boolean): KindSchema =>
  list(
    object({
      name: STRING,
      resources: list(
        object({
          name: STRING,
          total: INT_OR_STRING,
          ...(withBorrowed ? { borrowed: INT_OR_STRING } : {}),
        }),
      ),
    }),
  );

const FAIR_SHARING = object({ weight: withDefault(INT_OR_STRING, '1') });
const LIMITS = {
  v1beta1: { resources: 16, flavors: 16 },
  v1beta2: { resources: 64, flavors: 64 },
};

/** The part of a ClusterQueue that KaiwoQueueConfig repeats. */
export function clusterQueueSpec(shape: KueueShape): KindSchema {
  const stop = shape === 'v1beta1' ? ['Borrow', 'Preempt'] : [];
  return object({
    resourceGroups: RESOURCE_GROUPS(LIMITS[shape]),
    ...(shape === 'v1beta1'
      ? { cohort: STRING, admissionChecks: list(STRING) }
      : { cohortName: STRING }),
    admissionChecksStrategy: object({
      admissionChecks: list(
        object(
          { name: STRING, onFlavors: list(STRING) },
          { required: ['name'] },
        ),
      ),
    }),
    queueingStrategy: withDefault(
      choice('StrictFIFO', 'BestEffortFIFO'),
      'BestEffortFIFO',
    ),
    namespaceSelector: LABEL_SELECTOR,
    flavorFungibility: withDefault(
      object({
        whenCanBorrow: withDefault(
          choice(
            ...(stop.length ? ['Borrow'] : ['MayStopSearch']),
            'TryNextFlavor',
          ),
          stop.length ? 'Borrow' : 'MayStopSearch',
        ),
        whenCanPreempt: withDefault(
          choice(
            ...(stop.length ? ['Preempt'] : ['MayStopSearch']),
            'TryNextFlavor',
          ),
          'TryNextFlavor',
        ),
        ...(shape === 'v1beta2'
          ? {
              preference: choice(
                'BorrowingOverPreemption',
                'PreemptionOverBorrowing',
              ),
            }
          : {}),
      }),
      {},
    ),
    preemption: withDefault(
      object({
        reclaimWithinCohort: withDefault(
          choice('Never', 'LowerPriority', 'Any'),
          'Never',
        ),
        withinClusterQueue: withDefault(
          choice('Never', 'LowerPriority', 'LowerOrNewerEqualPriority'),
          'Never',
        ),
        borrowWithinCohort: withDefault(
          object({
            policy: withDefault(choice('Never', 'LowerPriority'), 'Never'),
            maxPriorityThreshold: INTEGER,
          }),
          {},
        ),
      }),
      {},
    ),
    stopPolicy: withDefault(choice('None', 'Hold', 'HoldAndDrain'), 'None'),
    fairSharing: FAIR_SHARING,
    ...(shape === 'v1beta2' ? { admissionScope: ANYTHING } : {}),
  });
}

export function clusterQueueSchema(shape: KueueShape): KindSchema {
  return object({
    spec: clusterQueueSpec(shape),
    status: object({
      conditions: CONDITIONS,
      flavorsReservation: FLAVORS_USAGE(true),
      flavorsUsage: FLAVORS_USAGE(true),
      pendingWorkloads: INTEGER,
      reservingWorkloads: INTEGER,
      admittedWorkloads: INTEGER,
      fairSharing: object({
        weightedShare: INTEGER,
        admissionFairSharingStatus: ANYTHING,
      }),
      ...(shape === 'v1beta1' ? { pendingWorkloadsStatus: ANYTHING } : {}),
    }),
  });
}

export function localQueueSchema(shape: KueueShape): KindSchema {
  return object({
    spec: object({
      clusterQueue: STRING,
      stopPolicy: withDefault(choice('None', 'Hold', 'HoldAndDrain'), 'None'),
      fairSharing: FAIR_SHARING,
    }),
    status: object({
      conditions: CONDITIONS,
      pendingWorkloads: INTEGER,
      reservingWorkloads: INTEGER,
      admittedWorkloads: INTEGER,
      flavorsReservation: FLAVORS_USAGE(false),
      ...(shape === 'v1beta1'
        ? { flavorUsage: FLAVORS_USAGE(false), flavors: list(ANYTHING) }
        : { flavorsUsage: FLAVORS_USAGE(false) }),
      fairSharing: ANYTHING,
    }),
  });
}

export function resourceFlavorSpec(limit: number): Record<string, KindSchema> {
  const taint = object(
    {
      key: STRING,
      value: STRING,
      effect: choice('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
      timeAdded: STRING,
    },
    { required: ['key', 'effect'] },
  );
  const toleration = object({
    key: STRING,
    operator: STRING,
    value: STRING,
    effect: STRING,
    tolerationSeconds: INTEGER,
  });
  return {
    nodeLabels: map(STRING, { maxProperties: limit }),
    nodeTaints: list(taint, { maxItems: 8 }),
    tolerations: list(toleration, { maxItems: 8 }),
    topologyName: STRING,
  };
}

export const TOPOLOGY_SPEC = (maxItems: number): KindSchema =>
  object(
    {
      levels: list(
        object(
          { nodeLabel: { ...STRING, minLength: 1 } },
          { required: ['nodeLabel'] },
        ),
        {
          minItems: 1,
          maxItems,
        },
      ),
    },
    { required: ['levels'] },
  );

export function workloadSchema(shape: KueueShape): KindSchema {
  const podSet = object(
    {
      name: withDefault(STRING, 'main'),
      count: withDefault({ ...INTEGER, minimum: 0 }, 1),
      minCount: INTEGER,
      template: ANYTHING,
      topologyRequest: ANYTHING,
    },
    { required: ['template'] },
  );
  const assignment = object({
    name: STRING,
    flavors: map(STRING),
    resourceUsage: map(INT_OR_STRING),
    count: INTEGER,
    topologyAssignment: ANYTHING,
    delayedTopologyRequest: STRING,
  });
  const pastTime =
    shape === 'v1beta1'
      ? 'accumulatedPastExexcutionTimeSeconds'
      : 'accumulatedPastExecutionTimeSeconds';
  return object({
    spec: object({
      podSets: list(podSet, { maxItems: shape === 'v1beta1' ? 8 : 18 }),
      queueName: STRING,
      ...(shape === 'v1beta1'
        ? {
            priorityClassName: STRING,
            priorityClassSource: withDefault(
              choice(
                'kueue.x-k8s.io/workloadpriorityclass',
                'scheduling.k8s.io/priorityclass',
                '',
              ),
              '',
            ),
          }
        : {
            priorityClassRef: object({
              group: STRING,
              kind: STRING,
              name: STRING,
            }),
          }),
      priority: INTEGER,
      active: withDefault(BOOLEAN, true),
      maximumExecutionTimeSeconds: { ...INTEGER, minimum: 1 },
    }),
    status: object({
      conditions: CONDITIONS,
      admission: object({
        clusterQueue: STRING,
        podSetAssignments: list(assignment),
      }),
      requeueState: object({ count: INTEGER, requeueAt: STRING }),
      reclaimablePods: list(object({ name: STRING, count: INTEGER })),
      admissionChecks: list(ANYTHING),
      resourceRequests: list(
        object({ name: STRING, resources: map(INT_OR_STRING) }),
      ),
      schedulingStats: ANYTHING,
      clusterName: STRING,
      nominatedClusterNames: list(STRING),
      [pastTime]: INTEGER,
    }),
  });
}

export function cohortSchema(shape: 'v1alpha1' | KueueShape): KindSchema {
  return object({
    spec: object({
      [shape === 'v1alpha1' ? 'parent' : 'parentName']: STRING,
      resourceGroups: RESOURCE_GROUPS(
        LIMITS[shape === 'v1beta2' ? 'v1beta2' : 'v1beta1'],
      ),
      fairSharing: FAIR_SHARING,
    }),
    status: object({ fairSharing: object({ weightedShare: INTEGER }) }),
  });
}

export const PRIORITY_CLASS_SCHEMA: KindSchema = object(
  { value: INTEGER, description: STRING },
  { required: ['value'] },
);
