import { hashFraction } from '../controllers/runtime/random';
import { finiteCourse, sequence } from './courses';
import {
  gatedModel,
  isGated,
  missingDataset,
  outOfGpuMemory,
  requestedFailure,
} from './failures';
import {
  type FineTuningSettings,
  readFineTuningSettings,
  trainingMemoryGiB,
} from './fineTuningConfig';
import type { Course, CourseLine, Profile, ProfileInput } from './types';

const PROFILE = 'fine-tuning';
/** Simulated seconds of one epoch, whatever its size: a demonstration must end while somebody looks. */
const EPOCH_SECONDS = 26;
/** Asks for epochs of another length, in seconds: a run of days. */
export const EPOCH_SECONDS_ANNOTATION = 'sandbox.silogen.ai/epoch-seconds';
/** At most about one metrics line a second. */
const SECONDS_PER_LINE = 0.9;

interface Schedule {
  stepsPerEpoch: number;
  totalSteps: number;
  firstStep: number;
  secondsPerStep: number;
  trainingStart: number;
  trainingEnd: number;
  loggingSteps: number;
  evalSteps: number;
  saveSteps: number;
}

function scheduleOf(
  settings: FineTuningSettings,
  input: ProfileInput,
  startsAt: number,
): Schedule {
  // A tenth of the rows is held out for evaluation (AUTO_SPLIT).
  const trained = Math.max(1, Math.round(settings.rows * 0.9));
  const stepsPerEpoch = Math.max(
    1,
    Math.ceil(trained / settings.totalBatchSize),
  );
  const totalSteps = Math.max(1, Math.round(stepsPerEpoch * settings.epochs));
  const asked = Number(input.annotations[EPOCH_SECONDS_ANNOTATION]);
  const secondsPerStep = (asked > 0 ? asked : EPOCH_SECONDS) / stepsPerEpoch;
  const firstStep = settings.resume
    ? Math.min(input.resumeFromStep, totalSteps - 1)
    : 0;
  const loggingSteps =
    settings.loggingSteps ||
    Math.max(1, Math.ceil(SECONDS_PER_LINE / secondsPerStep));
  const saveSteps =
    settings.saveSteps || Math.max(1, Math.round(stepsPerEpoch / 2));
  return {
    stepsPerEpoch,
    totalSteps,
    firstStep,
    secondsPerStep,
    trainingStart: startsAt,
    trainingEnd: startsAt + (totalSteps - firstStep) * secondsPerStep,
    loggingSteps,
    evalSteps: settings.evalSteps || saveSteps,
    saveSteps,
  };
}

function noise(input: ProfileInput, kind: string, step: number): number {
  return hashFraction(input.seed, kind, step) * 2 - 1;
}

/** Falls like a power of the work done, with the noise of small batches. DPO starts at ln 2. */
function lossAt(
  input: ProfileInput,
  settings: FineTuningSettings,
  schedule: Schedule,
  step: number,
): number {
  const done = step / schedule.totalSteps;
  const work =
    (step / schedule.stepsPerEpoch) * Math.sqrt(settings.learningRate / 2e-5);
  const [start, floor] =
    settings.method === 'dpo' ? [0.693, 0.21] : [1.92, 0.78];
  const mean = floor + (start - floor) / (1 + 2.4 * work) ** 0.72;
  const spread = (0.07 - 0.04 * done) * mean;
  return Math.max(0.02, mean + noise(input, 'loss', step) * spread);
}

function evalLossAt(
  input: ProfileInput,
  settings: FineTuningSettings,
  schedule: Schedule,
  step: number,
): number {
  const epochs = step / schedule.stepsPerEpoch;
  const smooth = lossAt({ ...input, seed: 'mean' }, settings, schedule, step);
  const overfitting = Math.max(0, epochs - 4) * 0.012 * smooth;
  return smooth * 1.04 + overfitting + noise(input, 'eval', step) * 0.008;
}

function learningRateAt(
  settings: FineTuningSettings,
  schedule: Schedule,
  step: number,
): number {
  const warmup = Math.max(
    1,
    Math.round(schedule.totalSteps * settings.warmupRatio),
  );
  return step < warmup
    ? (settings.learningRate * step) / warmup
    : settings.learningRate *
        Math.max(
          0,
          (schedule.totalSteps - step) / (schedule.totalSteps - warmup || 1),
        );
}

