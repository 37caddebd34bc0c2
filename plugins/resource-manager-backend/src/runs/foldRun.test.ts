import { eventsFor } from './observe/eventsFor';
import type { Observation } from './observe/observe';
import { applyRunEvent, foldRun } from './foldRun';
import { goneDecision } from './goneDecision';
import type { NewRunEvent, RunRecord } from './types';

const at = (minute: number) =>
  `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`;

const run: RunRecord = {
  id: '11111111-2222-4333-8444-555555555555',
  name: 'llama-sft',
  slug: 'llama-sft',
  type: 'fine-tuning',
  project: 'team-a',
  cluster: 'hall-a',
  gpus: 8,
  parameters: {},
  state: 'submitting',
  suspended: false,
  outputs: {},
  origin: 'portal',
  object: {
    apiVersion: 'v1',
    kind: 'Job',
    namespace: 'team-a',
    name: 'llama-sft-111111',
    uid: 'u',
  },
  objectPresent: true,
  intent: 'none',
  attempts: 0,
  submittedAt: at(0),
  simulated: true,
};

const seen = (
  state: Observation['state'],
  more: Partial<Observation> = {},
): Observation => ({ state, suspended: false, pods: [], ...more });
const quota = {
  code: 'waiting-for-quota',
  text: 'Waiting for quota: 8 GPUs short in MI300X.',
} as const;
const suspended = {
  code: 'suspended',
  text: 'Suspended: its project was above its guarantee and the owner took it back.',
  message: 'Preempted to …',
} as const;

/** Takes a run through observations, as the store does. */
function follow(observations: [Observation, string][]): {
  events: NewRunEvent[];
  run: RunRecord;
} {
  let now = run;
  const all: NewRunEvent[] = [
    { at: at(0), type: 'submitted', state: 'submitting', text: 'Submitted' },
  ];
  for (const [observation, time] of observations) {
    const events = eventsFor(now, observation, time);
    all.push(...events);
    now = {
      ...now,
      ...events.reduce<ReturnType<typeof applyRunEvent>>(applyRunEvent, now),
      reason: observation.reason,
      progress: observation.progress ?? now.progress,
    };
  }
  return { events: all, run: now };
}

