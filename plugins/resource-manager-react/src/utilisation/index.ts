export * from './Choices';
export * from './GpuSummary';
export { gpuParts, type GpuPart } from './gpuParts';
export * from './MetricsSourceNote';
export * from './StakeholderOverview';
export * from './UtilisationBar';
export * from './UtilisationChart';
export * from './UtilisationTable';
export * from './WasteTable';