function tokensPerSecond(
  input: ProfileInput,
  settings: FineTuningSettings,
  step: number,
): number {
  // Bigger models are slower, bigger boards faster; the values are of the size seen on an MI300X.
  const perGpu =
    (9000 / settings.billions) *
    (settings.isAdapter ? 1.35 : 1) *
    ((input.gpuMemoryGiB || 64) / 192) ** 0.4;
  return Math.round(
    perGpu *
      8 *
      Math.max(1, input.gpus) *
      (1 + noise(input, 'rate', step) * 0.03),
  );
}

function startupLines(
  input: ProfileInput,
  settings: FineTuningSettings,
): CourseLine[] {
  const shards = Math.max(1, Math.ceil((settings.billions * 2) / 5));
  const kind = settings.isAdapter
    ? `LoRA r=${settings.adapterRank}`
    : 'full parameters';
  const downloads = Array.from(
    { length: Math.min(shards, 6) },
    (_, index) =>
      [
        0.7,
        `Fetching model-${String(index + 1).padStart(5, '0')}-of-${String(
          shards,
        ).padStart(5, '0')}.safetensors`,
      ] as const,
  );
  return sequence(0.2, [
    [
      0.3,
      `${settings.method === 'pretrain' ? 'Pre-training' : 'Fine-tuning'} ${
        settings.model
      }: method ${settings.method}, ${kind}, ${input.gpus} GPU(s)`,
    ],
    [0.5, `Downloading ${settings.model}`],
    ...downloads,
  ]);
}

function loadLines(settings: FineTuningSettings, from: number): CourseLine[] {
  const trained = Math.round(settings.rows * 0.9);
  const parameters = settings.billions * 1e9;
  const trainable = settings.isAdapter
    ? settings.billions * 1e6 * settings.adapterRank * 0.33
    : parameters;
  const share = ((trainable / parameters) * 100).toFixed(3);
  return sequence(from, [
    [
      0.6,
      `Loading dataset ${settings.datasetPath}: ${trained} training rows, ${
        settings.rows - trained
      } held out`,
    ],
    [1.6, 'Loading checkpoint shards: 100%'],
    [
      0.3,
      `trainable params: ${Math.round(trainable)} || all params: ${Math.round(
        parameters,
      )} || trainable%: ${share}`,
    ],
  ]);
}

function trainingLines(
  input: ProfileInput,
  settings: FineTuningSettings,
  schedule: Schedule,
): CourseLine[] {
  const lines: CourseLine[] = [];
  const timeOf = (step: number) =>
    schedule.trainingStart +
    (step - schedule.firstStep) * schedule.secondsPerStep;
  const round = (value: number, digits: number) =>
    Number(value.toFixed(digits));
  for (
    let step = schedule.firstStep + 1;
    step <= schedule.totalSteps;
    step += 1
  ) {
    const epoch = round(step / schedule.stepsPerEpoch, 3);
    const isLast = step === schedule.totalSteps;
    if (step % schedule.loggingSteps === 0 || isLast) {
      const loss = lossAt(input, settings, schedule, step);
      const metrics = {
        step,
        epoch,
        loss: round(loss, 4),
        grad_norm: round(
          0.45 + loss * 0.5 + noise(input, 'grad', step) * 0.15,
          4,
        ),
        learning_rate: Number(
          learningRateAt(settings, schedule, step).toExponential(4),
        ),
        tokens_per_second: tokensPerSecond(input, settings, step),
      };
      lines.push({ at: timeOf(step), text: JSON.stringify(metrics) });
    }
    if (step % schedule.evalSteps === 0 || isLast) {
      const evalLoss = round(evalLossAt(input, settings, schedule, step), 4);
      lines.push({
        at: timeOf(step),
        text: JSON.stringify({ step, epoch, eval_loss: evalLoss }),
      });
    }
    if (step % schedule.saveSteps === 0 || isLast) {
      lines.push({
        at: timeOf(step),
        text: `Saving model checkpoint to ${settings.outputPath}/checkpoint-${step}`,
      });
    }
  }
  return lines;
}

