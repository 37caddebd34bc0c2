import type {
  AiModelArchitecture,
  AiModelParameters,
} from '../kinds/AiModelEntity';

/** Keys and values are cached in 16 bits. */
const BYTES_PER_CACHED_VALUE = 2;

function headWidth(architecture: AiModelArchitecture): number | undefined {
  const { headDim, hiddenSize, attentionHeads } = architecture;
  if (headDim) return headDim;
  return hiddenSize && attentionHeads ? hiddenSize / attentionHeads : undefined;
}

/**
 * Bytes of the key-value cache for so many tokens: two (key, value) × layers × heads that are cached × their width ×
 * 2 bytes; for latent attention layers × the latent's width × 2 bytes. Undefined when a dimension is not declared.
 *
 * @public
 */
export function kvCacheBytes(
  architecture: AiModelArchitecture | undefined,
  tokens: number,
): number | undefined {
  if (!architecture?.layers) return undefined;
  const { layers, keyValueHeads, latentCacheWidth } = architecture;
  const width = headWidth(architecture);
  const perLayer =
    latentCacheWidth ??
    (keyValueHeads && width ? 2 * keyValueHeads * width : undefined);
  return perLayer && layers * perLayer * tokens * BYTES_PER_CACHED_VALUE;
}

/**
 * Parameters of a rank-r adapter on every linear layer (query, key, value, output and the three of the feed-forward
 * part): r × (inputs + outputs) each (LoRA, arXiv:2106.09685, section 4.1).
 *
 * @remarks
 * The width of the feed-forward part follows from the total: what a layer has beside attention is three matrices
 * hidden × width. Embeddings count twice (input and output). For mixtures of experts it is an approximation.
 *
 * @public
 */
export function adapterParameters(
  model: { parameters: AiModelParameters; architecture?: AiModelArchitecture },
  rank: number,
): number | undefined {
  const architecture = model.architecture ?? {};
  const { layers, hiddenSize, attentionHeads, keyValueHeads, vocabularySize } =
    architecture;
  const width = headWidth(architecture);
  if (
    !layers ||
    !hiddenSize ||
    !attentionHeads ||
    !keyValueHeads ||
    !vocabularySize ||
    !width
  ) {
    return undefined;
  }
  const queries = attentionHeads * width;
  const keys = keyValueHeads * width;
  const inLayers =
    model.parameters.totalBillions * 1e9 - 2 * vocabularySize * hiddenSize;
  const attention = 2 * hiddenSize * queries + 2 * hiddenSize * keys;
  const feedForward = Math.max(
    0,
    (inLayers / layers - attention) / (3 * hiddenSize),
  );
  const ends =
    2 * (hiddenSize + queries) +
    2 * (hiddenSize + keys) +
    3 * (hiddenSize + feedForward);
  return rank * ends * layers;
}
