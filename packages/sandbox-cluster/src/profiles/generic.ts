import { finiteCourse } from './courses';
import { missingDataset, outOfGpuMemory, requestedFailure } from './failures';
import type { CourseLine, Profile } from './types';

export const DURATION_ANNOTATION = 'sandbox.silogen.ai/duration';
const DEFAULT_SECONDS = 60;
const MAX_LINES = 200;

/** Any other program: says that it works, and ends after the annotated number of seconds. */
export const generic: Profile = input => {
  const asked = Number(input.annotations[DURATION_ANNOTATION]);
  const seconds = Number.isFinite(asked) && asked > 0 ? asked : DEFAULT_SECONDS;
  const start: CourseLine[] = [
    {
      at: 0.1,
      text: `Started ${
        [...input.command, ...input.args].join(' ').slice(0, 200) || input.image
      }`,
    },
  ];
  const failure = requestedFailure(input.annotations);
  if (failure === 'gpu-memory') {
    return outOfGpuMemory('generic', input, input.gpuMemoryGiB + 4, start);
  }
  if (failure === 'missing-dataset') {
    return missingDataset(
      'generic',
      input.env.DATASET_PATH || '/workload/data/train.jsonl',
      start,
    );
  }
  const every = Math.max(5, seconds / MAX_LINES);
  const beats = Array.from(
    { length: Math.ceil(seconds / every) - 1 },
    (_, index) => ({
      at: (index + 1) * every,
      text: `Working: ${Math.min(
        100,
        Math.round((((index + 1) * every) / seconds) * 100),
      )}%`,
    }),
  );
  return finiteCourse(
    'generic',
    [...start, ...beats, { at: seconds - 0.05, text: 'Finished' }],
    { at: seconds, exitCode: 0, reason: 'Completed' },
    {
      progressAt: elapsed => ({
        step: Math.round(Math.min(elapsed, seconds)),
        totalSteps: Math.round(seconds),
        epoch: 0,
        loss: 0,
        etaSeconds: Math.max(0, Math.round(seconds - elapsed)),
      }),
    },
  );
};
