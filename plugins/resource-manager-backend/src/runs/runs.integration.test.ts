import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { LaunchRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { specProblems } from './__testUtils__/conforms';
import {
  ada,
  createPortalDatabase,
  eve,
  startPortal,
  TRAINING,
  type TestPortal,
} from './__testUtils__/portal';
import {
  jobKind,
  POOLS,
  startTestCluster,
  type SandboxName,
  type TestCluster,
} from './__testUtils__/sandbox';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe.each<SandboxName>(['hall-a', 'hall-b'])('runs on %s', name => {
  let cluster: TestCluster;
  let knex: Knex;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await startTestCluster({
      name,
      queues: { 'team-a': 8, 'team-b': 0 },
    });
    knex = await createPortalDatabase(databases);
    portal = await startPortal({ knex, connection: cluster.connection });
  });
  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
    await cluster.stop();
  });

  const launch = async (
    overrides: Partial<LaunchRunRequest> = {},
    key = 'task-1/launch/0',
  ) =>
    await portal.runs.service.launch(
      { ...TRAINING, ...overrides },
      { credentials: ada, idempotencyKey: key },
    );
  const objects = async () => await cluster.list(jobKind(name), 'team-a');

  it('launches, follows to the end, and makes a tuned model', async () => {
    const { run, created } = await launch();
    expect(created).toBe(true);
    expect(run).toMatchObject({
      state: 'submitting',
      cluster: name,
      pool: POOLS[name].name,
      gpuModel: POOLS[name].gpuModel,
      priority: 'medium',
      origin: 'portal',
      simulated: true,
      interruption: 'resumes',
      placementReason:
        'The only pool that fits: free inside what the project is guaranteed',
      may: { stop: true, delete: true },
    });
    const running = await portal.untilState(run.id, 'running');
    expect(running.startedAt).toBeDefined();
    const reporting = await portal.until(
      run.id,
      each => each.progress !== undefined || each.state === 'succeeded',
    );
    expect(reporting.progress).toMatchObject({
      totalSteps: expect.any(Number),
    });

    expect(specProblems('RunDetail', reporting)).toEqual([]);

    const pods = await portal.runs.service.pods(run.id, { credentials: ada });
    expect(pods).toEqual([
      expect.objectContaining({
        gpus: 8,
        present: true,
        node: expect.any(String),
      }),
    ]);
    const shown = await portal.runs.service.objects(run.id, {
      credentials: ada,
    });
    expect(shown.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([jobKind(name).kind, 'Workload', 'Pod']),
    );
    expect(shown.events.length).toBeGreaterThan(0);
    expect(pods.flatMap(pod => specProblems('RunPod', pod))).toEqual([]);
    expect(
      shown.events.flatMap(event => specProblems('ClusterEvent', event)),
    ).toEqual([]);

    const done = await portal.untilState(run.id, 'succeeded', 'failed');
    expect(done).toMatchObject({
      state: 'succeeded',
      outputModel: `aimodel:default/qwen-sft-${run.id.slice(0, 6)}`,
      may: { stop: false },
    });
    const { items } = await portal.runs.service.events(
      run.id,
      {},
      { credentials: ada },
    );
    const types = items.map(({ type }) => type);
    expect(
      types.filter(type =>
        ['submitted', 'created', 'admitted', 'running', 'succeeded'].includes(
          type,
        ),
      ),
    ).toEqual(['submitted', 'created', 'admitted', 'running', 'succeeded']);
    expect(items.flatMap(item => specProblems('RunEvent', item))).toEqual([]);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());
    await portal.untilNotified('Qwen SFT finished successfully');
    expect(portal.notifications).toEqual([
      { title: 'Qwen SFT is running', scope: `run:${run.id}:running` },
      {
        title: 'Qwen SFT finished successfully',
        scope: `run:${run.id}:succeeded`,
      },
    ]);
    expect(portal.published).toEqual([
      {
        topic: 'resource-manager.tuned-models',
        eventPayload: { runId: run.id },
      },
    ]);
    await expect(
      portal.runs.service.tunedModels({ credentials: ada }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const [model] = await portal.runs.service.tunedModels({
      credentials: mockCredentials.service(),
    });
    expect(specProblems('TunedModel', model)).toEqual([]);
    expect(model).toMatchObject({
      name: `qwen-sft-${run.id.slice(0, 6)}`,
      method: 'lora',
      baseModel: 'aimodel:default/qwen3-4b',
      owner: 'user:default/ada',
      simulated: true,
    });
  });

  it('launches once, however often and at once it is asked to', async () => {
    const [first, second] = await Promise.all([launch(), launch()]);
    const third = await launch();
    expect(new Set([first.run.id, second.run.id, third.run.id]).size).toBe(1);
    expect([first.created, second.created].filter(Boolean)).toHaveLength(1);
    await portal.untilState(first.run.id, 'admitted', 'starting', 'running');
    expect(await objects()).toHaveLength(1);
  });

  it('waits with a reason, starts when there is room, and can be stopped while it waits or runs', async () => {
    const first = (await launch()).run;
    await portal.untilState(first.id, 'running');
    const preview = await portal.runs.service.preview(TRAINING, {
      credentials: ada,
    });
    expect(preview).toMatchObject({
      problems: [],
      verdict: {
        outcome: 'waits',
        text: `Would wait: 8 GPUs short in ${POOLS[name].title}`,
      },
    });
    expect(specProblems('RunPreview', preview)).toEqual([]);
    const second = (await launch({ name: 'second' }, 'task-1/launch/1')).run;
    const waiting = await portal.until(
      second.id,
      run =>
        run.state === 'waiting' && run.reason?.code === 'waiting-for-quota',
    );
    expect(waiting.reason).toMatchObject({
      text: `Waiting for quota: 8 GPUs short in ${POOLS[name].title}.`,
      shortages: [{ pool: POOLS[name].name, needed: '8' }],
    });

    expect(
      (await portal.runs.service.stop(first.id, { credentials: ada })).may,
    ).toEqual({ stop: false, delete: true });
    const stopped = await portal.untilState(first.id, 'stopped');
    expect(stopped.finishedAt).toBeDefined();
    await portal.untilState(second.id, 'running');
    await expect(
      portal.runs.service.stop(first.id, { credentials: ada }),
    ).rejects.toMatchObject({ code: 'run.finished' });
    await portal.runs.service.delete(second.id, { credentials: ada });
    await portal.untilState(second.id, 'deleted');
    expect(await objects()).toEqual([]);
    const { totalItems } = await portal.runs.service.list(
      {},
      { credentials: ada },
    );
    expect(totalItems).toBe(2);
  });

  it('finds what was started by hand, once, and notices when it is removed by hand', async () => {
    await cluster.apply({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'by-hand',
        namespace: 'team-a',
        labels: { 'kueue.x-k8s.io/queue-name': 'team-a' },
        annotations: { 'airm.silogen.ai/submitter': 'user:default/ada' },
      },
      spec: {
        suspend: true,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                name: 'main',
                image: 'ghcr.io/example/train:1',
                resources: { limits: { 'amd.com/gpu': '2' } },
              },
            ],
          },
        },
      },
    });
    await portal.untilListed(runs => runs[0]);
    const { items } = await portal.runs.service.list({}, { credentials: ada });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      name: 'by-hand',
      origin: 'discovered',
      type: 'custom',
      owner: 'user:default/ada',
      gpus: 2,
      project: 'team-a',
    });
    await portal.untilState(items[0].id, 'running');
    await portal.stop();
    portal = await startPortal({ knex, connection: await cluster.reconnect() });
    const job = cluster.connection.served('Job')!;
    await cluster.client.delete(job, 'by-hand', 'team-a', {
      propagationPolicy: 'Background',
    });
    await portal.untilState(items[0].id, 'deleted');
    expect(
      (await portal.runs.service.list({}, { credentials: ada })).totalItems,
    ).toBe(1);
  });

  it('streams the log of a pod of the run, and of no other', async () => {
    const { run } = await launch();
    await portal.untilState(run.id, 'running');
    const signal = AbortSignal.timeout(20_000);
    const log = await portal.runs.service.logs(
      run.id,
      { follow: true, signal },
      { credentials: ada },
    );
    const reader = log.getReader();
    expect(
      Buffer.from((await reader.read()).value!).toString().length,
    ).toBeGreaterThan(0);
    await reader.cancel();
    await expect(
      portal.runs.service.logs(
        run.id,
        { pod: 'other', signal },
        { credentials: ada },
      ),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      portal.runs.service.logs(run.id, { signal }, { credentials: eve }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
