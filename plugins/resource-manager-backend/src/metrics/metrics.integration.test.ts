import type {
  GpuUse,
  Utilisation,
  WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import { API, eventually, startPortal } from '../__testUtils__/portal';

const SEED = {
  departments: [
    { name: 'research', title: 'Research' },
    { name: 'products', title: 'Products' },
    { name: 'operations', title: 'Operations' },
  ],
  projects: [
    ['research-llm', 'research'],
    ['research-vision', 'research'],
    ['products-assistant', 'products'],
    ['products-documents', 'products'],
    ['operations-forecast', 'operations'],
  ].map(([name, department]) => ({ name, title: name, department })),
  pools: [
    ['hall-a', 'mi300x', 'amd.com/gpu.product-name', 'AMD_Instinct_MI300X_OAM'],
    ['hall-a', 'mi325x', 'amd.com/gpu.product-name', 'AMD_Instinct_MI325X_OAM'],
    ['hall-b', 'mi210', 'amd.com/gpu.product-name', 'AMD_Instinct_MI210'],
    ['hall-b', 'l40s', 'nvidia.com/gpu.product', 'NVIDIA-L40S'],
  ].map(([cluster, name, label, value]) => ({
    cluster,
    name,
    title: name,
    selector: { [label]: value },
  })),
};

type PodLike = KubeObject & {
  spec: {
    nodeName?: string;
    containers: { resources?: { requests?: Record<string, string> } }[];
  };
  status?: { phase?: string };
};

function expectReconciled(gpus: GpuUse): void {
  const { busy = 0, heldIdle = 0, unmeasured, reserved, held } = gpus;
  expect(busy + heldIdle + unmeasured + reserved).toBe(held);
  if (gpus.capacity !== undefined)
    expect(held + gpus.free! + gpus.unavailable!).toBe(gpus.capacity);
}

/** Portal and sandbox of this process, over real HTTP. */
describe('utilisation with the sandbox', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let sandboxMetrics: Record<string, unknown>;

  beforeAll(async () => {
    portal = await startPortal({
      seed: SEED,
      world: 'seeded',
      configure: metricsUrl => {
        const url = new URL(metricsUrl);
        sandboxMetrics = {
          baseUrl: url.origin,
          pathPrefix: '/prometheus',
          tenant: 'sandbox',
          timeout: '30s',
        };
        return { metrics: sandboxMetrics };
      },
    });
  }, 60_000);
  afterAll(() => portal?.stop());

  async function heldByCluster(
    name: string,
    namespaces?: string,
  ): Promise<number> {
    const cluster = portal.sandbox.clusters.find(each => each.name === name)!;
    const client = cluster.client();
    const type = (await client.discover({ group: '', kind: 'Pod' }))!;
    let held = 0;
    for await (const item of client.listAll(type)) {
      const pod = item as PodLike;
      const ended = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
      if (ended || !pod.spec.nodeName) continue;
      if (namespaces && pod.metadata.namespace !== namespaces) continue;
      for (const { resources } of pod.spec.containers) {
        for (const [resource, amount] of Object.entries(
          resources?.requests ?? {},
        ))
          if (/^(amd|nvidia)\.com\/gpu$/.test(resource)) held += Number(amount);
      }
    }
    return held;
  }
  const utilisation = async (query: string): Promise<Utilisation> =>
    (await portal.http.get(`${API}/utilisation?${query}`).expect(200)).body;

  it('shows what pods hold, and every row adds up to the whole', async () => {
    for (const by of ['department', 'project', 'pool']) {
      const { data } = await eventually(
        async () => ({
          data: await utilisation(`by=${by}&range=1h`),
          held:
            (await heldByCluster('hall-a')) + (await heldByCluster('hall-b')),
        }),
        // The portal reads the clusters bit by bit when it starts.
        answer => {
          expect(answer.data.gpus.capacity).toBe(80);
          expect(answer.held).toBeGreaterThan(0);
          expect(answer.data.gpus.held).toBe(answer.held);
          expect(answer.data.gpus.unmeasured).toBe(0);
        },
      );
      expect(data.source).toMatchObject({ status: 'ok' });
      expect(data.gpus.busy).toBeGreaterThan(0);
      expect(data.gpus.heldIdle).toBeGreaterThan(0);
      expectReconciled(data.gpus);
      for (const row of data.rows) expectReconciled(row.gpus);
      const sum = (part: 'held' | 'busy' | 'heldIdle' | 'reserved') =>
        data.rows.reduce((total, row) => total + (row.gpus[part] ?? 0), 0);
      for (const part of ['held', 'busy', 'heldIdle', 'reserved'] as const)
        expect([part, sum(part)]).toEqual([part, data.gpus[part]]);
    }
  }, 60_000);

  it('shows each project what its own pods hold', async () => {
    const data = await utilisation('by=project&range=1h');
    const vision = data.rows.find(({ key }) => key === 'research-vision')!;
    expect(vision.gpus.held).toBe(
      (await heldByCluster('hall-a', 'research-vision')) +
        (await heldByCluster('hall-b', 'research-vision')),
    );
  });

  it('adds up at every time of the history', async () => {
    const { history } = await utilisation('by=department&range=1h');
    const { columns, times } = history!;
    expect(times).toHaveLength(61);
    expect(new Set(columns.capacity)).toEqual(new Set([80]));
    times.forEach((_, index) => {
      const at = (name: keyof typeof columns) => columns[name]?.[index] ?? NaN;
      expect(
        at('busy') +
          at('heldIdle') +
          at('unmeasured') +
          at('reserved') +
          at('free') +
          at('unavailable'),
      ).toBe(80);
    });
    expect(columns.busy.some(value => value! > 0)).toBe(true);
  }, 60_000);

  it('finds the workspace that has been idle for hours, and not the endpoints', async () => {
    const { items, source } = await eventually<WasteList>(
      async () =>
        (
          await portal.http.get(`${API}/utilisation/wastes`).expect(200)
        ).body,
      // The run's pods are known once they were seen.
      answer =>
        expect(answer.items.map(({ type }) => type)).toEqual(['workspace']),
    );
    expect(source.status).toBe('ok');
    expect(items[0]).toMatchObject({
      kind: 'idle',
      project: 'research-llm',
      gpus: 2,
      run: { name: 'nadia-notebook' },
      atLeast: false,
    });
    const hours = (Date.now() - Date.parse(items[0].since)) / 3_600_000;
    expect(hours).toBeGreaterThan(4.5);
    expect(hours).toBeLessThan(6.5);
    expect(items[0].gpuHours).toBeCloseTo(2 * hours, 0);
  }, 60_000);

  it('refuses what is not offered', async () => {
    await portal.http.get(`${API}/utilisation?range=90d`).expect(400);
    await portal.http.get(`${API}/utilisation?by=pod`).expect(400);
  });
});

