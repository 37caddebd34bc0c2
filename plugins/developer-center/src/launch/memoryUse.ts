import type {
  AiModelEntity,
  AiWorkloadEntity,
  ServingMemoryUse,
  StateSharding,
  TrainingMemoryUse,
  WeightPrecision,
} from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';

/** How the fine-tuning engine's choices of distribution shard the state of training (upstream: distributedType). */
const SHARDINGS: Record<string, StateSharding> = {
  'auto-deepspeed-stage1': 'optimiser',
  'auto-deepspeed-stage3': 'all',
  'auto-ddp': 'none',
  'auto-single-process': 'none',
};

const PRECISIONS: Record<string, WeightPrecision> = {
  fp32: 'fp32',
  bf16: 'bf16',
  fp16: 'bf16',
  fp8: 'fp8',
};

function valueReader(
  workload: AiWorkloadEntity,
  request: PreviewRunRequest,
): (name: string) => unknown {
  return name =>
    request.parameters?.[name] ??
    workload.spec.parameters?.find(parameter => parameter.name === name)
      ?.default;
}

function trainingUse(
  read: (name: string) => unknown,
  gpus: number,
): TrainingMemoryUse | undefined {
  const longest = Number(read('maxSeqLength'));
  const examples = Number(read('maxPerDeviceTrainBatchSize') ?? 1);
  if (!(longest > 0) || !(examples > 0)) return undefined;
  const peft = read('peft') ?? 'NO_PEFT';
  const quantization = read('quantization') ?? 'no-quantization';
  const adapter = quantization === 'no-quantization' ? 'lora' : 'qlora';
  return {
    kind: 'training',
    method: peft === 'NO_PEFT' ? 'full' : adapter,
    gpus,
    sharding: SHARDINGS[String(read('distributedType'))] ?? 'none',
    tokensPerGpu: longest * examples,
    adapterRank: Number(read('loraR') ?? 0),
  };
}

/**
 * What decides about the memory of a run: of a fine-tuning run its method and batch; of an endpoint one request as long
 * as its context. Undefined where the portal knows no formula for the workload, or not enough is filled in.
 */
export function memoryUseOf(options: {
  workload: AiWorkloadEntity;
  model: AiModelEntity;
  request: PreviewRunRequest;
}): TrainingMemoryUse | ServingMemoryUse | undefined {
  const { workload, model, request } = options;
  const gpus = request.gpus ?? workload.spec.resources.gpus.default;
  if (!(gpus > 0)) return undefined;
  const read = valueReader(workload, request);
  if (workload.spec.category === 'fine-tuning') return trainingUse(read, gpus);
  const precision = PRECISIONS[model.spec.precision ?? ''];
  const longest = Number(read('maxModelLen') ?? model.spec.contextLength);
  // An encoder keeps no cache: the formula is one of decoders.
  const writes = model.spec.task !== 'feature-extraction';
  if (
    workload.spec.category === 'inference' &&
    writes &&
    precision &&
    longest > 0
  ) {
    return { kind: 'serving', precision, gpus, cachedTokens: longest };
  }
  return undefined;
}
