import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { v4 } from 'uuid';
import {
  createLease,
  databaseIds,
  migratedDatabase,
  runRecord,
} from '../__testUtils__/database';
import { DatabaseRunStore } from '../store/DatabaseRunStore';
import type { NewRunEvent, RunRecord } from '../types';
import { isNews, noticeOf } from './noticeOf';
import { NoticeStore } from './NoticeStore';
import { RunNotifier } from './RunNotifier';

const ADA = 'user:default/ada';
const EVE = 'user:default/eve';
const AT = '2026-01-01T11:00:00.000Z';
const NOW = new Date('2026-01-01T11:05:00.000Z');

const event = (
  type: NewRunEvent['type'],
  rest: Partial<NewRunEvent> = {},
): NewRunEvent => ({ at: AT, type, text: `text of ${type}`, ...rest });

describe('noticeOf', () => {
  const suspended =
    'Suspended at step 400: its project was above its guarantee and the owner took it back. It comes back by itself and resumes from its last checkpoint.';
  it.each<
    [string, NewRunEvent, Partial<RunRecord>, string, string, string, string]
  >([
    [
      'a start',
      event('running'),
      {},
      'Llama SFT is running',
      'On 8 GPUs in mi300x of hall-a, project team-a.',
      'low',
      'running',
    ],
    [
      'a second start',
      event('running'),
      { startedAt: '2026-01-01T10:30:00.000Z' },
      'Llama SFT is running again',
      'On 8 GPUs in mi300x of hall-a, project team-a.',
      'low',
      'running',
    ],
    [
      'a start without GPUs',
      event('running'),
      { gpus: 0 },
      'Llama SFT is running',
      'In project team-a.',
      'low',
      'running',
    ],
    [
      'a suspension, with why and whether it comes back',
      event('suspended', { text: suspended }),
      {},
      'Llama SFT was suspended',
      suspended,
      'normal',
      'suspended',
    ],
    [
      'a return',
      event('resumed'),
      {},
      'Llama SFT has its GPUs again',
      'It goes on from its last checkpoint.',
      'low',
      'running',
    ],
    [
      'a return from zero',
      event('resumed'),
      { interruption: 'restarts' },
      'Llama SFT has its GPUs again',
      'It starts from zero.',
      'low',
      'running',
    ],
    [
      'a failure with its reason',
      event('failed', { text: 'Failed: out of GPU memory' }),
      {},
      'Llama SFT failed',
      'Failed: out of GPU memory',
      'high',
      'failed',
    ],
    [
      'a refusal',
      event('refused', { text: 'The cluster refused it: no' }),
      {},
      'Llama SFT failed',
      'The cluster refused it: no',
      'high',
      'failed',
    ],
    [
      'a tuned model',
      event('succeeded'),
      { outputModel: 'aimodel:default/llama-sft-1' },
      'Llama SFT finished successfully',
      'It made the model llama-sft-1.',
      'normal',
      'succeeded',
    ],
    [
      'an end',
      event('succeeded'),
      {},
      'Llama SFT finished successfully',
      'In project team-a.',
      'normal',
      'succeeded',
    ],
    [
      'a stop by someone else',
      event('stopped', { by: EVE }),
      {},
      'Llama SFT was stopped by eve',
      'text of stopped',
      'normal',
      'stopped',
    ],
    [
      'a removal by someone else',
      event('deleted', { by: EVE, state: 'deleted' }),
      {},
      'Llama SFT was removed by eve',
      'text of deleted: it does not come back.',
      'normal',
      'stopped',
    ],
    [
      'a removal on the cluster',
      event('deleted', { state: 'deleted' }),
      {},
      'Llama SFT was removed from the cluster',
      'Not through the portal: it does not come back.',
      'normal',
      'stopped',
    ],
  ])('tells %s', (_, what, rest, title, description, severity, state) => {
    const run = runRecord({ id: 'r1', ...rest });
    expect(isNews(run, what)).toBe(true);
    expect(noticeOf(run, what)).toEqual({
      title,
      description,
      severity,
      link: '/runs/r1',
      topic: 'runs',
      scope: `run:r1:${state}`,
    });
  });

  it.each<[string, NewRunEvent, Partial<RunRecord>]>([
    ['what the owner did', event('stopped', { by: ADA }), {}],
    ['a run without an owner', event('failed'), { owner: undefined }],
    ['a step on the way', event('pulling'), {}],
    ['what is tidied up after the end', event('deleted', { by: EVE }), {}],
  ])('does not tell %s', (_, what, rest) => {
    expect(isNews(runRecord(rest), what)).toBe(false);
  });
});

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())('RunNotifier on %s', id => {
  let knex: Knex;
  let lease: ReturnType<typeof createLease>;
  let runs: DatabaseRunStore;
  const send = jest.fn<Promise<void>, [NotificationSendOptions]>();
  const titles = () => send.mock.calls.map(([{ payload }]) => payload.title);

  beforeEach(async () => {
    send.mockReset().mockResolvedValue();
    knex = await migratedDatabase(databases, id);
    lease = createLease(knex, ['hall-a']);
    await lease.start();
    runs = DatabaseRunStore.create({ knex, lease });
  });
  afterEach(async () => {
    await lease.stop();
    await knex.destroy();
  });

  async function launch(name: string): Promise<RunRecord> {
    const { run } = await runs.insertLaunch(runRecord({ name }), {
      createdBy: ADA,
      idempotencyKey: v4(),
      event: event('submitted', { at: '2026-01-01T10:00:00.000Z', by: ADA }),
    });
    return run;
  }
  const happens = (run: RunRecord, ...events: NewRunEvent[]) =>
    runs.update(run.id, () => ({ events }));
  const notifier = (options: { store?: NoticeStore; now?: Date } = {}) =>
    RunNotifier.create({
      cluster: 'hall-a',
      store: options.store ?? NoticeStore.create({ knex }),
      lease,
      notifications: { send },
      logger: mockServices.logger.mock(),
      now: () => options.now ?? NOW,
    });

  it('sends what is due once, to the owner', async () => {
    await happens(await launch('a'), event('running', { state: 'running' }));
    await notifier().tell();
    await notifier().tell();
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0][0].recipients).toEqual({
      type: 'entity',
      entityRef: ADA,
    });
  });

  it('sends again what was interrupted before it was settled, into the same place', async () => {
    await happens(await launch('a'), event('running', { state: 'running' }));
    const store = NoticeStore.create({ knex });
    const settle = jest
      .spyOn(store, 'settle')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(notifier({ store }).tell()).rejects.toThrow('killed');
    expect(settle).toHaveBeenCalledTimes(1);
    await notifier().tell();
    await notifier().tell();
    const scopes = send.mock.calls.map(([{ payload }]) => payload.scope);
    expect(scopes).toHaveLength(2);
    expect(new Set(scopes).size).toBe(1);
  });

  it('keeps what could not be sent, without keeping the others waiting', async () => {
    await happens(await launch('a'), event('running', { state: 'running' }));
    await happens(await launch('b'), event('running', { state: 'running' }));
    send.mockRejectedValueOnce(new Error('down'));
    await expect(notifier().tell()).rejects.toThrow('down');
    expect(titles()).toEqual(['a is running', 'b is running']);
    send.mockClear();
    await notifier().tell();
    expect(titles()).toEqual(['a is running']);
  });

  it('tells the last news of a run only', async () => {
    await happens(
      await launch('a'),
      event('running', { state: 'running' }),
      event('succeeded', { state: 'succeeded' }),
    );
    await notifier().tell();
    await notifier().tell();
    expect(titles()).toEqual(['a finished successfully']);
  });

  it('tells nothing that is older than a day', async () => {
    const run = await launch('a');
    await happens(run, event('failed', { state: 'failed' }));
    await notifier({ now: new Date('2026-01-03T00:00:00.000Z') }).tell();
    await notifier().tell();
    expect(send).not.toHaveBeenCalled();
    const notices = await knex('run_events').whereNotNull('notice');
    expect(notices.map(({ notice }) => notice)).toEqual(['late']);
  });

  it('leaves it to the replica that holds the lease', async () => {
    await happens(await launch('a'), event('running', { state: 'running' }));
    await lease.stop();
    await notifier().tell();
    expect(send).not.toHaveBeenCalled();
  });

  it('goes through a backlog', async () => {
    for (let index = 0; index < 60; index += 1) {
      await happens(
        await launch(`run ${index}`),
        event('running', { state: 'running' }),
      );
    }
    expect(await notifier().tell()).toBe(false);
    expect(await notifier().tell()).toBe(true);
    expect(new Set(titles()).size).toBe(60);
  });
});
