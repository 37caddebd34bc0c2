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
import { DURATION_ANNOTATION } from './generic';
import type { CourseLine, Profile, ProfileInput } from './types';

const PROFILE = 'evaluation';
const BATCHES = 25;
const SECONDS_PER_BATCH = 1.6;
/** Of an evaluation that was asked to take its time; one batch a minute at most, one line each. */
const MAX_BATCHES = 6000;

/** How many batches there are, and what each takes. Annotated with a duration, an evaluation has longer and more of them. */
function paceOf(input: ProfileInput): { batches: number; seconds: number } {
  const asked = Number(input.annotations[DURATION_ANNOTATION]);
  if (!(asked > 0)) {
    return { batches: BATCHES, seconds: SECONDS_PER_BATCH };
  }
  const batches = Math.min(
    MAX_BATCHES,
    Math.max(BATCHES, Math.round(asked / 60)),
  );
  return { batches, seconds: asked / batches };
}

/**
 * Scores a model on a dataset: loads it, generates batch by batch, and ends with a line of metrics. With env
 * `RESULTS_URI` it keeps the answers of each batch on storage that outlives the pod, and goes on behind the last one;
 * without, it begins anew.
 */
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
  const { batches, seconds } = paceOf(input);
  const keeps = Boolean(env.RESULTS_URI);
  const done = keeps ? Math.min(input.resumeFromStep, batches - 1) : 0;
  const from = (startup.at(-1)?.at ?? 0) + 5;
  const rowsAt = (batch: number) => Math.round((rows * batch) / batches);
  const kept = keeps
    ? [
        {
          at: from,
          text:
            done > 0
              ? `Resuming: ${rowsAt(done)} of ${rows} answers found in ${
                  env.RESULTS_URI
                }, going on with batch ${done + 1}`
              : `Answers are kept batch by batch in ${env.RESULTS_URI}`,
        },
      ]
    : [];
  const scoreAt = (batch: number) =>
    Number(
      (
        0.82 +
        hashFraction(model, dataset, metric) * 0.1 +
        (hashFraction(input.seed, batch) - 0.5) * 0.02
      ).toFixed(4),
    );
  const lines: CourseLine[] = Array.from(
    { length: batches - done },
    (_, index) => ({
      at: from + (index + 1) * seconds,
      text: JSON.stringify({
        batch: done + index + 1,
        batches,
        rows_done: rowsAt(done + index + 1),
        [metric]: scoreAt(done + index),
      }),
    }),
  );
  const scores = Array.from({ length: batches }, (_, index) => scoreAt(index));
  const mean = scores.reduce((sum, score) => sum + score, 0) / batches;
  const endAt = from + (batches - done) * seconds;
  const batchAt = (elapsed: number) =>
    Math.min(
      batches,
      done + Math.max(0, Math.floor((elapsed - from) / seconds + 1e-9)),
    );
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
    [...startup, ...kept, ...lines, ...closing],
    {
      at: endAt + 1.5,
      exitCode: 0,
      reason: 'Completed',
    },
    {
      progressAt: elapsed =>
        elapsed < from
          ? undefined
          : {
              step: batchAt(elapsed),
              totalSteps: batches,
              epoch: 0,
              loss: 0,
              etaSeconds: Math.max(0, Math.round(endAt + 1.5 - elapsed)),
            },
      ...(keeps && { checkpointAt: batchAt }),
    },
  );
};
