import type { SandboxCluster } from '../../api/types';
import type { KueueCache } from '../../controllers/kueue/kueueCache';
import type { ClusterQueueObject } from '../../controllers/kueue/types';
import type { ControllerContext } from '../../controllers/runtime/context';

const CLUSTER = 'hall-b';
const QUEUE = 'research-vision';
const FLAVOR = 'l40s';
const RESOURCE = 'nvidia.com/gpu';
const BEFORE = '4';
const AFTER = '6';
const MARK = 'world-hand-edit';
/** Wall milliseconds that the queue is left alone: whoever wrote it is to have seen it applied. */
const DELAY_MS = 20_000;

function quotaOf(queue: ClusterQueueObject | undefined) {
  return queue?.spec.resourceGroups
    ?.flatMap(({ flavors }) => flavors)
    .find(({ name }) => name === FLAVOR)
    ?.resources.find(({ name }) => name === RESOURCE);
}

/**
 * Plays another administrator, who changes one quota by hand: once in the life of a seeded world, when the queue is there
 * with the value that the portal gives it.
 */
export function addHandEdit(
  context: ControllerContext,
  cache: KueueCache,
  options: { cluster: SandboxCluster; delayMs?: number },
): void {
  const { cluster, delayMs = DELAY_MS } = options;
  const { clusterQueues } = cache;
  if (cluster.name !== CLUSTER || cluster.store.getMeta(MARK)) {
    return;
  }
  const queue = context.queue('hand-edit', async () => {
    const current = clusterQueues.get(QUEUE);
    if (
      !current ||
      cluster.store.getMeta(MARK) ||
      String(quotaOf(current)?.nominalQuota) !== BEFORE
    ) {
      return;
    }
    const edited: ClusterQueueObject = JSON.parse(JSON.stringify(current));
    const quota = quotaOf(edited);
    if (quota) {
      quota.nominalQuota = AFTER;
    }
    await context.client.replace(clusterQueues.type, edited, {
      fieldManager: 'kubectl-edit',
    });
    cluster.store.setMeta(MARK, String(context.clock.now()));
  });
  clusterQueues.onChange(object => {
    if (
      object.metadata.name === QUEUE &&
      String(quotaOf(object)?.nominalQuota) === BEFORE
    ) {
      queue.addAfter(QUEUE, delayMs);
    }
  });
}
