import { ClusterError, type KubeObject } from '@silogen/cluster-client';
import type { ControllerContext } from '../runtime/context';
import type { Informer } from '../runtime/informer';
import type { KueueCache } from '../kueue/kueueCache';
import { KUEUE_KINDS } from '../kueue/types';
import {
  eventOf,
  planSync,
  wantedLocalQueues,
  wantedObjects,
  type SyncPlan,
} from './queueConfigPlan';
import { KAIWO_KINDS, SINGLETON, type KaiwoQueueConfig } from './types';

const SOURCE = 'kaiwoqueueconfig-controller';
const RETRY_MS = 30_000;
/** Wall milliseconds within which changes are taken together. */
const COALESCE_MS = 20;

/**
 * Kaiwo's owner of Kueue's objects: what the KaiwoQueueConfig lists is made and kept so, what it does not list is
 * deleted. Order: topologies, flavors, cluster queues, local queues, priority classes.
 */
export async function addQueueConfigController(
  context: ControllerContext,
  cache: KueueCache,
): Promise<void> {
  const configs = await context.informer<KaiwoQueueConfig>(
    KAIWO_KINDS.queueConfig,
  );
  const topologies = await context.informer<KubeObject>(KUEUE_KINDS.topology);
  const { flavors, clusterQueues, localQueues, priorityClasses } = cache;

  const queue = context.queue(
    'kaiwo-queue-config',
    async () => {
      const config = configs.get(SINGLETON);
      if (!config || config.metadata.deletionTimestamp) {
        return;
      }
      const problems = await sync(config);
      await context.replaceStatus(configs, configs.get(SINGLETON) ?? config, {
        ...config.status,
        status: problems === 0 ? 'READY' : 'FAILED',
      });
      if (problems > 0) {
        queue.addAfter(SINGLETON, context.wallMs(RETRY_MS));
      }
    },
    1,
  );

  async function sync(config: KaiwoQueueConfig): Promise<number> {
    const informers: Record<string, Informer> = {
      Topology: topologies,
      ResourceFlavor: flavors as unknown as Informer,
      ClusterQueue: clusterQueues as unknown as Informer,
      LocalQueue: localQueues as unknown as Informer,
      WorkloadPriorityClass: priorityClasses as unknown as Informer,
    };
    const versionOf = (kind: string) => informers[kind].type.version;
    const wanted = wantedObjects(config, versionOf);
    const specOf = (object: KubeObject) => object.spec ?? {};
    let problems = 0;
    const apply = async (
      kind: string,
      objects: readonly KubeObject[],
      content: (object: KubeObject) => unknown,
      isOurs: (object: KubeObject) => boolean = () => true,
    ) => {
      const plan = planSync(
        objects,
        informers[kind].list().filter(isOurs),
        content,
      );
      problems += await carryOut(config, kind, informers[kind], plan);
    };
    await apply('Topology', wanted.topologies, specOf);
    await apply('ResourceFlavor', wanted.flavors, specOf);
    await apply('ClusterQueue', wanted.clusterQueues, specOf);
    const owners = new Map(
      clusterQueues
        .list()
        .map(object => [object.metadata.name, object as KubeObject]),
    );
    // Queues without a list of namespaces get their LocalQueues lazily, and foreign names are never touched.
    const listed = new Set(
      (config.spec?.clusterQueues ?? [])
        .filter(item => item.namespaces?.length)
        .map(item => item.name),
    );
    await apply(
      'LocalQueue',
      wantedLocalQueues(config, owners, versionOf('LocalQueue')),
      specOf,
      object => listed.has(object.metadata.name),
    );
    await apply('WorkloadPriorityClass', wanted.priorityClasses, object => [
      object.value,
      object.description ?? '',
    ]);
    return problems;
  }

  async function carryOut(
    config: KaiwoQueueConfig,
    kind: string,
    informer: Informer,
    plan: SyncPlan<KubeObject>,
  ): Promise<number> {
    let problems = 0;
    const attempt = async (
      verb: 'Created' | 'Updated' | 'Deleted',
      object: KubeObject,
      write: () => Promise<unknown>,
    ) => {
      try {
        await write();
        context.events.record(config, SOURCE, eventOf(kind, verb, object));
      } catch (error) {
        if (!(error instanceof ClusterError) || error.code === 0) {
          throw error;
        }
        if (error.reason === 'Conflict' || error.reason === 'AlreadyExists') {
          queue.addAfter(SINGLETON, COALESCE_MS);
          return;
        }
        problems += 1;
        const { reason } = eventOf(kind, verb, object);
        context.events.record(config, SOURCE, {
          type: 'Warning',
          reason: `${reason.slice(0, -1)}Failed`.replace('edFailed', 'eFailed'),
          message: error.message,
        });
      }
    };
    for (const object of plan.create) {
      await attempt('Created', object, () => context.create(informer, object));
    }
    for (const object of plan.update) {
      await attempt('Updated', object, () =>
        replaceOrRecreate(informer, object),
      );
    }
    for (const object of plan.remove) {
      await attempt('Deleted', object, () => context.remove(informer, object));
    }
    return problems;
  }

  /** Flavors with a topology and topologies are immutable: Kaiwo deletes such an object and makes it anew. */
  async function replaceOrRecreate(
    informer: Informer,
    object: KubeObject,
  ): Promise<void> {
    try {
      await context.replace(informer, object);
    } catch (error) {
      if (!(error instanceof ClusterError && error.reason === 'Invalid')) {
        throw error;
      }
      const isImmutable =
        object.kind === 'ResourceFlavor' || object.kind === 'Topology';
      if (!isImmutable) {
        throw error;
      }
      await context.remove(informer, object);
      const {
        resourceVersion,
        uid,
        creationTimestamp,
        generation,
        ...metadata
      } = object.metadata;
      await context.create(informer, { ...object, metadata });
    }
  }

  const wake = () => queue.addAfter(SINGLETON, COALESCE_MS);
  const onSpecChange = (
    object: KubeObject,
    previous: KubeObject | undefined,
    deleted: boolean,
  ) => {
    if (
      deleted ||
      previous?.metadata.generation !== object.metadata.generation ||
      !previous
    ) {
      wake();
    }
  };
  configs.onChange(onSpecChange);
  [topologies, flavors, clusterQueues, localQueues].forEach(informer =>
    (informer as unknown as Informer).onChange(onSpecChange),
  );
  priorityClasses.onChange(wake);
  cache.namespaces.onChange(onSpecChange);
}
