import { hashFraction } from '../controllers/runtime/random';
import { finiteCourse, sequence } from './courses';
import {
  gatedModel,
  isGated,
  missingDataset,
  outOfGpuMemory,
  requestedFailure,
} from './failures';
import { billionsOf } from './fineTuningConfig';
import type { CourseLine, Profile } from './types';

const PROFILE = 'evaluation';
const BATCHES = 25;
const SECONDS_PER_BATCH = 1.6;

/** Scores a model on a dataset: loads it, generates batch by batch, and ends with a line of metrics. */
export const evaluation: Profile = input => {
  const { env } = input;
  const model =
    env.MODEL_NAME ||
    env.MODEL ||
    env.MODEL_ID ||
    env.BASE_MODEL ||
    'base-model';
  const dataset = env.DATASET_PATH || env.DATASET || 'abisee/cnn_dailymail';
  const metric = env.METRIC || 'bertscore';
  const rows = Math.max(1, Number(env.MAX_ROWS || env.DATASET_ROWS) || 200);
  const startup = sequence(0.2, [
    [0.4, `Evaluating ${model} on ${dataset} with ${metric}`],
    [2.5, `Downloading ${model}`],
  ]);
  const failure = requestedFailure(input.annotations);
  if (isGated(input, model) && !env.HF_TOKEN) {
    return gatedModel(PROFILE, model, startup);
  }
  if (failure === 'missing-dataset' || dataset.includes('missing')) {
    return missingDataset(PROFILE, dataset, startup);
  }
  const needed =
    Number(input.annotations['sandbox.silogen.ai/gpu-memory-gib']) ||
    billionsOf(model) * 2.3;
  const available = input.gpuMemoryGiB * Math.max(1, input.gpus);
  if (
    failure === 'gpu-memory' ||
    (input.gpus > 0 && available > 0 && needed > available)
  ) {
    return outOfGpuMemory(
      PROFILE,
      input,
      Math.max(needed, input.gpuMemoryGiB + 4),
      startup,
    );
  }
  const from = (startup.at(-1)?.at ?? 0) + 5;
  const scoreAt = (batch: number) =>
    Number(
      (
        0.82 +
        hashFraction(model, dataset, metric) * 0.1 +
        (hashFraction(input.seed, batch) - 0.5) * 0.02
      ).toFixed(4),
    );
  const lines: CourseLine[] = Array.from({ length: BATCHES }, (_, index) => ({
    at: from + (index + 1) * SECONDS_PER_BATCH,
    text: JSON.stringify({
      batch: index + 1,
      batches: BATCHES,
      rows_done: Math.round((rows * (index + 1)) / BATCHES),
      [metric]: scoreAt(index),
    }),
  }));
  const scores = Array.from({ length: BATCHES }, (_, index) => scoreAt(index));
  const mean = scores.reduce((sum, score) => sum + score, 0) / BATCHES;
  const endAt = from + BATCHES * SECONDS_PER_BATCH;
  const closing = sequence(endAt, [
    [
      0.6,
      JSON.stringify({ [`${metric}_mean`]: Number(mean.toFixed(4)), rows }),
    ],
    [
      0.4,
      `Results written to ${
        env.OUTPUT_PATH || '/workload/results'
      }/metrics.json`,
    ],
  ]);
  return finiteCourse(
    PROFILE,
    [...startup, ...lines, ...closing],
    {
      at: endAt + 1.5,
      exitCode: 0,
      reason: 'Completed',
    },
    {
      progressAt: elapsed => {
        const batch = Math.floor((elapsed - from) / SECONDS_PER_BATCH);
        return batch < 0
          ? undefined
          : {
              step: Math.min(batch, BATCHES),
              totalSteps: BATCHES,
              epoch: 0,
              loss: 0,
              etaSeconds: Math.max(0, Math.round(endAt + 1.5 - elapsed)),
            };
      },
    },
  );
};