function finalMetrics(
  input: ProfileInput,
  settings: FineTuningSettings,
  schedule: Schedule,
): Record<string, number> {
  const last = schedule.totalSteps;
  const trainLoss = lossAt(
    { ...input, seed: 'mean' },
    settings,
    schedule,
    Math.round(last / 2),
  );
  return {
    train_loss: Number(trainLoss.toFixed(4)),
    eval_loss: Number(evalLossAt(input, settings, schedule, last).toFixed(4)),
    train_runtime: Number(
      ((last - schedule.firstStep) * schedule.secondsPerStep).toFixed(1),
    ),
    train_steps: last,
  };
}

function closingLines(
  settings: FineTuningSettings,
  schedule: Schedule,
  metrics: Record<string, number>,
): CourseLine[] {
  return sequence(schedule.trainingEnd, [
    [
      0.8,
      settings.isAdapter
        ? 'Merging adapter into the base model'
        : 'Gathering sharded weights',
    ],
    [1.4, JSON.stringify(metrics)],
    [0.3, `Model saved to ${settings.outputPath}/final`],
  ]);
}

/**
 * Fine-tuning in the manner of the SiloGen engine: download, load, steps with metrics as JSON lines, evaluations,
 * checkpoints, and a last line with the final metrics. A run that was interrupted goes on from its last checkpoint.
 */
export const fineTuning: Profile = input => {
  const settings = readFineTuningSettings(input);
  const failure = requestedFailure(input.annotations);
  const startup = startupLines(input, settings);
  if (isGated(input, settings.model) && !input.env.HF_TOKEN) {
    return gatedModel(PROFILE, settings.model, startup.slice(0, 2));
  }
  if (
    failure === 'missing-dataset' ||
    settings.datasetPath.includes('missing')
  ) {
    return missingDataset(PROFILE, settings.datasetPath, startup);
  }
  const before = [...startup, ...loadLines(settings, startup.at(-1)?.at ?? 0)];
  const needed =
    Number(input.annotations['sandbox.silogen.ai/gpu-memory-gib']) ||
    trainingMemoryGiB(settings, input.gpus);
  if (
    failure === 'gpu-memory' ||
    (input.gpus > 0 && input.gpuMemoryGiB > 0 && needed > input.gpuMemoryGiB)
  ) {
    return outOfGpuMemory(
      PROFILE,
      input,
      Math.max(needed, input.gpuMemoryGiB + 4),
      before,
    );
  }
  return trainingCourse(input, settings, before);
};

function trainingCourse(
  input: ProfileInput,
  settings: FineTuningSettings,
  before: CourseLine[],
): Course {
  const startsAt = (before.at(-1)?.at ?? 0) + 1;
  const schedule = scheduleOf(settings, input, startsAt);
  const resumeLine =
    schedule.firstStep > 0
      ? [
          {
            at: startsAt,
            text: `Resuming from ${settings.outputPath}/checkpoint-${schedule.firstStep}`,
          },
        ]
      : [];
  const metrics = finalMetrics(input, settings, schedule);
  const closing = closingLines(settings, schedule, metrics);
  const stepAt = (elapsed: number) =>
    Math.min(
      schedule.totalSteps,
      schedule.firstStep +
        Math.max(
          0,
          Math.floor(
            (elapsed - schedule.trainingStart) / schedule.secondsPerStep + 1e-9,
          ),
        ),
    );
  const lines = [
    ...before,
    ...resumeLine,
    ...trainingLines(input, settings, schedule),
    ...closing,
  ];
  const end = {
    at: (closing.at(-1)?.at ?? 0) + 0.5,
    exitCode: 0,
    reason: 'Completed',
    metrics,
  };
  return finiteCourse(PROFILE, lines, end, {
    checkpointAt: elapsed => {
      const step = stepAt(elapsed);
      const saved =
        step === schedule.totalSteps
          ? step
          : step - (step % schedule.saveSteps);
      return Math.max(saved, schedule.firstStep);
    },
    progressAt: elapsed => {
      if (elapsed < schedule.trainingStart) {
        return undefined;
      }
      const step = stepAt(elapsed);
      return {
        step,
        totalSteps: schedule.totalSteps,
        epoch: Number((step / schedule.stepsPerEpoch).toFixed(2)),
        loss: Number(
          lossAt(input, settings, schedule, Math.max(1, step)).toFixed(4),
        ),
        etaSeconds: Math.max(0, Math.round(end.at - elapsed)),
      };
    },
  });
}
