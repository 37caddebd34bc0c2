import type {
  AiModelArchitecture,
  AiModelParameters,
} from '../kinds/AiModelEntity';
import type { GpuModel } from './gpuModels';
import { adapterParameters, kvCacheBytes } from './modelDimensions';

const BYTES_PER_GIB = 1024 ** 3;

/** How densely weights lie in memory. @public */
export type WeightPrecision = 'fp32' | 'bf16' | 'fp8' | 'nf4';

/**
 * Bytes of one weight. `nf4` is bitsandbytes' 4-bit float: half a byte and a 32-bit constant for every block of 64
 * weights (QLoRA, arXiv:2305.14314, section 3, without double quantisation).
 */
const BYTES_PER_WEIGHT: Record<WeightPrecision, number> = {
  fp32: 4,
  bf16: 2,
  fp8: 1,
  nf4: 0.5 + 4 / 64,
};

/** Master copy, first and second moment of Adam, each in 32 bits (ZeRO, arXiv:1910.02054, section 3.1: K = 12). */
const ADAM_BYTES = 12;

/** Gradient of a weight that is trained, in 16 bits (ZeRO, section 3.1). */
const GRADIENT_BYTES = 2;

/**
 * Bytes of activations per token, layer and unit of width that stay until the backward pass, with an attention that
 * does not keep its score matrix: the `34·s·b·h` of arXiv:2205.05198, equation 1.
 */
const ACTIVATION_BYTES = 34;

/** The same with recomputation of whole layers: only each layer's input stays (arXiv:2205.05198, section 5). */
const RECOMPUTED_ACTIVATION_BYTES = 2;

/** Logits in 16 bits, their copy in 32 bits and its gradient. */
const LOGIT_BYTES = 2 + 4 + 4;

/** What a GPU holds beside tensors: the runtime's context, communication buffers, fragmentation. GiB; a rule of thumb. */
const RUNTIME_GIB = 2;

/** How the state of training is spread over the GPUs: not at all, the optimiser's (ZeRO stage 1), or all of it (stage 3). @public */
export type StateSharding = 'none' | 'optimiser' | 'all';

/** A model as far as its memory depends on it. @public */
export interface MemoryModel {
  parameters: AiModelParameters;
  architecture?: AiModelArchitecture;
}

/** Training of all weights, or of a low-rank adapter beside frozen ones. @public */
export interface TrainingMemoryUse {
  kind: 'training';
  method: 'full' | 'lora' | 'qlora';
  gpus: number;
  sharding: StateSharding;
  /** Examples that one GPU holds at once times the longest example, in tokens. */
  tokensPerGpu: number;
  /** Rank of the adapter; has no effect with `full`. */
  adapterRank?: number;
  /** Whether activations are computed again in the backward pass instead of kept. */
  recompute?: boolean;
}

/** Serving with the weights split over the GPUs (tensor parallel). @public */
export interface ServingMemoryUse {
  kind: 'serving';
  precision: WeightPrecision;
  gpus: number;
  /** Tokens of all requests that are held at once. */
  cachedTokens: number;
}

/** One reason why memory is needed, on one GPU, in GiB. @public */
export interface MemoryPart {
  name:
    | 'weights'
    | 'gradients'
    | 'optimiser'
    | 'adapter'
    | 'activations'
    | 'cache'
    | 'runtime';
  gib: number;
}

/** Estimated memory of one GPU. @public */
export interface MemoryEstimate {
  parts: MemoryPart[];
  /** Sum of the parts. */
  perGpuGiB: number;
  /** Parts that the model's declared facts do not allow to compute: the sum is then a lower bound. */
  unknown: MemoryPart['name'][];
}

type Bytes = Partial<Record<MemoryPart['name'], number | undefined>>;

function toEstimate(bytes: Bytes): MemoryEstimate {
  const known: MemoryPart[] = [];
  const unknown: MemoryPart['name'][] = [];
  for (const [key, value] of Object.entries(bytes)) {
    const name = key as MemoryPart['name'];
    if (value === undefined) unknown.push(name);
    else if (value > 0) known.push({ name, gib: value / BYTES_PER_GIB });
  }
  return {
    parts: known,
    perGpuGiB: known.reduce((sum, { gib }) => sum + gib, 0),
    unknown,
  };
}

