import type {
  AiModelEntity,
  AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import {
  parseQuantity,
  type PoolCapacity,
} from '@silogen/backstage-plugin-resource-manager-common';

const MILLI = 1000;

/** What of a pool a run could get, in the pool's main resource; whole units, since GPUs are not shared. */
export interface PoolRoom {
  freeGuaranteed: number;
  borrowable: number;
  /** Part of the guarantee that others have borrowed; taking it back suspends one of them. */
  reclaimable: number;
  capacity: number;
}

/** How a run of some size would get on in a pool now. `units` is what the sentence is about. */
export interface PoolFit {
  outcome:
    | 'exceeds-pool'
    | 'exceeds-node'
    | 'guaranteed'
    | 'borrows'
    | 'reclaims'
    | 'waits';
  /** The pool's or node's size, what is borrowed, taken back, or short. */
  units: number;
}

function whole(quantity: string): number {
  return Math.max(0, Math.floor(Number(parseQuantity(quantity)) / MILLI));
}

export function roomOf(pool: PoolCapacity): PoolRoom {
  return {
    freeGuaranteed: whole(pool.freeGuaranteed),
    borrowable: whole(pool.borrowable),
    reclaimable: whole(pool.reclaimable),
    capacity: whole(pool.capacity),
  };
}

/** A guess from numbers, for choosing between pools; the preview's verdict is what counts. */
export function fitOf(pool: PoolCapacity, gpus: number): PoolFit {
  const { freeGuaranteed, borrowable, reclaimable, capacity } = roomOf(pool);
  if (gpus > capacity) return { outcome: 'exceeds-pool', units: capacity };
  if (pool.largestNode !== undefined && gpus > pool.largestNode) {
    return { outcome: 'exceeds-node', units: pool.largestNode };
  }
  const beyond = gpus - freeGuaranteed;
  if (beyond <= 0) return { outcome: 'guaranteed', units: gpus };
  if (beyond <= borrowable) return { outcome: 'borrows', units: beyond };
  if (beyond <= reclaimable + borrowable)
    return { outcome: 'reclaims', units: beyond - borrowable };
  return { outcome: 'waits', units: beyond - borrowable - reclaimable };
}

/** The project's pools that a workload can run in; without a workload, all that it may use. */
export function poolsFor(
  pools: readonly PoolCapacity[],
  workload: AiWorkloadEntity | undefined,
): PoolCapacity[] {
  const accessible = pools.filter(({ access }) => access !== 'none');
  if (!workload) return accessible;
  const { accelerators, resources } = workload.spec;
  if (accelerators.length === 0 || resources.gpus.max === 0) {
    const withoutGpus = accessible.filter(({ kind }) => kind === 'cpu');
    // As the Resource Manager places it: on the CPUs of GPU nodes where the project has nothing else.
    return withoutGpus.length > 0 ? withoutGpus : accessible;
  }
  return accessible.filter(
    ({ kind, vendor }) =>
      kind === 'gpu' && (vendor === undefined || accelerators.includes(vendor)),
  );
}

/** GPUs that an engine needs for a model, where the model says so and the workload takes that many. */
export function servingGpus(
  workload: AiWorkloadEntity | undefined,
  model: AiModelEntity | undefined,
): number | undefined {
  const needed = model?.spec.serving?.gpus;
  if (workload?.spec.category !== 'inference' || needed === undefined)
    return undefined;
  const { min, max, allowed } = workload.spec.resources.gpus;
  const isTaken = allowed
    ? allowed.includes(needed)
    : needed >= min && needed <= max;
  return isTaken ? needed : undefined;
}

/** Counts of GPUs to choose from as a set, or undefined where any number of a range is taken. */
export function gpuChoices(options: {
  workload: AiWorkloadEntity | undefined;
  /** `enum` of the form's schema. */
  schemaEnum?: readonly unknown[];
}): number[] | undefined {
  const range = options.workload?.spec.resources.gpus;
  const only = range && range.min === range.max ? [range.min] : undefined;
  const allowed = range?.allowed ?? only;
  const ofForm = options.schemaEnum?.filter(
    (value): value is number => typeof value === 'number',
  );
  if (!allowed) return ofForm && ofForm.length > 0 ? ofForm : undefined;
  return ofForm && ofForm.length > 0
    ? allowed.filter(count => ofForm.includes(count))
    : allowed;
}
