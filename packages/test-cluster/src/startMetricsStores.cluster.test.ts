import type { WrittenSeries } from './metrics/remoteWrite';
import { startMetricsStores, type MetricsStores } from './startMetricsStores';
import { describeOnTestCluster } from './testing/onTestCluster';
import { untilNothingIsLeft } from './testing/processes';
import { waitFor } from './waitFor';

// Building is done before jest starts.
jest.setTimeout(240_000);

type Store = 'mimir' | 'prometheus';

const TENANT = 'team-a';

describeOnTestCluster('test cluster: metrics stores', () => {
  let stores: MetricsStores;
  let stopped = false;

  beforeAll(async () => {
    stores = await startMetricsStores({ prometheusPrefix: '/prometheus' });
  });
  afterAll(async () => {
    if (!stopped) {
      await stores?.stop();
    }
  });

  /** Asks as the portal does. */
  async function ask(
    store: Store,
    query: string,
    tenant: string | undefined = TENANT,
  ) {
    const { url, pathPrefix } = stores[store];
    const response = await fetch(`${url}${pathPrefix}/api/v1/query`, {
      method: 'POST',
      headers: tenant ? { 'x-scope-orgid': tenant } : {},
      body: new URLSearchParams({ query }),
    });
    const text = await response.text();
    return {
      status: response.status,
      text: text.trim(),
      values:
        response.status === 200
          ? (JSON.parse(text).data.result as { value: [number, string] }[]).map(
              ({ value }) => value[1],
            )
          : [],
    };
  }

  function gauge(
    name: string,
    samples: WrittenSeries['samples'],
  ): WrittenSeries[] {
    return [{ labels: { __name__: name, zone: 'north' }, samples }];
  }

  const secondsAgo = (seconds: number) => Date.now() - seconds * 1000;

  it.each<Store>(['mimir', 'prometheus'])(
    '%s has what was written, until the series ends',
    async store => {
      const { write } = stores[store];
      const before = [
        [secondsAgo(60), 41],
        [secondsAgo(30), 42.5],
      ] as const;
      await write({ tenant: TENANT, series: gauge('written', before) });
      expect((await ask(store, 'written')).values).toEqual(['42.5']);
      const end = [[secondsAgo(15), undefined]] as const;
      await write({ tenant: TENANT, series: gauge('written', end) });
      expect((await ask(store, 'written')).values).toEqual([]);
      expect((await ask(store, 'max_over_time(written[5m])')).values).toEqual([
        '42.5',
      ]);
    },
  );

  it.each<Store>(['mimir', 'prometheus'])(
    '%s refuses what is days old, with a reason',
    async store => {
      const old = gauge('old', [[secondsAgo(3 * 24 * 3600), 1]]);
      await stores[store].write({
        tenant: TENANT,
        series: gauge('old', [[secondsAgo(1), 1]]),
      });
      await expect(
        stores[store].write({ tenant: TENANT, series: old }),
      ).rejects.toThrow(
        /refused \(400\): .*(sample-timestamp-too-old|out of bounds)/,
      );
    },
  );

  it('keeps the tenants of Mimir apart', async () => {
    const series = gauge('private', [[secondsAgo(5), 7]]);
    await stores.mimir.write({ tenant: 'team-b', series });
    expect((await ask('mimir', 'private', 'team-b')).values).toEqual(['7']);
    expect((await ask('mimir', 'private')).values).toEqual([]);
    expect(await ask('mimir', 'private', '')).toMatchObject({
      status: 401,
      text: 'no org id',
    });
    await expect(stores.mimir.write({ series })).rejects.toThrow(
      'refused (401): no org id',
    );
    // Asking several tenants at once is switched off, as it is by default.
    expect((await ask('mimir', 'private', 'team-a|team-b')).status).toBe(422);
  });

  it('takes OTLP over HTTP in Mimir', async () => {
    const answer = await fetch(`${stores.mimir.url}/otlp/v1/metrics`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-scope-orgid': TENANT,
      },
      body: JSON.stringify({
        resourceMetrics: [
          {
            scopeMetrics: [
              {
                metrics: [
                  {
                    name: 'by.otlp',
                    gauge: {
                      dataPoints: [
                        {
                          timeUnixNano: `${secondsAgo(5)}000000`,
                          asDouble: 3.5,
                        },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
      }),
    });
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.anything(),
    ]);
    expect((await ask('mimir', 'by_otlp')).values).toEqual(['3.5']);
  });

  it('runs rules in Mimir, one set a tenant', async () => {
    const rules = `${stores.mimir.url}/prometheus/config/v1/rules`;
    const call = async (path: string, method: string, tenant: string) =>
      fetch(`${rules}${path}`, {
        method,
        headers: {
          'content-type': 'application/yaml',
          'x-scope-orgid': tenant,
        },
        ...(method === 'POST' && {
          body: 'name: sums\ninterval: 1s\nrules:\n- record: doubled\n  expr: 2 * single\n',
        }),
      });
    expect((await call('/portal', 'POST', TENANT)).status).toBe(202);
    const own = await call('', 'GET', TENANT);
    expect(await own.text()).toContain('record: doubled');
    const others = await call('', 'GET', 'team-b');
    expect((await others.text()).trim()).toBe('{}');
    await stores.mimir.write({
      tenant: TENANT,
      // Rules look at what was a minute ago, so that late samples count too.
      series: gauge('single', [[secondsAgo(90), 21]]),
    });
    await waitFor({
      what: 'what the rule records',
      check: async () => (await ask('mimir', 'doubled')).values[0] === '42',
      timeoutMs: 60_000,
    });
    expect((await call('/portal/sums', 'DELETE', TENANT)).status).toBe(202);
  });

  it.each<Store>(['mimir', 'prometheus'])(
    '%s keeps what it had when it is killed and comes back',
    async store => {
      const { write, component } = stores[store];
      const series = gauge('kept', [[secondsAgo(5), 11]]);
      await write({ tenant: TENANT, series });
      await component.stop();
      await expect(ask(store, 'kept')).rejects.toThrow('fetch failed');
      await component.start();
      await component.ready();
      expect((await ask(store, 'kept')).values).toEqual(['11']);
    },
  );

  it('leaves nothing behind', async () => {
    const left = {
      processes: [...stores.processes().values()],
      folder: stores.folder,
    };
    expect(left.processes).toHaveLength(3);
    await stores.stop();
    stopped = true;
    await untilNothingIsLeft(left);
  });
});
