export {
  amountOf,
  formatNumber,
  resourceKind,
  type ResourceKind,
} from './amounts';
export * from './AsyncContent';
export * from './ConfirmDialog';
export * from './EmptyState';
export * from './FreshnessNote';
export {
  gpuCellsOfCount,
  gpuCellsOfNode,
  type GpuCell,
  type GpuCellState,
} from './gpuCells';
export * from './GpuGrid';
export * from './GpuName';
export { gpuNameOf } from './gpuNames';
export * from './Hint';
export * from './KeyValue';
export * from './links';
export * from './LogView';
export * from './Page';
export * from './ProblemPanel';
export * from './Quantity';
export * from './QuotaBar';
export * from './SegmentedBar';
export type { ChartSeries } from './series';
export * from './Sheet';
export * from './SimulatedLabel';
export * from './StateChip';
export * from './StatusChip';
export * from './SyncChip';
export { formatAbsolute, formatAge, formatDuration } from './time';
export * from './Timeline';
export * from './Times';
export * from './TimeSeriesChart';
export type { OpenLog } from './useLogStream';
