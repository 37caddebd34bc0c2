import { finiteCourse, sequence } from './courses';
import type { Course, CourseLine, ProfileInput } from './types';

/** What a run can be asked to fail with, through annotation `sandbox.silogen.ai/fail`. */
export const FAIL_ANNOTATION = 'sandbox.silogen.ai/fail';
export type RequestedFailure =
  | 'image-pull'
  | 'gpu-memory'
  | 'missing-dataset'
  | 'gated-model'
  | 'node-lost'
  | 'host-memory';

export function requestedFailure(
  annotations: Readonly<Record<string, string>>,
): RequestedFailure | undefined {
  const value = annotations[FAIL_ANNOTATION];
  const known: readonly string[] = [
    'image-pull',
    'gpu-memory',
    'missing-dataset',
    'gated-model',
    'node-lost',
    'host-memory',
  ];
  return known.includes(value) ? (value as RequestedFailure) : undefined;
}

function traceback(
  where: string,
  error: string,
): (readonly [number, string])[] {
  return [
    [0.4, 'Traceback (most recent call last):'],
    [0, `  File "${where}", line 212, in main`],
    [0, error],
  ];
}

export function gatedModel(
  profile: string,
  model: string,
  before: CourseLine[],
): Course {
  const from = before.at(-1)?.at ?? 0;
  const lines = sequence(from, [
    [
      1.2,
      `HTTP 401 Unauthorized for https://huggingface.co/${model}/resolve/main/config.json`,
    ],
    ...traceback(
      '/app/download_model.py',
      `huggingface_hub.errors.GatedRepoError: 401 Client Error. Access to model ${model} is restricted. You must have access to it and be authenticated to access it. Please log in: set HF_TOKEN from a secret.`,
    ),
  ]);
  return finiteCourse(profile, [...before, ...lines], {
    at: from + 2,
    exitCode: 1,
    reason: 'Error',
  });
}

export function missingDataset(
  profile: string,
  path: string,
  before: CourseLine[],
): Course {
  const from = before.at(-1)?.at ?? 0;
  const lines = sequence(
    from + 1,
    traceback(
      '/app/prepare_data.py',
      `FileNotFoundError: [Errno 2] No such file or directory: '${path}'`,
    ),
  );
  return finiteCourse(profile, [...before, ...lines], {
    at: from + 2,
    exitCode: 1,
    reason: 'Error',
  });
}

export function outOfGpuMemory(
  profile: string,
  input: ProfileInput,
  neededGiB: number,
  before: CourseLine[],
): Course {
  const from = before.at(-1)?.at ?? 0;
  const capacity = input.gpuMemoryGiB || 64;
  const free = Math.max(0.12, capacity * 0.004);
  const wanted = Math.max(2, Math.min(neededGiB - capacity, 24));
  const platform = input.gpuVendor === 'amd' ? 'HIP' : 'CUDA';
  const message =
    `torch.OutOfMemoryError: ${platform} out of memory. Tried to allocate ${wanted.toFixed(
      2,
    )} GiB. ` +
    `GPU 0 has a total capacity of ${(capacity - 0.02).toFixed(
      2,
    )} GiB of which ${free.toFixed(2)} GiB is free. ` +
    `Of the allocated memory ${(capacity - free - 1.4).toFixed(
      2,
    )} GiB is allocated by PyTorch, ` +
    `and 1.12 GiB is reserved by PyTorch but unallocated.`;
  const lines = sequence(from + 2, traceback('/app/train.py', message));
  return finiteCourse(profile, [...before, ...lines], {
    at: from + 4,
    exitCode: 1,
    reason: 'Error',
  });
}

/** Any course, cut short from outside: its node goes away, or the kernel kills it for its memory. */
export function cutShort(
  course: Course,
  failure: 'node-lost' | 'host-memory',
): Course {
  const at = Math.max(2, (course.end?.at ?? 40) * 0.4);
  const end =
    failure === 'node-lost'
      ? { at, exitCode: 137, reason: 'Error', nodeLost: true }
      : { at, exitCode: 137, reason: 'OOMKilled' };
  return {
    ...course,
    end,
    linesBetween: (after, until) =>
      course.linesBetween(after, Math.min(until, at)),
    nextLineAfter: after => {
      const next = course.nextLineAfter(after);
      return next !== undefined && next <= at ? next : undefined;
    },
  };
}

/** Whether the model's repository asks for a token. */
export function isGated(input: ProfileInput, model: string): boolean {
  const list = (input.annotations['sandbox.silogen.ai/gated-models'] ?? '')
    .split(',')
    .map(name => name.trim());
  return (
    input.env.MODEL_GATED === 'true' ||
    requestedFailure(input.annotations) === 'gated-model' ||
    (model !== '' && list.includes(model))
  );
}
