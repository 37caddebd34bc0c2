/**
 * Catalog kinds of the Developer Center: AiModel, AiDataset, AiWorkload.
 *
 * @packageDocumentation
 */
export * from './kinds/common';
export * from './kinds/AiModelEntity';
export * from './kinds/AiDatasetEntity';
export * from './kinds/AiWorkloadEntity';
export * from './kinds/annotations';
export * from './kinds/relations';
export * from './kinds/visibility';
export * from './kinds/relationFields';
export * from './models/sizeClass';
export * from './hardware/gpuModels';
export * from './hardware/fitsOn';
export * from './hardware/gpuMemory';
export * from './hardware/modelDimensions';
export * from './workloads/defaultPriority';
export * from './workloads/parameterEnvironment';
export * from './workloads/validateParameters';
export type { ParameterProblem } from './workloads/checkParameter';
