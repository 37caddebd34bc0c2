/**
 * Kueue's quota and admission rules as pure functions.
 *
 * @packageDocumentation
 */

export { affectedBy, type Affected } from './affectedBy';
export { flavorResource, splitFlavorResource } from './amounts';
export { decide, preemptionMessage } from './decide';
export {
  assignFlavors,
  type AssignedFlavor,
  type FlavorAssignment,
  type PodSetFlavors,
} from './flavors';
export type { KueueRelease, SnapshotOptions } from './options';
export { compareQueued, queueOrder } from './order';
export { poolNumbers, type PoolNumbers } from './poolNumbers';
export { isPreempting } from './preempting';
export { schedule } from './schedule';
export type {
  Admitted,
  Eviction,
  EvictionReason,
  Scheduled,
} from './scheduler-run';
export { settle, type Settled, type SettledEviction } from './settle';
export { buildSnapshot, type Snapshot } from './snapshot';
export * from './types';
export {
  available,
  cohortUsage,
  potentialAvailable,
  queueUsage,
  type CohortUsage,
  type QueueUsage,
} from './usage';
export { wouldStart, type StartPrediction } from './wouldStart';
