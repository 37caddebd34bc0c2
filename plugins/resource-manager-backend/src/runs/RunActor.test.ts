import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterError,
  type ClusterClient,
  type KubeObject,
  type ResourceType,
} from '@silogen/cluster-client';
import type { Knex } from 'knex';
import type { ClusterConnection } from '../clusters/types';
import {
  createLease,
  migratedDatabase,
  runRecord,
} from './__testUtils__/database';
import { noHooks } from './hooks';
import { LABEL_RUN } from './labels';
import { RunActor } from './RunActor';
import { RunReactions } from './RunReactions';
import { DatabaseRunStore } from './store/DatabaseRunStore';
import type { RunRecord } from './types';

const jobType: ResourceType = {
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  plural: 'jobs',
  namespaced: true,
  subresources: [],
};

function clusterError(
  code: number,
  reason: string,
  message: string,
): ClusterError {
  return new ClusterError({
    code,
    reason,
    message,
    method: 'POST',
    server: 'https://cluster',
    path: '/jobs',
  });
}

describe('RunActor', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const client = { create: jest.fn(), find: jest.fn(), delete: jest.fn() };
  const now = new Date('2026-01-01T12:00:00.000Z');
  let knex: Knex;
  let lease: ReturnType<typeof createLease>;
  let store: DatabaseRunStore;

  beforeEach(async () => {
    jest.resetAllMocks();
    knex = await migratedDatabase(databases, 'SQLITE_3');
    lease = createLease(knex, ['hall-a']);
    await lease.start();
    store = DatabaseRunStore.create({ knex, lease, now: () => now });
  });
  afterEach(async () => {
    await lease.stop();
    await knex.destroy();
  });

  /** Stores a run with work to do, lets the actor work once, gives the run as it is then. */
  async function act(overrides: Partial<RunRecord> = {}): Promise<RunRecord> {
    const run = runRecord({
      manifest: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'x', namespace: 'team-a' },
      },
      ...overrides,
    });
    await store.insertLaunch(run, {
      createdBy: 'user:default/ada',
      idempotencyKey: run.id,
      event: {
        at: run.submittedAt,
        type: 'submitted',
        state: 'submitting',
        text: 'Submitted',
      },
    });
    const actor = RunActor.create({
      connection: {
        name: 'hall-a',
        client: client as unknown as ClusterClient,
        served: () => jobType,
        reachability: () => ({ reachable: true, since: now }),
      } as unknown as ClusterConnection,
      store,
      lease,
      reactions: RunReactions.create({
        announcer: { announce: () => {} },
        logger: mockServices.logger.mock(),
      }),
      hooks: noHooks,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    await actor.act();
    return (await store.find(run.id))!;
  }
  const eventsOf = async (run: RunRecord) =>
    (await store.events(run.id, {})).items.map(({ type }) => type);
  const object = (run: Partial<RunRecord>, uid: string): KubeObject => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'x', uid, labels: run.id ? { [LABEL_RUN]: run.id } : {} },
  });

  it('creates the object and notes so', async () => {
    client.create.mockResolvedValue(object({}, 'uid-1'));
    const run = await act();
    expect(run).toMatchObject({
      intent: 'none',
      objectPresent: true,
      object: { uid: 'uid-1' },
      state: 'submitting',
    });
    expect(await eventsOf(run)).toEqual(['submitted', 'created']);
  });

  it('takes its own object that is there already for created', async () => {
    const id = '11111111-2222-4333-8444-555555555555';
    client.create.mockRejectedValue(
      clusterError(409, 'AlreadyExists', 'exists'),
    );
    client.find.mockResolvedValue(object({ id }, 'uid-2'));
    expect(await act({ id })).toMatchObject({
      intent: 'none',
      object: { uid: 'uid-2' },
    });
  });

  it("does not take another's object", async () => {
    client.create.mockRejectedValue(
      clusterError(409, 'AlreadyExists', 'exists'),
    );
    client.find.mockResolvedValue(object({ id: 'other' }, 'uid-3'));
    const run = await act();
    expect(run).toMatchObject({
      state: 'failed',
      intent: 'none',
      objectPresent: false,
      reason: {
        code: 'failed',
        text: expect.stringContaining('Another Job named'),
      },
    });
    expect(await eventsOf(run)).toEqual(['submitted', 'refused']);
  });

  it.each([
    [0, 'Unreachable', 'connect ECONNREFUSED'],
    [503, 'ServiceUnavailable', 'later'],
    [404, 'NotFound', 'namespaces "team-a" not found'],
  ])('tries again later: %s %s', async (code, reason, message) => {
    client.create.mockRejectedValue(clusterError(code, reason, message));
    const run = await act({ attempts: 2 });
    expect(run).toMatchObject({
      state: 'submitting',
      intent: 'create',
      attempts: 3,
      nextAttemptAt: '2026-01-01T12:00:04.000Z',
      reason: { text: 'The cluster has not taken it yet; it is tried again.' },
    });
  });

  it('fails a run that the cluster refuses, in its words', async () => {
    client.create.mockRejectedValue(
      clusterError(422, 'Invalid', 'spec.template: Required value'),
    );
    expect(await act()).toMatchObject({
      state: 'failed',
      intent: 'none',
      reason: { text: 'The cluster refused it: spec.template: Required value' },
    });
  });

  it('stops: deletes by uid and with what belongs to it', async () => {
    const object4 = object({}, 'uid-4');
    client.find.mockResolvedValueOnce(object4).mockResolvedValueOnce(undefined);
    client.delete.mockResolvedValue({ gone: false });
    const run = await act({
      intent: 'stop',
      intentBy: 'user:default/ada',
      state: 'running',
      objectPresent: true,
      object: { ...runRecord().object, uid: 'uid-4' },
    });
    expect(client.delete).toHaveBeenCalledWith(
      jobType,
      expect.any(String),
      'team-a',
      { propagationPolicy: 'Background', preconditions: { uid: 'uid-4' } },
    );
    expect(run).toMatchObject({
      state: 'stopped',
      intent: 'none',
      objectPresent: false,
    });
  });

  it('looks again while finalizers hold the object', async () => {
    client.find.mockResolvedValue(object({}, 'uid-5'));
    client.delete.mockResolvedValue({ gone: false });
    const run = await act({
      intent: 'stop',
      state: 'running',
      objectPresent: true,
      object: { ...runRecord().object, uid: 'uid-5' },
    });
    expect(run).toMatchObject({
      state: 'running',
      intent: 'stop',
      nextAttemptAt: '2026-01-01T12:00:02.000Z',
    });
  });

  it('stops what was never created, and leaves an object of the same name alone', async () => {
    client.find.mockResolvedValue(object({ id: 'other' }, 'uid-6'));
    const run = await act({ intent: 'stop' });
    expect(client.delete).not.toHaveBeenCalled();
    expect(run).toMatchObject({ state: 'stopped', intent: 'none' });
  });

  it('does nothing without the lease', async () => {
    await lease.stop();
    expect(await act()).toMatchObject({ intent: 'create', attempts: 0 });
    expect(client.create).not.toHaveBeenCalled();
  });
});
