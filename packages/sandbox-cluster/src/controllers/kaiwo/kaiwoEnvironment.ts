import type { KubeObject } from '@silogen/cluster-client';
import type { ControllerContext } from '../runtime/context';
import type { Informer } from '../runtime/informer';
import { KINDS, type NodeObject } from '../runtime/kubeTypes';
import type { KueueCache } from '../kueue/kueueCache';
import { queueNameOf } from './manifest';
import { gpuShape, type GpuShape, type KaiwoSettings } from './podSpec';
import {
  KAIWO_KINDS,
  SINGLETON,
  type KaiwoQueueConfig,
  type KaiwoCommonSpec,
} from './types';
import { schedulability, usableNodes } from './workloadStatus';

interface ConfigObject extends KubeObject {
  spec?: {
    defaultClusterQueueName?: string;
    scheduling?: { kubeSchedulerName?: string };
    storage?: { defaultDataMountPath?: string; defaultHfMountPath?: string };
  };
}

/** What Kaiwo's two workload controllers look up: settings, nodes, queues. */
export class KaiwoEnvironment {
  readonly nodes: Informer<NodeObject>;
  readonly queueConfigs: Informer<KaiwoQueueConfig>;
  readonly #context: ControllerContext;
  readonly #cache: KueueCache;
  readonly #configs: Informer<ConfigObject>;

  static async create(
    context: ControllerContext,
    cache: KueueCache,
  ): Promise<KaiwoEnvironment> {
    return new KaiwoEnvironment({
      context,
      cache,
      nodes: await context.informer<NodeObject>(KINDS.node),
      queueConfigs: await context.informer<KaiwoQueueConfig>(
        KAIWO_KINDS.queueConfig,
      ),
      configs: await context.informer<ConfigObject>(KAIWO_KINDS.config),
    });
  }

  private constructor(options: {
    context: ControllerContext;
    cache: KueueCache;
    nodes: Informer<NodeObject>;
    queueConfigs: Informer<KaiwoQueueConfig>;
    configs: Informer<ConfigObject>;
  }) {
    this.#context = options.context;
    this.#cache = options.cache;
    this.nodes = options.nodes;
    this.queueConfigs = options.queueConfigs;
    this.#configs = options.configs;
  }

  settings(): KaiwoSettings {
    const spec = this.#configs.get(SINGLETON)?.spec;
    return {
      defaultClusterQueueName: spec?.defaultClusterQueueName ?? 'kaiwo',
      schedulerName: spec?.scheduling?.kubeSchedulerName ?? 'kaiwo-scheduler',
      dataMountPath: spec?.storage?.defaultDataMountPath ?? '/workload',
      hfMountPath: spec?.storage?.defaultHfMountPath ?? '/hf_cache',
    };
  }

  shapeOf(spec: KaiwoCommonSpec): GpuShape {
    const nodeGpus = usableNodes(spec, this.nodes.list());
    return gpuShape(spec, nodeGpus.at(-1) ?? 1);
  }

  judge(spec: KaiwoCommonSpec, namespace: string) {
    const queueName = queueNameOf(spec, this.settings());
    const listed = this.queueConfigs
      .get(SINGLETON)
      ?.spec?.clusterQueues?.find(queue => queue.name === queueName);
    const exists = this.#cache.clusterQueues.get(queueName) !== undefined;
    return schedulability({
      spec,
      shape: this.shapeOf(spec),
      nodeGpus: usableNodes(spec, this.nodes.list()),
      queueName,
      namespace,
      queueNamespaces:
        listed?.namespaces ?? (exists || listed ? [] : undefined),
    });
  }

  /** A queue that lists no namespaces gets its LocalQueue where the first workload asks for it. */
  async ensureLocalQueue(
    spec: KaiwoCommonSpec,
    namespace: string,
  ): Promise<void> {
    const queueName = queueNameOf(spec, this.settings());
    const owner = this.#cache.clusterQueues.get(queueName);
    if (!owner || this.#cache.localQueues.get(`${namespace}/${queueName}`)) {
      return;
    }
    await this.#context.createUnlessThere(this.#cache.localQueues, {
      apiVersion: `kueue.x-k8s.io/${this.#cache.localQueues.type.version}`,
      kind: 'LocalQueue',
      metadata: {
        name: queueName,
        namespace,
        ownerReferences: [
          {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            name: queueName,
            uid: owner.metadata.uid ?? '',
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: { clusterQueue: queueName },
    });
  }
}
