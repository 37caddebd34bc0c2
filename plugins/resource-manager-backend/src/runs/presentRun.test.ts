import { mockServices } from '@backstage/backend-test-utils';
import { runRecord } from './__testUtils__/database';
import { specProblems } from './__testUtils__/conforms';
import { presentRun, presentRunDetail } from './presentRun';
import { RunReactions } from './RunReactions';
import type { NewRunEvent } from './types';

const since = new Date('2026-01-01T11:00:00.000Z');
const permitted = { stop: true, delete: true, open: true };
const reachable = { reachable: true, since };

describe('presentRun', () => {
  it('marks the last known state as stale when news has stopped, but not what is final', () => {
    const reachability = {
      reachable: false,
      since,
      problem: 'connect ECONNREFUSED',
    };
    const running = runRecord({ state: 'running' });
    expect(presentRun(running, { permitted, reachability }).stale).toEqual({
      since: since.toISOString(),
      message: 'connect ECONNREFUSED',
    });
    expect(
      presentRun(running, { permitted, reachability: reachable }).stale,
    ).toBeUndefined();
    expect(presentRun(running, { permitted }).stale).toMatchObject({
      message: 'Its cluster is not configured any more',
    });
    expect(
      presentRun({ ...running, state: 'failed' }, { permitted, reachability })
        .stale,
    ).toBeUndefined();
  });

  it.each([
    ['running', {}, { stop: true, delete: true }],
    ['is being stopped', { intent: 'stop' }, { stop: false, delete: true }],
    ['is being deleted', { intent: 'delete' }, { stop: false, delete: false }],
    [
      'finished, objects there',
      { state: 'succeeded', objectPresent: true },
      { stop: false, delete: true },
    ],
    [
      'finished, objects gone',
      { state: 'succeeded', objectPresent: false },
      { stop: false, delete: false },
    ],
  ] as const)('what may be done: %s', (_, overrides, may) => {
    const run = runRecord({
      state: 'running',
      objectPresent: true,
      intent: 'none',
      ...overrides,
    });
    expect(presentRun(run, { permitted, reachability: reachable }).may).toEqual(
      may,
    );
    expect(
      presentRun(run, {
        permitted: { stop: false, delete: false, open: false },
        reachability: reachable,
      }).may,
    ).toEqual({ stop: false, delete: false });
  });

  it('says where an endpoint answers, until it has ended', () => {
    const endpoint = { address: 'http://bot.team-a.svc:8080/v1', model: 'bot' };
    const context = { permitted, reachability: reachable, endpoint };
    const running = runRecord({ type: 'inference', state: 'running' });
    expect(presentRun(running, context).endpoint).toEqual(endpoint);
    expect(
      presentRun({ ...running, state: 'stopped' }, context).endpoint,
    ).toBeUndefined();
  });

  it('answers as specified', () => {
    const endpoint = { address: 'http://bot.team-a.svc:8080/v1' };
    expect(
      specProblems(
        'RunDetail',
        presentRunDetail(runRecord(), {
          permitted,
          reachability: reachable,
          endpoint,
        }),
      ),
    ).toEqual([]);
    expect(specProblems('RunDetail', { id: 1 })).not.toEqual([]);
  });
});

describe('RunReactions', () => {
  const event = (type: NewRunEvent['type']): NewRunEvent => ({
    at: since.toISOString(),
    type,
    text: type,
  });

  it('wakes who tells the owner, and never fails the change', async () => {
    const announce = jest.fn();
    const notify = jest.fn();
    const publish = jest.fn().mockRejectedValue(new Error('down'));
    const events = { ...mockServices.events.mock(), publish };
    const reactions = RunReactions.create({
      announcer: { announce },
      logger: mockServices.logger.mock(),
      notify,
      events,
    });
    const before = runRecord();
    const run = {
      ...before,
      state: 'succeeded' as const,
      outputModel: 'aimodel:default/x',
    };
    await reactions.to({
      run,
      before,
      events: [event('running'), event('succeeded')],
    });
    expect(announce).toHaveBeenCalledTimes(1);
    expect(notify.mock.calls).toEqual([[run.cluster]]);
    expect(publish).toHaveBeenCalledWith({
      topic: 'resource-manager.tuned-models',
      eventPayload: { runId: run.id },
    });
  });

  it('says nothing when nothing changed', async () => {
    const announce = jest.fn();
    const run = runRecord();
    await RunReactions.create({
      announcer: { announce },
      logger: mockServices.logger.mock(),
    }).to({ run, before: run, events: [] });
    expect(announce).not.toHaveBeenCalled();
  });
});
