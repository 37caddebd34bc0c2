import { Entity } from '@backstage/catalog-model';
import { AI_API_VERSION, AiLicence, AiSpecCommon } from './common';
import { SizeClass } from '../models/sizeClass';

/** How far a model is: `candidate` came out of a run and nobody has reviewed it yet. @public */
export type AiModelStatus =
  | 'available'
  | 'candidate'
  | 'deprecated'
  | 'archived';

/** @public */
export type AiModelParameters = {
  /** All weights, in 10⁹. */
  totalBillions: number;
  /** Weights that one token passes through, in 10⁹; for mixtures of experts. */
  activeBillions?: number;
};

/**
 * Dimensions of the network, as in the configuration of the published weights.
 * Of the language part where a model has several.
 *
 * @public
 */
export type AiModelArchitecture = {
  /** Transformer blocks. */
  layers?: number;
  /** Width of the representation between blocks. */
  hiddenSize?: number;
  /** Query heads of one block. */
  attentionHeads?: number;
  /** Heads of one block whose keys and values are cached. */
  keyValueHeads?: number;
  /** Width of one head; left out where it is `hiddenSize / attentionHeads`. */
  headDim?: number;
  /**
   * Values that one block caches per token, for latent attention: it caches
   * these in place of keys and values by head.
   */
  latentCacheWidth?: number;
  /** Rows of the embedding. */
  vocabularySize?: number;
};

/** @public */
export type AiModelFineTuning = {
  /** Methods that a workload of the catalogue offers for it: `full`, `lora`, `qlora`, `dpo`… */
  methods: string[];
  /** GPU memory that a run needs at least, in GiB, by method. */
  gpuMemoryGiB?: Record<string, number>;
};

/** @public */
export type AiModelServing = {
  /** Such as `vllm`, `sglang`, `infinity`. */
  engines: string[];
  /** GPUs of one replica. */
  gpus?: number;
  /** GPU memory of one replica, in GiB. */
  gpuMemoryGiB?: number;
};

/**
 * A model: durable facts about weights that exist. What runs on it comes from
 * the Resource Manager at view time.
 *
 * @public
 */
export interface AiModelEntity extends Entity {
  apiVersion: typeof AI_API_VERSION;
  kind: 'AiModel';
  spec: AiSpecCommon & {
    provider: string;
    family?: string;
    revision?: string;
    /** Task id as on the Hugging Face Hub, such as `text-generation`. */
    task: string;
    licence: AiLicence;
    /** ISO 639 codes. */
    languages?: string[];
    parameters?: AiModelParameters;
    architecture?: AiModelArchitecture;
    sizeClass?: SizeClass;
    /** In tokens. */
    contextLength?: number;
    /** Of the published weights, such as `bf16`. */
    precision?: string;
    /** Such as `text`, `image`. */
    modalities?: string[];
    /** The publisher asks for an agreement before a download. */
    gated?: boolean;
    /** True where the tokenizer brings one; a string names it. */
    chatTemplate?: boolean | string;
    intendedUse?: string;
    limitations?: string;
    artefact?: { uri: string; format?: string };
    fineTuning?: AiModelFineTuning;
    serving?: AiModelServing;
    /** Ids of {@link gpuModels}; see {@link fitsOnOf} for the rule. */
    fitsOn?: string[];
    /** Entity ref of the AiModel that this one was tuned from. */
    baseModel?: string;
    /** Entity refs of AiDatasets. */
    trainedOn?: string[];
    /** Entity ref of the AiWorkload that made it. */
    producedBy?: string;
    /** The run was made on a simulated cluster: there are no weights. */
    simulated?: boolean;
    status?: AiModelStatus;
    /** Last reported values by metric name, such as `eval_loss`. */
    metrics?: Record<string, number>;
    /** Model card in Markdown. */
    card?: string;
  };
}

/** @public */
export function isAiModelEntity(entity: Entity): entity is AiModelEntity {
  return (
    entity.apiVersion === AI_API_VERSION &&
    entity.kind.toLocaleLowerCase('en-US') === 'aimodel'
  );
}
