import { API, eventually, startPortal } from '../__testUtils__/portal';

jest.setTimeout(90_000);

const QUEUE_CONFIG = { group: 'kaiwo.silogen.ai', kind: 'KaiwoQueueConfig' };

const seed = {
  departments: [{ name: 'research', title: 'Research' }],
  projects: [
    {
      name: 'team-a',
      title: 'Team A',
      department: 'research',
      members: [{ user: 'user:default/mock', role: 'member' }],
    },
    { name: 'team-b', title: 'Team B', department: 'research' },
  ],
};

describe('quotas on a cluster', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({ seed });
  });
  afterAll(() => portal.stop());

  const get = (path: string) => portal.http.get(`${API}${path}`);
  const quota = (gpus: string, pool = 'mi300x') => ({
    pools: [
      {
        pool,
        access: 'guaranteed',
        resources: [{ resource: 'amd.com/gpu', guaranteed: gpus }],
      },
    ],
    reason: 'test',
  });
  const put = (path: string, etag: string, gpus: string) =>
    portal.http.put(`${API}${path}`).set('If-Match', etag).send(quota(gpus));
  const nominalsSeen = async (cluster: string) => {
    const { body } = await get(`/clusters/${cluster}/queues`);
    return Object.fromEntries(
      body.items.map(
        (queue: {
          name: string;
          flavors: { flavor: string; resource: string; nominal: string }[];
        }) => [
          queue.name,
          queue.flavors.find(
            ({ flavor, resource }) =>
              flavor === 'mi300x' && resource === 'amd.com/gpu',
          )?.nominal,
        ],
      ),
    );
  };

  it('shows reachable and unreachable clusters side by side', async () => {
    const { body } = await eventually(
      () => get('/clusters'),
      answer =>
        expect(
          answer.body.items.map(
            (item: { reachable: boolean }) => item.reachable,
          ),
        ).toEqual([true, true, false]),
    );
    expect(body.items[0]).toMatchObject({
      name: 'hall-a',
      simulated: true,
      speed: 60,
      writer: 'kaiwo',
      runtimes: { kueue: 'v1beta1', kaiwo: 'v1alpha1' },
      takenOver: false,
      sync: { state: 'unknown' },
    });
    expect(body.items[1]).toMatchObject({
      name: 'hall-b',
      writer: 'kueue',
      runtimes: { kueue: 'v1beta2' },
    });
    expect(body.items[2].problem).toContain('kubeconfig');
    const { body: hallA } = await eventually(
      () => get('/clusters/hall-a'),
      answer => expect(answer.body.nodes).toEqual({ total: 10, ready: 10 }),
    );
    expect(hallA.gpus).toEqual([
      expect.objectContaining({ model: 'mi300x', total: 48, allocatable: 48 }),
      expect.objectContaining({ model: 'mi325x', total: 16, allocatable: 16 }),
    ]);
  });

  it('refuses quotas before the cluster is taken over', async () => {
    const response = await put(
      '/projects/team-a/clusters/hall-a/quota',
      '"0"',
      '8',
    );
    expect(response.status).toBe(409);
    expect(response.body.error.code).toBe('cluster.notTakenOver');
  });

  it('takes a Kaiwo cluster over by the plan that was looked at', async () => {
    const { body: plan } = await eventually(
      () => get('/clusters/hall-a/takeover'),
      answer => expect(answer.body.steps?.length).toBeGreaterThan(3),
    );
    expect(plan).toMatchObject({ needed: true, problems: [] });
    expect(
      plan.steps.map(
        (step: { action: string; kind: string; name: string }) =>
          `${step.action} ${step.kind} ${step.name}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'create Pool cpu',
        'create Pool mi300x',
        'create ResourceFlavor mi300x',
        'change ClusterQueue kaiwo',
      ]),
    );
    const stale = await portal.http
      .post(`${API}/clusters/hall-a/takeover`)
      .send({ planId: 'other' });
    expect([stale.status, stale.body.error.code]).toEqual([
      412,
      'conflict.stale',
    ]);
    const taken = await portal.http
      .post(`${API}/clusters/hall-a/takeover`)
      .send({ planId: plan.planId });
    expect([taken.status, taken.body.takenOver]).toEqual([202, true]);
    await eventually(
      () => nominalsSeen('hall-a'),
      nominals => expect(nominals).toEqual({ kaiwo: '48' }),
    );
    const { body: pools } = await get('/pools?cluster=hall-a');
    expect(
      pools.items.map((pool: { name: string; numbers: object }) => [
        pool.name,
        pool.numbers,
      ]),
    ).toEqual([
      ['cpu', expect.objectContaining({ guaranteed: '0' })],
      [
        'mi300x',
        expect.objectContaining({
          capacity: '48',
          guaranteed: '0',
          unassigned: '48',
        }),
      ],
      ['mi325x', expect.objectContaining({ capacity: '16' })],
    ]);
  });

  it('brings an edit to KaiwoQueueConfig and ClusterQueue, and takes it from the unassigned', async () => {
    const preview = await portal.http
      .post(`${API}/projects/team-a/clusters/hall-a/quota/preview`)
      .send(quota('16'));
    expect(preview.body).toMatchObject({
      problems: [],
      suspended: [],
      started: [],
    });
    expect(preview.body.changes).toContainEqual({
      field: 'kaiwo: mi300x amd.com/gpu guaranteed',
      wanted: '32',
      seen: '48',
    });

    const response = await put(
      '/projects/team-a/clusters/hall-a/quota',
      '"0"',
      '16',
    );
    expect([response.status, response.headers.etag]).toEqual([200, '"1"']);
    await eventually(
      () => get('/projects/team-a/clusters/hall-a/quota'),
      answer => expect(answer.body.sync).toMatchObject({ state: 'applied' }),
    );
    expect(await nominalsSeen('hall-a')).toEqual({
      kaiwo: '32',
      'team-a': '16',
    });

    const client = portal.sandbox.clusters[0].client();
    const type = await client.discover(QUEUE_CONFIG);
    const config = type && (await client.get<any>(type, 'kaiwo'));
    expect(
      config.spec.clusterQueues.map(({ name }: { name: string }) => name),
    ).toEqual(['kaiwo', 'team-a']);
    expect(config.spec.clusterQueues[1]).toMatchObject({
      namespaces: ['team-a'],
      spec: {
        preemption: {
          reclaimWithinCohort: 'Any',
          withinClusterQueue: 'LowerPriority',
        },
      },
    });
    expect(
      config.spec.resourceFlavors.map(({ name }: { name: string }) => name),
    ).toEqual(['cpu', 'mi300x', 'mi325x']);
    expect(config.spec.resourceFlavors[1].nodeLabels).toMatchObject({
      'kaiwo/gpu-model': 'mi300x',
    });
    const { body: project } = await get('/projects/team-a');
    expect(project).toMatchObject({
      state: 'ready',
      clusters: [{ cluster: 'hall-a', state: 'ready' }],
    });
  });

  it('refuses an edit on top of an older version, and names the current one', async () => {
    const response = await put(
      '/projects/team-a/clusters/hall-a/quota',
      '"0"',
      '8',
    );
    expect([response.status, response.body.error.code]).toEqual([
      412,
      'conflict.stale',
    ]);
    expect(response.body.error.message).toContain('version 1 is current');
  });

  it('refuses more than there is, with the numbers', async () => {
    const response = await put(
      '/projects/team-b/clusters/hall-a/quota',
      '"0"',
      '40',
    );
    expect([response.status, response.body.error.code]).toEqual([
      400,
      'quota.exceedsCapacity',
    ]);
    expect(response.body.error.details[0]).toMatchObject({
      field: 'pools[0].resources[0].guaranteed',
      remedy: expect.stringContaining('at most 32'),
    });
  });

  it('previews a change on top of those that are stored before it', async () => {
    const preview = (body: object) =>
      portal.http
        .post(`${API}/projects/team-b/clusters/hall-a/quota/preview`)
        .send({ ...quota('40'), ...body });
    const alone = await preview({});
    expect(alone.body.problems).toHaveLength(1);
    const together = await preview({
      earlier: [{ project: 'team-a', pools: quota('8').pools }],
    });
    expect(together.body.problems).toEqual([]);
    expect(together.body.changes).toContainEqual({
      field: 'kaiwo: mi300x amd.com/gpu guaranteed',
      wanted: '0',
      seen: '32',
    });
  });

  it('never lets two edits at the same time promise the same GPUs', async () => {
    const responses = await Promise.all([
      put('/projects/team-a/clusters/hall-a/quota', '"1"', '36'),
      put('/projects/team-b/clusters/hall-a/quota', '"0"', '32'),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 400]);
    const again = await get('/projects/team-a/clusters/hall-a/quota');
    await put(
      '/projects/team-a/clusters/hall-a/quota',
      again.headers.etag,
      '16',
    ).expect(200);
  });

  it('tells what the project can use, and its history', async () => {
    await eventually(
      () => get('/projects/team-a/capacity'),
      answer =>
        expect(answer.body.pools).toEqual([
          expect.objectContaining({
            cluster: 'hall-a',
            pool: 'mi300x',
            gpuModel: 'mi300x',
            guaranteed: '16',
            freeGuaranteed: '16',
            borrowable: '32',
            reclaimable: '0',
            largestNode: 8,
            simulated: true,
          }),
        ]),
    );
    const { body } = await get(
      '/projects/team-a/clusters/hall-a/quota/history?limit=1',
    );
    expect(body.items[0]).toMatchObject({
      by: 'user:default/mock',
      reason: 'test',
    });
    expect(body.nextCursor).toBeDefined();
  });

  it("removes a deleted project's queues and then the project", async () => {
    const { headers } = await get('/projects/team-a');
    await portal.http
      .delete(`${API}/projects/team-a`)
      .set('If-Match', headers.etag)
      .expect(202);
    await eventually(
      () => get('/projects/team-a'),
      answer => expect(answer.status).toBe(404),
    );
    expect(Object.keys(await nominalsSeen('hall-a'))).not.toContain('team-a');
  });
});
