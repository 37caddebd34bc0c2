import { API, eventually, startPortal } from '../__testUtils__/portal';

jest.setTimeout(90_000);

const CLUSTER_QUEUE = { group: 'kueue.x-k8s.io', kind: 'ClusterQueue' };
const QUOTA = '/projects/team-a/clusters/hall-b/quota';
const pools = [
  {
    pool: 'l40s',
    access: 'guaranteed',
    resources: [{ resource: 'nvidia.com/gpu', guaranteed: '4' }],
  },
];

/** A cluster on which others may work by hand: what they change is shown, and decided about by a person. */
describe('drift that is only reported', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      takeOver: true,
      drift: 'report',
      seed: {
        departments: [{ name: 'research', title: 'Research' }],
        projects: [{ name: 'team-a', title: 'Team A', department: 'research' }],
        pools: [
          {
            cluster: 'hall-b',
            name: 'l40s',
            title: 'L40S',
            selector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
          },
        ],
        quotas: [
          {
            project: 'team-a',
            cluster: 'hall-b',
            pools: [{ pool: 'l40s', gpus: 4 }],
          },
        ],
      },
    });
  });
  afterAll(() => portal.stop());

  const quota = (check: (body: any) => void) =>
    eventually(
      () => portal.http.get(`${API}${QUOTA}`),
      ({ body }) => check(body),
    );

  it('stays until the quota is stored again', async () => {
    await quota(({ sync }) => expect(sync.state).toBe('applied'));
    const client = portal.sandbox.clusters[1].client();
    const type = (await client.discover(CLUSTER_QUEUE))!;
    const nominal = (queue: any) =>
      queue.spec.resourceGroups[0].flavors[0].resources.find(
        ({ name }: { name: string }) => name === 'nvidia.com/gpu',
      );
    const edited = await client.get<any>(type, 'team-a');
    nominal(edited).nominalQuota = '6';
    await client.replace(type, edited, { fieldManager: 'kubectl-edit' });
    const drifted = {
      state: 'drifted',
      message:
        'Changed on the cluster by somebody else; it stays so until somebody puts it back',
      differences: [
        { field: 'l40s nvidia.com/gpu guaranteed', wanted: '4', seen: '6' },
      ],
    };
    await quota(({ sync }) => expect(sync).toMatchObject(drifted));

    // Something else on the cluster changes, so that another round looks at everything.
    await portal.http
      .post(`${API}/projects`)
      .send({ name: 'team-b', title: 'Team B', department: 'research' })
      .expect(201);
    await portal.http
      .put(`${API}/projects/team-b/clusters/hall-b/quota`)
      .set('If-Match', '"0"')
      .send({ pools: [{ pool: 'l40s', access: 'borrow', resources: [] }] })
      .expect(200);
    await eventually(
      () => portal.http.get(`${API}/projects/team-b/clusters/hall-b/quota`),
      ({ body }) => expect(body.sync.state).toBe('applied'),
    );
    await quota(({ sync }) => expect(sync).toMatchObject(drifted));
    expect(nominal(await client.get<any>(type, 'team-a')).nominalQuota).toBe(
      '6',
    );

    await portal.http
      .put(`${API}${QUOTA}`)
      .set('If-Match', '"1"')
      .send({ pools, reason: 'Put back' })
      .expect(200);
    await quota(({ sync }) => expect(sync.state).toBe('applied'));
    expect(nominal(await client.get<any>(type, 'team-a')).nominalQuota).toBe(
      '4',
    );
  });
});
