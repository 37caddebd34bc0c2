import type {
  GpuCount,
  Node,
} from '@silogen/backstage-plugin-resource-manager-common';
import { amountOf } from './amounts';

/** What a GPU is to those who want one. */
export type GpuCellState = 'free' | 'held' | 'unavailable';

/** One GPU. */
export interface GpuCell {
  id: string;
  /** Which one: node and number, or model. */
  name: string;
  state: GpuCellState;
  /** Who has it. */
  holder?: string;
}

/**
 * The GPUs of a node. Which device a pod has is not known, only how many; cells are filled from the first on. A held GPU
 * of a node that is not ready is unavailable to everyone else, and shown so. What the node does not offer, such as a broken
 * GPU, stands at the end.
 */
export function gpuCellsOfNode(node: Node): GpuCell[] {
  if (!node.gpuResource) {
    return [];
  }
  const total = Math.floor(
    amountOf(node.capacity[node.gpuResource] ?? '0', node.gpuResource),
  );
  const heldCount = Math.floor(
    amountOf(node.held[node.gpuResource] ?? '0', node.gpuResource),
  );
  const offered = Math.floor(
    amountOf(
      node.allocatable?.[node.gpuResource] ?? String(total),
      node.gpuResource,
    ),
  );
  const holders = (node.holders ?? []).flatMap(holder =>
    Array.from(
      { length: holder.gpus },
      () => `${holder.namespace}/${holder.pod}`,
    ),
  );
  const isUsable = node.ready && node.schedulable;
  return Array.from({ length: total }, (_, index) => {
    const isHeld = index < Math.max(heldCount, holders.length);
    let state: GpuCellState = isHeld ? 'held' : 'free';
    if (!node.ready || (!isHeld && (!isUsable || index >= offered))) {
      state = 'unavailable';
    }
    return {
      id: `${node.name}/${index}`,
      name: `${node.name} #${index}`,
      state,
      holder: isHeld ? holders[index] : undefined,
    };
  });
}

/** The GPUs of one model of a cluster, from counts: held ones first, then free, then unavailable. */
export function gpuCellsOfCount(count: GpuCount): GpuCell[] {
  const free = Math.max(0, count.allocatable - count.held);
  return Array.from({ length: count.total }, (_, index) => {
    let state: GpuCellState = 'unavailable';
    if (index < count.held) {
      state = 'held';
    } else if (index < count.held + free) {
      state = 'free';
    }
    return {
      id: `${count.model}/${index}`,
      name: `${count.title} #${index}`,
      state,
    };
  });
}
