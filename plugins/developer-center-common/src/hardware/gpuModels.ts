/** @public */
export type GpuVendor = 'amd' | 'nvidia';

/** @public */
export interface GpuModel {
  id: string;
  /** As people say it. */
  title: string;
  vendor: GpuVendor;
  /** Of the whole card, in GiB. */
  memoryGiB: number;
  /**
   * Of one device as Kubernetes hands it out, in GiB. An MI250X is two dies,
   * each a device of its own with half of the memory.
   */
  deviceMemoryGiB: number;
}

function gpu(
  id: string,
  vendor: GpuVendor,
  memoryGiB: number,
  devicesPerCard: number = 1,
): GpuModel {
  return {
    id,
    title: id.toLocaleUpperCase('en-US'),
    vendor,
    memoryGiB,
    deviceMemoryGiB: memoryGiB / devicesPerCard,
  };
}

/** The GPU models that the catalogue knows, AMD first, by rising generation. @public */
export const gpuModels: readonly GpuModel[] = [
  gpu('mi210', 'amd', 64),
  gpu('mi250x', 'amd', 128, 2),
  gpu('mi300x', 'amd', 192),
  gpu('mi325x', 'amd', 256),
  gpu('mi355x', 'amd', 288),
  gpu('l40s', 'nvidia', 48),
  gpu('h100', 'nvidia', 80),
];

/** A model of {@link gpuModels}; case does not matter. @public */
export function gpuModelOf(gpuModelId: string): GpuModel | undefined {
  const id = gpuModelId.toLocaleLowerCase('en-US');
  return gpuModels.find(model => model.id === id);
}

/** The vendor of a GPU model; undefined where the model is unknown. @public */
export function acceleratorOf(gpuModelId: string): GpuVendor | undefined {
  return gpuModelOf(gpuModelId)?.vendor;
}
