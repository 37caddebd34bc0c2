import { courseOf, isImageMissing, profileName } from '.';
import {
  billionsOf,
  readFineTuningSettings,
  trainingMemoryGiB,
} from './fineTuningConfig';
import type { Course, ProfileInput } from './types';

function input(more: Partial<ProfileInput> = {}): ProfileInput {
  return {
    seed: 'seed',
    image: 'amdenterpriseai/aimft-aimfttk:0.2.2',
    command: ['/bin/sh', '-c', 'train'],
    args: [],
    env: { BASE_MODEL: 'Llama-3.1-8B' },
    labels: {},
    annotations: {},
    gpus: 1,
    gpuMemoryGiB: 192,
    gpuVendor: 'amd',
    resumeFromStep: 0,
    ...more,
  };
}

function texts(course: Course, until = course.end?.at ?? 120): string[] {
  return course.linesBetween(-1, until).map(line => line.text);
}

describe('profileName', () => {
  it.each([
    ['amdenterpriseai/aimft-aimfttk:1', {}, {}, 'fine-tuning'],
    ['ghcr.io/silogen/llm-finetuning:1', {}, {}, 'fine-tuning'],
    ['ghcr.io/silogen/evaluation-workloads-metrics:v0.1', {}, {}, 'evaluation'],
    ['rocm/vllm:1', {}, {}, 'inference'],
    ['quay.io/jupyter/base-notebook:1', {}, {}, 'workspace'],
    [
      'busybox:1',
      { 'airm.silogen.ai/workload-type': 'FINE_TUNING' },
      {},
      'fine-tuning',
    ],
    ['busybox:1', {}, { 'sandbox.silogen.ai/profile': 'download' }, 'download'],
    ['busybox:1', {}, {}, 'generic'],
  ])('%s %j %j → %s', (image, labels, annotations, expected) => {
    expect(profileName({ image, labels, annotations } as never)).toBe(expected);
  });
});

describe('fine-tuning', () => {
  it('is the same for the same input, and another for another seed', () => {
    expect(texts(courseOf(input()))).toEqual(texts(courseOf(input())));
    expect(texts(courseOf(input({ seed: 'other' })))).not.toEqual(
      texts(courseOf(input())),
    );
  });

  it.each([
    [3, 75, 120],
    [30, 700, 960],
  ])('takes for %i epochs between %i and %i seconds', (epochs, least, most) => {
    const course = courseOf(input({ env: { EPOCHS: String(epochs) } }));
    expect(course.end!.at).toBeGreaterThan(least);
    expect(course.end!.at).toBeLessThan(most);
  });

  it('reports steps whose loss falls, evaluations, checkpoints, and final metrics', () => {
    const lines = texts(courseOf(input()));
    const steps = lines
      .filter(line => line.startsWith('{"step"'))
      .map(line => JSON.parse(line));
    const losses = steps.filter(step => step.loss !== undefined);
    expect(losses.length).toBeGreaterThan(50);
    expect(losses.at(-1).loss).toBeLessThan(losses[0].loss * 0.8);
    expect(Object.keys(losses[0])).toEqual([
      'step',
      'epoch',
      'loss',
      'grad_norm',
      'learning_rate',
      'tokens_per_second',
    ]);
    expect(
      steps.filter(step => step.eval_loss !== undefined).length,
    ).toBeGreaterThanOrEqual(3);
    expect(
      lines.filter(line => /checkpoint-\d+$/.test(line)).length,
    ).toBeGreaterThanOrEqual(3);
    expect(JSON.parse(lines.at(-2)!)).toMatchObject({
      train_loss: expect.any(Number),
      eval_loss: expect.any(Number),
    });
    expect(lines.at(-1)).toBe('Model saved to /workload/checkpoints/final');
  });

  it('writes each line once, however often it is looked at', () => {
    const course = courseOf(input());
    const seen: string[] = [];
    let from = -1;
    while (from < course.end!.at) {
      const until = from + 0.37;
      seen.push(...course.linesBetween(from, until).map(line => line.text));
      from = until;
    }
    expect(seen).toEqual(texts(course));
  });

  it('goes on from a checkpoint, in less time', () => {
    const whole = courseOf(input());
    const middle = whole.checkpointAt!(whole.end!.at / 2);
    expect(middle).toBeGreaterThan(0);
    const rest = courseOf(input({ resumeFromStep: middle }));
    expect(
      texts(rest).some(
        line =>
          line.endsWith(`checkpoint-${middle}`) && line.startsWith('Resuming'),
      ),
    ).toBe(true);
    expect(rest.end!.at).toBeLessThan(whole.end!.at);
    expect(rest.progressAt!(rest.end!.at)).toMatchObject({
      step: whole.progressAt!(whole.end!.at)!.totalSteps,
    });
  });

  it('reads the configuration of the SiloGen engine', () => {
    const FINETUNING_CONFIG = `
method: dpo
data_conf: { training_data: { datasets: [{ path: /data/pairs.jsonl, rows: 1000 }] } }
training_args: { num_train_epochs: 2, learning_rate: 1.0e-4, save_steps: 7 }
batchsize_conf: { total_train_batch_size: 16, max_per_device_train_batch_size: 2 }
peft_conf: { peft_type: NO_PEFT }
run_conf: { model: Qwen2.5-0.5B, resume_from_checkpoint: false }
sft_args: { max_seq_length: 512 }`;
    expect(
      readFineTuningSettings(input({ env: { FINETUNING_CONFIG } })),
    ).toMatchObject({
      method: 'dpo',
      model: 'Qwen2.5-0.5B',
      billions: 0.5,
      isAdapter: false,
      epochs: 2,
      learningRate: 1e-4,
      totalBatchSize: 16,
      deviceBatchSize: 2,
      sequenceLength: 512,
      datasetPath: '/data/pairs.jsonl',
      rows: 1000,
      saveSteps: 7,
      resume: false,
    });
  });

  it('keeps to its defaults when the configuration cannot be read', () => {
    expect(
      readFineTuningSettings(input({ env: { FINETUNING_CONFIG: ': [' } })),
    ).toMatchObject({
      epochs: 3,
      method: 'sft',
    });
  });
});

