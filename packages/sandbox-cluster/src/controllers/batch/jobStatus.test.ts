import type { Job, Pod } from '../runtime/kubeTypes';
import { nextJobStep } from './jobStatus';

const NOW = '2026-01-01T00:10:00Z';

function job(spec: Partial<Job['spec']> = {}, status: Job['status'] = {}): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j' },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 0,
      template: { spec: { containers: [] } },
      ...spec,
    },
    status,
  };
}

function pod(
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed',
  more: Partial<Pod['metadata']> = {},
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p-${phase}`, ...more },
    spec: { containers: [] },
    status: {
      phase,
      containerStatuses: [
        {
          name: 'c',
          image: 'i',
          ready: false,
          restartCount: 0,
          state: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              startedAt: NOW,
              finishedAt: '2026-01-01T00:09:55Z',
            },
          },
        },
      ],
    },
  };
}

const step = (of: Job, pods: Pod[]) =>
  nextJobStep(of, pods, { now: NOW, nowMs: Date.parse(NOW), speed: 1 });
const reasons = (of: Job, pods: Pod[]) =>
  step(of, pods)
    .status.conditions?.filter(item => item.status === 'True')
    .map(item => item.reason) ?? [];

describe('nextJobStep', () => {
  it.each<
    [string, Job, Pod[], { create: number; remove: number; reasons: string[] }]
  >([
    [
      'starts its pods',
      job({ parallelism: 2, completions: 3 }),
      [],
      { create: 2, remove: 0, reasons: [] },
    ],
    [
      'makes up for those that ended',
      job({ parallelism: 2, completions: 3 }),
      [pod('Succeeded'), pod('Running')],
      { create: 1, remove: 0, reasons: [] },
    ],
    [
      'starts no more than are missing',
      job({ parallelism: 2, completions: 2 }),
      [pod('Succeeded')],
      { create: 1, remove: 0, reasons: [] },
    ],
    [
      'completes',
      job(),
      [pod('Succeeded')],
      {
        create: 0,
        remove: 0,
        reasons: ['CompletionsReached', 'CompletionsReached'],
      },
    ],
    [
      'fails beyond its limit',
      job(),
      [pod('Failed')],
      {
        create: 0,
        remove: 0,
        reasons: ['BackoffLimitExceeded', 'BackoffLimitExceeded'],
      },
    ],
    [
      'deletes its pods when suspended',
      job({ suspend: true }),
      [pod('Running')],
      { create: 0, remove: 1, reasons: ['JobSuspended'] },
    ],
    [
      'fails at its deadline',
      job({ activeDeadlineSeconds: 60 }, { startTime: '2026-01-01T00:08:00Z' }),
      [pod('Running')],
      {
        create: 0,
        remove: 1,
        reasons: ['DeadlineExceeded', 'DeadlineExceeded'],
      },
    ],
    [
      'replaces a pod that is on its way out',
      job(),
      [pod('Running', { deletionTimestamp: NOW })],
      { create: 1, remove: 0, reasons: [] },
    ],
  ])('%s', (_name, of, pods, expected) => {
    const { create, remove } = step(of, pods);
    expect({
      create,
      remove: remove.length,
      reasons: reasons(of, pods),
    }).toEqual(expected);
  });

  it('waits ten seconds before it replaces a failed pod', () => {
    const { create, retryAfterMs } = step(job({ backoffLimit: 1 }), [
      pod('Failed'),
    ]);
    expect([create, retryAfterMs]).toEqual([0, 5000]);
  });

  it('counts pods that ended although they were deleted since', () => {
    const of = job({ completions: 2 }, { succeeded: 1 });
    expect(step(of, [pod('Succeeded')]).status.succeeded).toBe(1);
    expect(step(of, []).status.succeeded).toBe(1);
  });

  it('takes the start time away when suspended, and sets it anew when resumed', () => {
    const suspended = step(job({ suspend: true }, { startTime: NOW }), []);
    expect(suspended.status.startTime).toBeUndefined();
    expect(suspended.events).toEqual([
      { reason: 'Suspended', message: 'Job suspended' },
    ]);
    const resumed = step(job({}, suspended.status), []);
    expect(resumed.status.startTime).toBe(NOW);
    expect(resumed.events).toEqual([
      { reason: 'Resumed', message: 'Job resumed' },
    ]);
  });
});