describe('events of a run', () => {
  it('tells a whole life with its own times, and folds to the state', () => {
    const { events, run: end } = follow([
      [seen('waiting', { reason: quota }), at(1)],
      [
        seen('running', {
          admittedAt: at(2),
          startedAt: at(4),
          progress: { step: 420, totalSteps: 600, observedAt: at(5) },
        }),
        at(5),
      ],
      [seen('waiting', { suspended: true, reason: suspended }), at(6)],
      [seen('admitted', { admittedAt: at(8) }), at(8)],
      [seen('running', { admittedAt: at(8), startedAt: at(9) }), at(9)],
      [seen('succeeded', { finishedAt: at(20), startedAt: at(9) }), at(21)],
    ]);
    expect(events.map(({ type, at: time }) => [type, time])).toEqual([
      ['submitted', at(0)],
      ['waiting', at(1)],
      ['admitted', at(2)],
      ['running', at(4)],
      ['suspended', at(6)],
      ['resumed', at(8)],
      ['running', at(9)],
      ['succeeded', at(20)],
    ]);
    expect(events[4]).toMatchObject({
      text: expect.stringMatching(/^Suspended at step 420: its project/),
      message: 'Preempted to …',
    });
    expect(foldRun(events)).toEqual({
      state: 'succeeded',
      suspended: false,
      admittedAt: at(2),
      startedAt: at(4),
      finishedAt: at(20),
    });
    expect(end).toMatchObject(foldRun(events));
  });

  it.each([
    [
      'waiting for the same reason',
      { state: 'waiting', reason: quota } as const,
      seen('waiting', {
        reason: {
          ...quota,
          text: 'Waiting for quota: 3 GPUs short in MI300X.',
        },
      }),
    ],
    [
      'still suspended',
      { state: 'waiting', suspended: true } as const,
      seen('waiting', { suspended: true, reason: suspended }),
    ],
    [
      'still running',
      { state: 'running' } as const,
      seen('running', { startedAt: at(1) }),
    ],
    [
      'finished, whatever comes',
      { state: 'stopped' } as const,
      seen('running'),
    ],
  ])('gives none when nothing has happened: %s', (_, before, observation) => {
    expect(eventsFor({ ...run, ...before }, observation, at(9))).toEqual([]);
  });

  it('tells a new reason to wait', () => {
    const events = eventsFor(
      { ...run, state: 'waiting', reason: quota },
      seen('waiting', {
        reason: { code: 'queue-unavailable', text: 'The queue is stopped.' },
      }),
      at(2),
    );
    expect(events).toEqual([
      {
        at: at(2),
        type: 'waiting',
        state: 'waiting',
        text: 'The queue is stopped.',
        message: undefined,
      },
    ]);
  });

  it('tells that the image is being pulled, then that it runs', () => {
    const pulling = {
      code: 'pulling-image',
      text: 'Preparing the pod and fetching its image.',
    } as const;
    const { events } = follow([
      [seen('starting', { admittedAt: at(1), reason: pulling }), at(2)],
      [seen('running', { admittedAt: at(1), startedAt: at(3) }), at(3)],
    ]);
    expect(events.map(({ type }) => type)).toEqual([
      'submitted',
      'admitted',
      'pulling',
      'running',
    ]);
  });

  it('never goes back in time', () => {
    const events = eventsFor(
      { ...run, submittedAt: at(5) },
      seen('failed', {
        admittedAt: at(6),
        startedAt: at(7),
        finishedAt: at(1),
        reason: { code: 'failed', text: 'Out of memory.' },
      }),
      at(9),
    );
    expect(events.map(event => event.at)).toEqual([at(6), at(7), at(7)]);
    expect(events[2].text).toBe('Failed: Out of memory.');
  });
});

describe('applyRunEvent', () => {
  it('never leaves a final state', () => {
    const stopped = {
      state: 'stopped',
      suspended: false,
      finishedAt: at(3),
    } as const;
    expect(
      applyRunEvent(stopped, {
        at: at(4),
        type: 'running',
        state: 'running',
        text: 'Running',
      }),
    ).toBe(stopped);
  });
});

describe('goneDecision', () => {
  it.each([
    [
      'stopped by a person',
      {
        intent: 'stop',
        intentBy: 'user:default/ada',
        state: 'running',
      } as const,
      { state: 'stopped', type: 'stopped', by: 'user:default/ada' },
    ],
    [
      'deleted by a person',
      {
        intent: 'delete',
        intentBy: 'user:default/ada',
        state: 'waiting',
      } as const,
      { state: 'deleted', type: 'deleted', by: 'user:default/ada' },
    ],
    [
      'removed by hand',
      { state: 'running' } as const,
      {
        state: 'deleted',
        type: 'deleted',
        text: 'Deleted on the cluster, not through the portal',
      },
    ],
  ])('%s', (_, before, event) => {
    const decision = goneDecision({ ...run, ...before }, at(9));
    expect(decision?.events).toEqual([
      expect.objectContaining({ at: at(9), ...event }),
    ]);
    expect(decision?.change).toMatchObject({
      objectPresent: false,
      intent: 'none',
    });
  });

  it('leaves the outcome of a finished run alone', () => {
    const decision = goneDecision(
      { ...run, state: 'succeeded', intent: 'delete' },
      at(9),
    );
    expect(decision?.events).toEqual([
      expect.objectContaining({ type: 'deleted' }),
    ]);
    expect(decision?.events[0]).not.toHaveProperty('state');
    expect(goneDecision({ ...run, state: 'succeeded' }, at(9))?.events).toEqual(
      [],
    );
  });

  it('says nothing of an object that was never seen', () => {
    expect(
      goneDecision({ ...run, objectPresent: false, intent: 'create' }, at(9)),
    ).toBeUndefined();
  });
});
