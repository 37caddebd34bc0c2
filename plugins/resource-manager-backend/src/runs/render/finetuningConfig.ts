import { stringify } from 'yaml';
import type { RenderInput } from './types';

/** Parameter of an AiWorkload → its place in the engine's configuration. */
const PLACES: Record<string, string> = {
  chatTemplateName: 'data_conf.chat_template_name',
  learningRate: 'training_args.learning_rate',
  epochs: 'training_args.num_train_epochs',
  maxSteps: 'training_args.max_steps',
  warmupRatio: 'training_args.warmup_ratio',
  weightDecay: 'training_args.weight_decay',
  seed: 'training_args.seed',
  loggingSteps: 'training_args.logging_steps',
  saveSteps: 'training_args.save_steps',
  evalSteps: 'training_args.eval_steps',
  learningRateMultiplier: 'overrides.lr_multiplier',
  totalTrainBatchSize: 'batchsize_conf.total_train_batch_size',
  maxPerDeviceTrainBatchSize: 'batchsize_conf.max_per_device_train_batch_size',
  loraR: 'peft_conf.peft_kwargs.r',
  loraAlpha: 'peft_conf.peft_kwargs.lora_alpha',
  loraDropout: 'peft_conf.peft_kwargs.lora_dropout',
  loraTargetModules: 'peft_conf.peft_kwargs.target_modules',
  quantization: 'quant_conf.quantization_type',
  maxSeqLength: 'sft_args.max_seq_length',
};

/** Learning rates that the engine's presets start from (upstream: helm chart's overrides), by what is trained. */
const LEARNING_RATE = { adapter: 5e-5, all: 5e-6 };

type Tree = { [key: string]: unknown };

function setAt(tree: Tree, place: string, value: unknown): void {
  const path = place.split('.');
  const last = path.pop()!;
  let at = tree;
  for (const key of path) {
    at[key] ??= {};
    at = at[key] as Tree;
  }
  at[last] = value;
}

function textAt(
  parameters: Record<string, unknown>,
  name: string,
): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function trainsAdapter(parameters: Record<string, unknown>): boolean {
  const peft = textAt(parameters, 'peft');
  return peft !== undefined && peft !== 'NO_PEFT';
}

/** How a fine-tuning run trains, in one word: `full`, `lora`, `qlora`, `dpo`. */
export function methodOf(parameters: Record<string, unknown>): string {
  const method = textAt(parameters, 'method')?.toLowerCase();
  if (method && method !== 'sft') return method;
  if (!trainsAdapter(parameters)) return 'full';
  const quantization = textAt(parameters, 'quantization') ?? 'no-quantization';
  return quantization === 'no-quantization' ? 'lora' : 'qlora';
}

function validationOf(parameters: Record<string, unknown>): Tree {
  const ratio = Number(parameters.validationSplitRatio ?? 0.1);
  return ratio > 0 ? { type: 'AUTO_SPLIT', ratio } : { type: 'NONE' };
}

/**
 * Configuration of the SiloGen fine-tuning engine (upstream: silogen/ai-workloads, llm-finetune-silogen-engine). What
 * a workload's parameters do not name keeps the engine's own default.
 */
export function finetuningConfig(input: RenderInput): string {
  const { parameters, model, dataset } = input;
  const adapter = trainsAdapter(parameters);
  const precision = textAt(parameters, 'precision') ?? 'bf16';
  const config: Tree = {
    method: textAt(parameters, 'method') ?? 'sft',
    data_conf: {
      training_data: {
        type: 'CONCATENATION',
        datasets: dataset ? [{ path: dataset.uri ?? dataset.ref }] : [],
      },
      validation_data: validationOf(parameters),
      chat_template_name: 'keep-original',
    },
    training_args: {
      learning_rate: adapter ? LEARNING_RATE.adapter : LEARNING_RATE.all,
      bf16: precision === 'bf16',
      fp16: precision === 'fp16',
    },
    overrides: { lr_multiplier: 1 },
    batchsize_conf: {},
    peft_conf: adapter
      ? { peft_type: textAt(parameters, 'peft'), task_type: 'CAUSAL_LM' }
      : { peft_type: 'NO_PEFT' },
    quant_conf: { quantization_type: 'no-quantization' },
    run_conf: {
      model: model?.uri ?? model?.ref,
      resume_from_checkpoint: 'auto',
    },
    sft_args: { max_seq_length: 2048 },
  };
  for (const [name, place] of Object.entries(PLACES)) {
    if (parameters[name] !== undefined) setAt(config, place, parameters[name]);
  }
  return stringify(config);
}
