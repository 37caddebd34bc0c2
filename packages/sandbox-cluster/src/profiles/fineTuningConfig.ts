import { parse } from 'yaml';
import type { ProfileInput } from './types';

/** What of a SiloGen fine-tuning configuration shapes the run. */
export interface FineTuningSettings {
  method: string;
  model: string;
  /** Billions of parameters, read from the model's name. */
  billions: number;
  /** Adapter only, or every weight. */
  isAdapter: boolean;
  adapterRank: number;
  isQuantized: boolean;
  epochs: number;
  learningRate: number;
  warmupRatio: number;
  totalBatchSize: number;
  deviceBatchSize: number;
  sequenceLength: number;
  datasetPath: string;
  rows: number;
  /** Optimiser steps between logged lines, evaluations and checkpoints; 0: chosen from the length of the run. */
  loggingSteps: number;
  evalSteps: number;
  saveSteps: number;
  resume: boolean;
  outputPath: string;
}

type Tree = Record<string, unknown>;

function tree(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Tree)
    : {};
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function positive(value: unknown, fallback: number): number {
  const number = Number(value);
  return value !== undefined &&
    value !== null &&
    Number.isFinite(number) &&
    number > 0
    ? number
    : fallback;
}

function parseConfig(source: string | undefined): Tree {
  if (!source) {
    return {};
  }
  try {
    return tree(parse(source));
  } catch {
    return {};
  }
}

/** `Llama-3.1-8B` → 8, `Mixtral-8x7B` → 56, `Qwen2.5-0.5B` → 0.5; 7 when the name does not say. */
export function billionsOf(model: string): number {
  const match = /(?:(\d+)x)?(\d+(?:\.\d+)?)b(?![a-z])/i.exec(model);
  return match ? Number(match[1] ?? 1) * Number(match[2]) : 7;
}

function firstDataset(data: Tree): Tree {
  const training = tree(data.training_data);
  const datasets = training.datasets;
  return Array.isArray(datasets) ? tree(datasets[0]) : training;
}

/** Reads the configuration in the form of the SiloGen engine from env `FINETUNING_CONFIG`; what it leaves out has a default. */
export function readFineTuningSettings(
  input: ProfileInput,
): FineTuningSettings {
  const { env } = input;
  const config = parseConfig(env.FINETUNING_CONFIG);
  const args = tree(config.training_args);
  const batch = tree(config.batchsize_conf);
  const peft = tree(config.peft_conf);
  const run = tree(config.run_conf);
  const dataset = firstDataset(tree(config.data_conf));
  const model = text(
    run.model,
    text(
      config.basemodel,
      env.BASE_MODEL || env.MODEL_NAME || env.MODEL_ID || 'base-model',
    ),
  );
  const peftType = text(peft.peft_type, 'LORA');
  const quantization = text(
    tree(config.quant_conf).quantization_type,
    'no-quantization',
  );
  const deviceBatchSize = positive(batch.max_per_device_train_batch_size, 4);
  return {
    method: text(config.method, 'sft'),
    model,
    billions: billionsOf(model),
    isAdapter: peftType.toUpperCase() !== 'NO_PEFT',
    adapterRank: positive(tree(peft.peft_kwargs).r, 16),
    isQuantized: quantization !== 'no-quantization',
    epochs: positive(args.num_train_epochs, positive(env.EPOCHS, 3)),
    learningRate: positive(
      args.learning_rate,
      positive(env.LEARNING_RATE, 2e-5),
    ),
    warmupRatio: positive(args.warmup_ratio, 0.05),
    totalBatchSize: positive(
      batch.total_train_batch_size,
      positive(env.BATCH_SIZE, deviceBatchSize * Math.max(1, input.gpus)),
    ),
    deviceBatchSize,
    sequenceLength: positive(tree(config.sft_args).max_seq_length, 2048),
    datasetPath: text(
      dataset.path,
      env.DATASET_PATH || env.DATASET || '/local_resources/data/train.jsonl',
    ),
    rows: Math.max(
      1,
      Math.round(positive(dataset.rows, positive(env.DATASET_ROWS, 4000))),
    ),
    loggingSteps: Math.round(positive(args.logging_steps, 0)),
    evalSteps: Math.round(positive(args.eval_steps, 0)),
    saveSteps: Math.round(positive(args.save_steps, 0)),
    resume:
      run.resume_from_checkpoint !== false &&
      env.RESUME_FROM_CHECKPOINT !== 'false',
    outputPath: text(
      config.checkpoints_remote,
      env.CHECKPOINTS_REMOTE || env.OUTPUT_PATH || '/workload/checkpoints',
    ),
  };
}

/**
 * Memory that training takes on each GPU, in GiB: weights and, for what is trained, gradients and Adam's two moments in
 * single precision (spread over the GPUs, as ZeRO does), plus activations.
 */
export function trainingMemoryGiB(
  settings: FineTuningSettings,
  gpus: number,
): number {
  const shards = Math.max(1, gpus);
  const weights = settings.billions * (settings.isQuantized ? 0.6 : 2);
  const trained = settings.isAdapter
    ? settings.billions * 0.01 * settings.adapterRank * 0.06 * 16
    : settings.billions * 16 - settings.billions * 2;
  const held = settings.isAdapter
    ? weights + trained
    : weights / shards + trained / shards;
  const activations =
    settings.deviceBatchSize *
    (settings.sequenceLength / 2048) *
    Math.sqrt(settings.billions) *
    1.2;
  return (held * 1e9) / 2 ** 30 + activations;
}
