import {
  API,
  eventually,
  startPortal,
  untilApplied,
} from '../__testUtils__/portal';
import { guaranteeOf, twoTeams } from '../__testUtils__/twoTeams';

jest.setTimeout(90_000);

describe('clusters in trouble', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({ seed: twoTeams, takeOver: true });
    await untilApplied(portal, '/projects/team-a/clusters/hall-a/quota');
  });
  afterAll(() => portal.stop());

  const get = (path: string) => portal.http.get(`${API}${path}`);
  const applied = (path: string) => untilApplied(portal, path);

  it('follow the loss of a node, and let guarantees only shrink then', async () => {
    const client = portal.sandbox.clusters[0].client();
    const type = await client.discover({ group: '', kind: 'Node' });
    if (!type) throw new Error('no nodes');
    const cordon = (unschedulable: boolean) =>
      client.patch(type, 'hall-a-mi300x-1', undefined, {
        type: 'merge',
        body: { spec: { unschedulable } },
      });
    const unassigned = async () => {
      const { body } = await get('/clusters/hall-a/queues');
      return body.items
        .find(({ name }: { name: string }) => name === 'kaiwo')
        .flavors.find(
          (entry: { flavor: string; resource: string }) =>
            entry.flavor === 'mi300x' && entry.resource === 'amd.com/gpu',
        ).nominal;
    };
    await eventually(unassigned, now => expect(now).toBe('32'));
    await cordon(true);
    await eventually(unassigned, now => expect(now).toBe('24'));
    const { body } = await get('/pools?cluster=hall-a');
    expect(body.items[0]).toMatchObject({
      readyNodes: 6,
      numbers: { capacity: '40', guaranteed: '16', unassigned: '24' },
    });
    const put = (etag: string, gpus: string) =>
      portal.http
        .put(`${API}/projects/team-a/clusters/hall-a/quota`)
        .set('If-Match', etag)
        .send(guaranteeOf(gpus));
    await put('"1"', '41').expect(400);
    await put('"1"', '8').expect(200);
    await put('"2"', '16').expect(200);
    await cordon(false);
    await eventually(unassigned, now => expect(now).toBe('32'));
  });

  it('keep out of namespaces that are not for projects', async () => {
    const client = portal.sandbox.clusters[0].client();
    const type = await client.discover({ group: '', kind: 'Namespace' });
    if (!type) throw new Error('no namespaces');
    await client.create(type, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'monitoring' },
    });
    await portal.http
      .post(`${API}/projects`)
      .send({ name: 'monitoring', title: 'M', department: 'research' })
      .expect(201);
    const path = '/projects/monitoring/clusters/hall-a/quota';
    await portal.http
      .put(`${API}${path}`)
      .set('If-Match', '"0"')
      .send(guaranteeOf('1'))
      .expect(200);
    await eventually(
      () => get(path),
      answer =>
        expect(answer.body.sync).toMatchObject({
          state: 'failed',
          message: expect.stringContaining('label it kueue-managed=true'),
        }),
    );
    expect((await get('/projects/monitoring')).body.state).toBe('failed');
    await client.patch(type, 'monitoring', undefined, {
      type: 'merge',
      body: { metadata: { labels: { 'kueue-managed': 'true' } } },
    });
    await applied(path);
  });

  it('are left alone where Kaiwo rewrites its queue itself', async () => {
    const client = portal.sandbox.clusters[0].client();
    const type = await client.discover({
      group: 'config.kaiwo.silogen.ai',
      kind: 'KaiwoConfig',
    });
    if (!type) throw new Error('no KaiwoConfig');
    await client.patch(type, 'kaiwo', undefined, {
      type: 'merge',
      body: { spec: { dynamicallyUpdateDefaultClusterQueue: true } },
    });
    await eventually(
      () => get('/clusters/hall-a'),
      answer =>
        expect(answer.body.writerReason).toContain(
          'rewrites its default queue',
        ),
    );
    const response = await portal.http
      .put(`${API}/projects/team-b/clusters/hall-a/quota`)
      .set('If-Match', '"1"')
      .send(guaranteeOf('1'));
    expect([response.status, response.body.error.code]).toEqual([
      409,
      'kaiwo.managesQueues',
    ]);
    expect(response.body.error.details[0].remedy).toContain('kubectl patch');
  });
});