describe('failures from natural causes', () => {
  const big = {
    BASE_MODEL: 'Llama-3.1-70B',
    FINETUNING_CONFIG: 'peft_conf: { peft_type: NO_PEFT }',
  };
  it.each<[string, Partial<ProfileInput>, RegExp]>([
    [
      'a gated model without a token',
      { env: { BASE_MODEL: 'm', MODEL_GATED: 'true' } },
      /401 Client Error/,
    ],
    [
      'a model of the gated list',
      {
        env: { BASE_MODEL: 'org/m' },
        annotations: { 'sandbox.silogen.ai/gated-models': 'a/b, org/m' },
      },
      /GatedRepoError/,
    ],
    [
      'a missing dataset',
      { env: { DATASET_PATH: 's3://bucket/missing.jsonl' } },
      /FileNotFoundError.*missing\.jsonl/,
    ],
    [
      'a model too large for the GPU',
      { env: big },
      /torch\.OutOfMemoryError: HIP out of memory/,
    ],
    [
      'an annotated need',
      { annotations: { 'sandbox.silogen.ai/gpu-memory-gib': '400' } },
      /total capacity of 191\.98 GiB/,
    ],
    [
      'a request',
      {
        annotations: { 'sandbox.silogen.ai/fail': 'gpu-memory' },
        gpuVendor: 'nvidia',
      },
      /CUDA out of memory/,
    ],
  ])('%s ends with exit code 1', (_name, more, message) => {
    const course = courseOf(input(more));
    expect(course.end).toMatchObject({ exitCode: 1, reason: 'Error' });
    expect(texts(course).at(-1)).toMatch(message);
  });

  it('lets a gated model pass with a token', () => {
    const course = courseOf(
      input({
        env: { BASE_MODEL: 'm', MODEL_GATED: 'true', HF_TOKEN: 'hf_x' },
      }),
    );
    expect(course.end?.exitCode).toBe(0);
  });

  it.each([
    ['node-lost', { nodeLost: true, exitCode: 137 }],
    ['host-memory', { reason: 'OOMKilled', exitCode: 137 }],
  ])('%s cuts the run short', (fail, end) => {
    const whole = courseOf(input());
    const cut = courseOf(
      input({ annotations: { 'sandbox.silogen.ai/fail': fail } }),
    );
    expect(cut.end).toMatchObject(end);
    expect(cut.end!.at).toBeLessThan(whole.end!.at);
    expect(cut.nextLineAfter(cut.end!.at)).toBeUndefined();
  });

  it.each([
    ['registry:5000/team/image:missing-1', {}, true],
    ['registry:5000/missing/image:1', {}, false],
    ['image:1', { 'sandbox.silogen.ai/fail': 'image-pull' }, true],
  ])('%s %j: missing %s', (image, annotations, missing) => {
    expect(isImageMissing(image, annotations as Record<string, string>)).toBe(
      missing,
    );
  });
});

