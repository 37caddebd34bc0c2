import { migrated, testDatabases } from '../__testUtils__/databases';
import {
  API,
  eventually,
  startPortal,
  untilApplied,
} from '../__testUtils__/portal';
import { guaranteeOf, twoTeams } from '../__testUtils__/twoTeams';

jest.setTimeout(90_000);

const CLUSTER_QUEUE = { group: 'kueue.x-k8s.io', kind: 'ClusterQueue' };
const QUEUE_CONFIG = { group: 'kaiwo.silogen.ai', kind: 'KaiwoQueueConfig' };

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'clusters managed by consent, on %s',
  databaseId => {
    let portal: Awaited<ReturnType<typeof startPortal>>;
    beforeAll(async () => {
      portal = await startPortal({
        seed: twoTeams,
        takeOver: true,
        knex: await migrated(databases, databaseId),
      });
    });
    afterAll(() => portal.stop());

    const get = (path: string) => portal.http.get(`${API}${path}`);
    const applied = (path: string) => untilApplied(portal, path);

    it('are taken over, with the seeded quotas', async () => {
      await applied('/projects/team-a/clusters/hall-a/quota');
      await applied('/projects/team-b/clusters/hall-a/quota');
      const { body } = await get('/quotas?cluster=hall-a');
      expect(
        body.items.map(
          (row: { project: string; access: string; guaranteed: string }) => [
            row.project,
            row.access,
            row.guaranteed,
          ],
        ),
      ).toEqual([
        ['team-a', 'guaranteed', '16'],
        ['team-b', 'borrow', '0'],
      ]);
      await eventually(
        () => get('/clusters'),
        answer =>
          expect(
            answer.body.items.map(
              (item: { takenOver: boolean; sync: { state: string } }) => [
                item.takenOver,
                item.sync.state,
              ],
            ),
          ).toEqual([
            [true, 'applied'],
            [true, 'applied'],
            [false, 'unknown'],
          ]),
      );
    });

    it('page the matrix of quotas', async () => {
      const first = await get('/quotas?limit=3');
      expect(first.body).toMatchObject({
        totalItems: 4,
        errors: [{ cluster: 'far', code: 'cluster.unreachable' }],
      });
      const second = await get(
        `/quotas?limit=3&cursor=${first.body.nextCursor}`,
      );
      const keys = [...first.body.items, ...second.body.items].map(
        (row: { cluster: string; pool: string; project: string }) =>
          `${row.cluster} ${row.pool} ${row.project}`,
      );
      expect(keys).toEqual([
        'hall-a mi300x team-a',
        'hall-a mi300x team-b',
        'hall-b l40s team-a',
        'hall-b l40s team-b',
      ]);
      expect(second.body.nextCursor).toBeUndefined();
    });

    it('keep pools apart', async () => {
      const overlap = await portal.http.post(`${API}/pools`).send({
        cluster: 'hall-a',
        name: 'all',
        title: 'All',
        selector: { 'kaiwo/worker': 'true' },
      });
      expect([overlap.status, overlap.body.error.code]).toEqual([
        409,
        'pool.overlaps',
      ]);
      expect(overlap.body.error.details[0].problem).toContain('hall-a-mi300x');
      const selector = { 'kaiwo/gpu-model': 'mi325x' };
      const preview = await portal.http
        .post(`${API}/clusters/hall-a/pool-preview`)
        .send({ selector });
      expect(preview.body).toMatchObject({
        totalNodes: 2,
        overlaps: [],
        capacity: { 'amd.com/gpu': '16' },
      });
      const created = await portal.http
        .post(`${API}/pools`)
        .send({ cluster: 'hall-a', name: 'mi325x', title: 'MI325X', selector });
      expect(created.body).toMatchObject({
        kind: 'gpu',
        gpuModel: 'mi325x',
        nodes: 2,
      });
      await applied('/clusters/hall-a/pools/mi325x');
      const used = await portal.http
        .delete(`${API}/clusters/hall-a/pools/mi300x`)
        .set('If-Match', '"1"');
      expect([used.status, used.body.error.code]).toEqual([
        409,
        'conflict.inUse',
      ]);
      await portal.http
        .delete(`${API}/clusters/hall-a/pools/mi325x`)
        .set('If-Match', '"1"')
        .expect(204);
    });

    it('records a change by somebody else and puts it back', async () => {
      const client = portal.sandbox.clusters[0].client();
      const type = await client.discover(QUEUE_CONFIG);
      if (!type) throw new Error('no Kaiwo');
      const config = await client.get<any>(type, 'kaiwo');
      const entry = config.spec.clusterQueues.find(
        ({ name }: { name: string }) => name === 'team-a',
      );
      entry.spec.resourceGroups[0].flavors[0].resources.find(
        ({ name }: { name: string }) => name === 'amd.com/gpu',
      ).nominalQuota = '99';
      await client.replace(type, config);
      const { body } = await eventually(
        () => get('/projects/team-a/clusters/hall-a/quota'),
        answer => {
          expect(answer.body.sync.state).toBe('applied');
          expect(answer.body.sync.message).toContain('put back at');
        },
      );
      expect(body.version).toBe(1);
      const now = await client.get<any>(type, 'kaiwo');
      expect(JSON.stringify(now.spec.clusterQueues)).not.toContain('"99"');
    });

    it('tells whose runs a change suspends and starts', async () => {
      const client = portal.sandbox.clusters[0].client();
      const type = await client.discover({
        group: 'kaiwo.silogen.ai',
        kind: 'KaiwoJob',
      });
      if (!type) throw new Error('no Kaiwo');
      const job = (name: string, project: string, gpus: number) =>
        client.create<any>(type, {
          apiVersion: 'kaiwo.silogen.ai/v1alpha1',
          kind: 'KaiwoJob',
          metadata: {
            name,
            namespace: project,
            labels: {
              'airm.silogen.ai/workload-id': `00000000-0000-4000-8000-0000000000${gpus}`,
            },
          },
          spec: {
            user: 'ada',
            gpus,
            gpusPerReplica: 8,
            replicas: gpus / 8,
            clusterQueue: project,
            image: 'x',
            entrypoint: 'sleep 1000000',
          },
        });
      // Team B borrows what is free beside the 16 of team A.
      await job('borrower', 'team-b', 40);
      await eventually(
        () => get('/quotas?cluster=hall-a&pool=mi300x&project=team-b'),
        answer =>
          expect(answer.body.items[0]).toMatchObject({
            used: '40',
            borrowed: '40',
            access: 'borrow',
            guaranteed: '0',
          }),
      );
      await job('owner', 'team-a', 24);
      await eventually(
        () => get('/quotas?cluster=hall-a&pool=mi300x&project=team-a'),
        answer =>
          expect(answer.body.items[0]).toMatchObject({
            used: '0',
            waiting: '24',
          }),
      );
      expect(
        (await get('/projects/team-a/capacity')).body.pools[0],
      ).toMatchObject({
        freeGuaranteed: '8',
        reclaimable: '8',
        borrowable: '0',
        waitingAhead: 1,
      });
      const preview = await portal.http
        .post(`${API}/projects/team-a/clusters/hall-a/quota/preview`)
        .send(guaranteeOf('24'));
      expect(preview.body.suspended).toEqual([
        {
          runId: '00000000-0000-4000-8000-000000000040',
          name: 'borrower',
          project: 'team-b',
          gpus: 40,
        },
      ]);
      expect(preview.body.started).toEqual([
        {
          runId: '00000000-0000-4000-8000-000000000024',
          name: 'owner',
          project: 'team-a',
          gpus: 24,
        },
      ]);
      for (const [name, project] of [
        ['borrower', 'team-b'],
        ['owner', 'team-a'],
      ])
        await client.delete(type, name, project);
      await eventually(
        () => get('/quotas?cluster=hall-a&pool=mi300x'),
        answer =>
          expect(answer.body.pools[0].numbers).toMatchObject({
            used: '0',
            waiting: '0',
          }),
      );
    });

    it('manages plain Kueue with objects of its own', async () => {
      await portal.http
        .put(`${API}/projects/team-b/clusters/hall-b/quota`)
        .set('If-Match', '"0"')
        .send({
          pools: [
            {
              pool: 'l40s',
              access: 'guaranteed',
              resources: [{ resource: 'nvidia.com/gpu', guaranteed: '3' }],
            },
          ],
        })
        .expect(200);
      await eventually(
        () => get('/projects/team-b/clusters/hall-b/quota'),
        answer => expect(answer.body.sync).toMatchObject({ state: 'applied' }),
      );
      const client = portal.sandbox.clusters[1].client();
      const type = await client.discover(CLUSTER_QUEUE);
      if (!type) throw new Error('no Kueue');
      expect(await client.get<any>(type, 'team-b')).toMatchObject({
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        spec: {
          cohortName: 'kaiwo',
          flavorFungibility: { whenCanBorrow: 'MayStopSearch' },
        },
      });
      // Put back after a change by hand.
      const queue = await client.get<any>(type, 'team-b');
      queue.spec.preemption.reclaimWithinCohort = 'Never';
      await client.replace(type, queue);
      await eventually(
        () => client.get<any>(type, 'team-b'),
        now => expect(now.spec.preemption.reclaimWithinCohort).toBe('Any'),
      );
      // No access any more: the queue goes.
      await portal.http
        .put(`${API}/projects/team-b/clusters/hall-b/quota`)
        .set('If-Match', '"1"')
        .send({ pools: [] })
        .expect(200);
      await eventually(
        () => client.find<any>(type, 'team-b'),
        now => expect(now).toBeUndefined(),
      );
    });
  },
);