describe.each([
  [
    'a tenant without series',
    (baseUrl: string) => ({
      metrics: { baseUrl, pathPrefix: '/prometheus', tenant: 'someone-else' },
    }),
    { status: 'stale', remedy: expect.stringContaining('tenant') },
  ],
  [
    'no tenant',
    (baseUrl: string) => ({ metrics: { baseUrl, pathPrefix: '/prometheus' } }),
    { status: 'down', message: expect.stringContaining('no org id') },
  ],
  [
    'nothing at the address',
    () => ({ metrics: { baseUrl: 'http://127.0.0.1:1', tenant: 'sandbox' } }),
    { status: 'down', message: expect.stringContaining('cannot be reached') },
  ],
  [
    'no source',
    () => ({}),
    { status: 'notConfigured', message: 'No metrics source is connected' },
  ],
])('utilisation with %s', (_, configure, expected) => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      seed: SEED,
      configure: metricsUrl => configure(new URL(metricsUrl).origin),
    });
  }, 60_000);
  afterAll(() => portal?.stop());

  it('says so, and shows what clusters know instead of zeros', async () => {
    const { body } = await eventually(
      () => portal.http.get(`${API}/utilisation?by=pool&range=1h`),
      answer => expect(answer.body.gpus.capacity).toBe(80),
    );
    expect(body.source).toMatchObject(expected);
    expect(body.gpus).toMatchObject({ held: 0, free: 80, unavailable: 0 });
    for (const gpus of [
      body.gpus,
      ...body.rows.map((row: { gpus: GpuUse }) => row.gpus),
    ]) {
      expect(gpus).not.toHaveProperty('busy');
      expect(gpus).not.toHaveProperty('heldIdle');
    }
    expect(body).not.toHaveProperty('history');
    expect(body).not.toHaveProperty('memory');
  });
});
