export { decide, preemptionMessage } from './decide';
export type { KueueRelease, SnapshotOptions } from './options';
export { compareQueued, queueOrder } from './order';
export { schedule, type Scheduled } from './schedule';
export { affectedBy, settle, type Affected, type Settled } from './settle';
export { buildSnapshot, type Snapshot } from './snapshot';
export * from './types';
export { available, potentialAvailable, queueUsage, type QueueUsage } from './usage';
export { wouldStart, type StartPrediction } from './wouldStart';