describe('memory', () => {
  it.each([
    ['Llama-3.1-8B', 8],
    ['Mixtral-8x7B', 56],
    ['Qwen2.5-0.5B-Instruct', 0.5],
    ['phi', 7],
  ])('%s has %d billion parameters', (name, billions) => {
    expect(billionsOf(name)).toBe(billions);
  });

  it('full training of 70B fits eight MI300X, not one; an adapter fits one', () => {
    const full = readFineTuningSettings(
      input({
        env: {
          BASE_MODEL: 'Llama-3.1-70B',
          FINETUNING_CONFIG: 'peft_conf: { peft_type: NO_PEFT }',
        },
      }),
    );
    const adapter = readFineTuningSettings(
      input({ env: { BASE_MODEL: 'Llama-3.1-70B' } }),
    );
    expect(trainingMemoryGiB(full, 1)).toBeGreaterThan(192);
    expect(trainingMemoryGiB(full, 8)).toBeLessThan(192);
    expect(trainingMemoryGiB(adapter, 1)).toBeLessThan(192);
  });
});

describe('services', () => {
  it('are ready after loading and never end', () => {
    const course = courseOf(
      input({ image: 'rocm/vllm:1', env: { MODEL: 'Llama-3.1-8B' } }),
    );
    expect(course.serves).toBe('inference');
    expect(course.end).toBeUndefined();
    expect(course.readyAt).toBeGreaterThan(5);
    const later = course.nextLineAfter(course.readyAt! + 1000)!;
    expect(later).toBeGreaterThan(course.readyAt! + 1000);
    expect(course.linesBetween(0, 600).length).toBeGreaterThan(5);
  });

  it('write each line of their endless log once', () => {
    const course = courseOf(
      input({ image: 'rocm/vllm:1', env: { MODEL: 'm' } }),
    );
    const whole = course.linesBetween(-1, 700);
    const parts = [];
    for (let from = -1; from < 700; from += 3.3) {
      parts.push(...course.linesBetween(from, Math.min(700, from + 3.3)));
    }
    expect(parts).toEqual(whole);
  });
});

describe('generic', () => {
  it.each([
    ['30', 30],
    [undefined, 60],
    ['nonsense', 60],
  ])('duration %s ends after %d seconds', (duration, seconds) => {
    const annotations = duration
      ? { 'sandbox.silogen.ai/duration': duration }
      : {};
    const course = courseOf(
      input({ image: 'busybox:1', annotations } as never),
    );
    expect(course.end).toEqual({
      at: seconds,
      exitCode: 0,
      reason: 'Completed',
    });
    expect(texts(course).at(-1)).toBe('Finished');
  });
});

describe('runs that take their time', () => {
  const evaluating = (more: object) =>
    courseOf(
      input({
        image: 'registry.example.org/evaluation:1',
        annotations: { 'sandbox.silogen.ai/duration': '7200' },
        ...more,
      }),
    );

  it('lets an epoch last as long as it was asked to', () => {
    const annotations = { 'sandbox.silogen.ai/epoch-seconds': '3600' };
    const { end, progressAt } = courseOf(input({ annotations }));
    expect(end!.at).toBeGreaterThan(3 * 3600);
    expect(end!.at).toBeLessThan(3 * 3600 + 60);
    const progress = progressAt!(5400)!;
    expect(progress.epoch).toBeCloseTo(1.5, 1);
  });

  it('goes on behind the answers that an evaluation has kept', () => {
    const env = { RESULTS_URI: 's3://team/answers', MAX_ROWS: '1200' };
    const whole = evaluating({ env });
    const resumed = evaluating({ env, resumeFromStep: 90 });
    expect(whole.end!.at - resumed.end!.at).toBeCloseTo(90 * 60, 0);
    expect(resumed.progressAt!(60)!.step).toBe(90);
    expect(resumed.checkpointAt!(60)).toBe(90);
    expect(texts(resumed).join('\n')).toContain(
      'Resuming: 900 of 1200 answers found in s3://team/answers, going on with batch 91',
    );
    expect(texts(resumed).at(-2)).toBe(texts(whole).at(-2));
  });

  it('begins anew where an evaluation keeps nothing', () => {
    const course = evaluating({ env: {}, resumeFromStep: 90 });
    expect(course.checkpointAt).toBeUndefined();
    expect(course.progressAt!(60)!.step).toBe(0);
  });
});
