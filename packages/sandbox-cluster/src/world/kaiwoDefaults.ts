import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterWorld } from './clusters';
import { gpuResource, nodePoolName } from './nodes';

/** CPU and memory that Kaiwo puts into its first queue; GPUs go in whole. */
const USABLE = 0.9;

const KAIWO_API = 'kaiwo.silogen.ai/v1alpha1';

/** The operator's settings with the values that it fills in itself. */
export function defaultKaiwoConfig(): KubeObject {
  return {
    apiVersion: 'config.kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoConfig',
    metadata: { name: 'kaiwo' },
    spec: {
      defaultClusterQueueName: 'kaiwo',
      defaultClusterQueueCohortName: 'kaiwo',
      defaultTopologyName: 'default-topology',
      dynamicallyUpdateDefaultClusterQueue: false,
      nodes: {
        defaultGpuResourceKey: 'amd.com/gpu',
        defaultGpuTaintKey: 'kaiwo.silogen.ai/gpu',
        addTaintsToGpuNodes: false,
        excludeMasterNodesFromNodePools: false,
      },
      ray: {
        defaultRayImage: 'ghcr.io/silogen/rocm-ray:6.4',
        headPodMemory: '16Gi',
      },
      resourceMonitoring: {
        lowUtilizationThreshold: 1,
        profile: 'gpu',
        terminateUnderutilized: false,
        terminateUnderutilizedAfter: '24h',
      },
      scheduling: {
        kubeSchedulerName: 'kaiwo-scheduler',
        pendingThresholdForPreemption: '5m',
      },
      storage: {
        defaultDataMountPath: '/workload',
        defaultHfMountPath: '/hf_cache',
      },
    },
  };
}

function quotasOf(world: ClusterWorld, coveredResources: string[]) {
  return world.nodeGroups.map(group => ({
    name: nodePoolName(group),
    resources: coveredResources.map(name => {
      if (name === 'cpu') {
        return {
          name,
          nominalQuota: String(Math.floor(group.cpus * USABLE) * group.count),
        };
      }
      if (name === 'memory') {
        return {
          name,
          nominalQuota: `${
            Math.floor(group.memoryGiB * USABLE) * group.count
          }Gi`,
        };
      }
      const isOurs = group.gpu && gpuResource(group.gpu) === name;
      return {
        name,
        nominalQuota: String(
          isOurs ? (group.gpusPerNode ?? 0) * group.count : 0,
        ),
      };
    }),
  }));
}

/** What Kaiwo writes when it starts on a cluster without configuration: everything in one queue named `kaiwo`. */
export function firstStartQueueConfig(world: ClusterWorld): KubeObject {
  const gpuResources = new Set(
    world.nodeGroups.flatMap(group =>
      group.gpu ? [gpuResource(group.gpu)] : [],
    ),
  );
  const coveredResources = ['cpu', 'memory', ...gpuResources];
  return {
    apiVersion: KAIWO_API,
    kind: 'KaiwoQueueConfig',
    metadata: { name: 'kaiwo' },
    spec: {
      topologies: [
        {
          metadata: { name: 'default-topology' },
          spec: {
            levels: [
              { nodeLabel: 'kaiwo/topology-block' },
              { nodeLabel: 'kaiwo/topology-rack' },
              { nodeLabel: 'kubernetes.io/hostname' },
            ],
          },
        },
      ],
      resourceFlavors: world.nodeGroups.map(group => ({
        name: nodePoolName(group),
        nodeLabels: { 'kaiwo/nodepool': nodePoolName(group) },
        topologyName: 'default-topology',
      })),
      clusterQueues: [
        {
          name: 'kaiwo',
          namespaces: [],
          spec: {
            cohort: 'kaiwo',
            namespaceSelector: {},
            queueingStrategy: 'BestEffortFIFO',
            stopPolicy: 'None',
            flavorFungibility: {
              whenCanBorrow: 'Borrow',
              whenCanPreempt: 'TryNextFlavor',
            },
            preemption: {
              borrowWithinCohort: { policy: 'Never' },
              reclaimWithinCohort: 'Never',
              withinClusterQueue: 'Never',
            },
            resourceGroups: [
              { coveredResources, flavors: quotasOf(world, coveredResources) },
            ],
          },
        },
      ],
      workloadPriorityClasses: [],
    },
  };
}