function activationBytes(
  use: TrainingMemoryUse,
  architecture: AiModelArchitecture | undefined,
): number | undefined {
  const { layers, hiddenSize, vocabularySize } = architecture ?? {};
  if (!layers || !hiddenSize || !vocabularySize) return undefined;
  const perLayer = use.tokensPerGpu * hiddenSize * ACTIVATION_BYTES;
  const kept = use.recompute
    ? use.tokensPerGpu * hiddenSize * RECOMPUTED_ACTIVATION_BYTES * layers +
      perLayer
    : perLayer * layers;
  return kept + use.tokensPerGpu * vocabularySize * LOGIT_BYTES;
}

function trainingBytes(model: MemoryModel, use: TrainingMemoryUse): Bytes {
  const weights = model.parameters.totalBillions * 1e9;
  const split = use.sharding === 'all' ? use.gpus : 1;
  const optimiserSplit = use.sharding === 'none' ? 1 : use.gpus;
  const rest = {
    activations: activationBytes(use, model.architecture),
    runtime: RUNTIME_GIB * BYTES_PER_GIB,
  };
  if (use.method === 'full') {
    return {
      weights: (weights * BYTES_PER_WEIGHT.bf16) / split,
      gradients: (weights * GRADIENT_BYTES) / split,
      optimiser: (weights * ADAM_BYTES) / optimiserSplit,
      ...rest,
    };
  }
  const trained = adapterParameters(model, use.adapterRank ?? 0);
  const perTrained =
    (BYTES_PER_WEIGHT.bf16 + GRADIENT_BYTES) / split +
    ADAM_BYTES / optimiserSplit;
  const precision = use.method === 'qlora' ? 'nf4' : 'bf16';
  return {
    weights: (weights * BYTES_PER_WEIGHT[precision]) / split,
    adapter: trained === undefined ? undefined : trained * perTrained,
    ...rest,
  };
}

function servingBytes(model: MemoryModel, use: ServingMemoryUse): Bytes {
  const weights = model.parameters.totalBillions * 1e9;
  const cache = kvCacheBytes(model.architecture, use.cachedTokens);
  return {
    weights: (weights * BYTES_PER_WEIGHT[use.precision]) / use.gpus,
    cache: cache === undefined ? undefined : cache / use.gpus,
    runtime: RUNTIME_GIB * BYTES_PER_GIB,
  };
}

/**
 * What one GPU has to hold, by the published accounting of mixed-precision training with Adam and of a transformer's
 * cache.
 *
 * @remarks
 * - Training: `2·W` weights, `2·T` gradients, `12·T` optimiser (T: weights that are trained), divided by the number of
 *   GPUs as far as the sharding says; activations `34·tokens·hidden·layers` (`2·…` and one layer of 34 with
 *   recomputation) and `10·tokens·vocabulary` for the logits.
 * - Adapters: `r·(in + out)` for each linear layer, see {@link adapterParameters}.
 * - Serving: weights and `2·layers·kvHeads·headDim·2 bytes` for every cached token, see {@link kvCacheBytes}.
 * - 2 GiB for the runtime.
 *
 * An estimate: kernels, allocators and engines differ; it is meant to tell 60 GiB from 180, not 60 from 63.
 *
 * @throws RangeError when GPUs or parameters are not above 0.
 * @public
 */
export function estimateGpuMemory(
  model: MemoryModel,
  use: TrainingMemoryUse | ServingMemoryUse,
): MemoryEstimate {
  if (!(use.gpus > 0))
    throw new RangeError(`gpus is ${use.gpus}: ask for at least 1`);
  if (!(model.parameters.totalBillions > 0)) {
    throw new RangeError('parameters.totalBillions has to be above 0');
  }
  return toEstimate(
    use.kind === 'training'
      ? trainingBytes(model, use)
      : servingBytes(model, use),
  );
}

/** Whether an estimate fits into one device; `tight` from nine tenths of its memory on, since it is an estimate. @public */
export function memoryFitOf(
  estimate: MemoryEstimate,
  gpu: GpuModel,
): 'fits' | 'tight' | 'too-large' {
  const share = estimate.perGpuGiB / gpu.deviceMemoryGiB;
  if (share > 1) return 'too-large';
  return share > 0.9 ? 'tight' : 'fits';
}
