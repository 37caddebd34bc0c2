import { gpuModels } from './gpuModels';

/** bf16 stores a parameter in two bytes. */
const BYTES_PER_PARAMETER = 2;

const BYTES_PER_GIB = 1024 ** 3;

/** The rest is for the key-value cache, activations and the runtime. */
const SHARE_FOR_WEIGHTS = 0.8;

/** Memory of a model's weights at bf16, in GiB. @public */
export function weightsGiB(totalBillions: number): number {
  return (totalBillions * 1e9 * BYTES_PER_PARAMETER) / BYTES_PER_GIB;
}

/**
 * The GPU models on one of which a model can be served: its weights at bf16
 * take at most 80 % of the memory of one device.
 *
 * @remarks
 * A rule of thumb for browsing: a long context needs more, a quantised model
 * less. Activations and cache are not computed since they depend on the load.
 *
 * @param totalBillions - all parameters, in 10⁹; experts that are not active
 *   still have to lie in memory.
 * @public
 */
export function fitsOnOf(totalBillions: number): string[] {
  const needed = weightsGiB(totalBillions);
  return gpuModels
    .filter(model => needed <= model.deviceMemoryGiB * SHARE_FOR_WEIGHTS)
    .map(model => model.id);
}
