import {
  podObject,
  PODS,
  seriesOf,
  START_MS,
  TestCluster,
  HOUR,
} from '../testing';
import { MetricsServer } from './metricsServer';

describe('MetricsServer', () => {
  let server: MetricsServer;
  const at = String(START_MS / 1000 + 1800);

  beforeAll(async () => {
    const clusters = [
      TestCluster.create('hall-a'),
      TestCluster.create('hall-b'),
    ];
    clusters[0].store.put(
      PODS,
      podObject({ name: 'train', gpus: 8, boundAt: 0 }),
    );
    clusters.forEach(cluster => {
      cluster.nowMs = START_MS + HOUR;
    });
    server = await MetricsServer.start({
      series: seriesOf(...clusters),
      port: 0,
      now: () => START_MS + HOUR,
      maxSamples: 10_000,
    });
  });

  afterAll(() => server.stop());

  async function get(
    path: string,
    parameters: Record<string, string> | string[][] = {},
    headers: Record<string, string> = { 'X-Scope-OrgID': 'sandbox' },
    method = 'GET',
  ) {
    const query = new URLSearchParams(parameters);
    const answer = await fetch(
      `${server.url}${path}${method === 'GET' ? `?${query}` : ''}`,
      {
        method,
        headers,
        body: method === 'POST' ? query : undefined,
      },
    );
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return {
      status: answer.status,
      type,
      body: type.startsWith('application/json')
        ? JSON.parse(text)
        : text.trim(),
    };
  }

  it('stands behind a prefix', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/prometheus$/);
  });

  it.each(['GET', 'POST'])('answers instant queries by %s', async method => {
    const { status, body } = await get(
      '/api/v1/query',
      { query: 'count by (k8s_cluster_name) (gpu_health)', time: at },
      undefined,
      method,
    );
    expect([status, body]).toEqual([
      200,
      {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: { k8s_cluster_name: 'hall-a' },
              value: [Number(at), '64'],
            },
            {
              metric: { k8s_cluster_name: 'hall-b' },
              value: [Number(at), '8'],
            },
          ],
        },
      },
    ]);
  });

  it('answers range queries, with durations and RFC 3339 as parameters', async () => {
    const { body } = await get('/api/v1/query_range', {
      query: 'count(gpu_gfx_activity{pod="train"})',
      start: new Date(START_MS).toISOString(),
      end: at,
      step: '15m',
    });
    expect(body.data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [0, 900, 1800].map(seconds => [
            START_MS / 1000 + seconds,
            '8',
          ]),
        },
      ],
    });
  });

  it('takes now for an instant without a time', async () => {
    const { body } = await get('/api/v1/query', { query: 'time()' });
    expect(body.data).toEqual({
      resultType: 'scalar',
      result: [(START_MS + HOUR) / 1000, String((START_MS + HOUR) / 1000)],
    });
  });

  it('refuses requests without a tenant and shows another tenant nothing', async () => {
    expect(await get('/api/v1/query', { query: 'up' }, {})).toEqual({
      status: 401,
      type: 'text/plain; charset=utf-8',
      body: 'no org id',
    });
    const other = await get(
      '/api/v1/query',
      { query: 'up' },
      { 'X-Scope-OrgID': 'other' },
    );
    expect(other.body).toEqual({
      status: 'success',
      data: { resultType: 'vector', result: [] },
    });
    const labels = await get(
      '/api/v1/labels',
      {},
      { 'X-Scope-OrgID': 'other' },
    );
    expect(labels.body.data).toEqual([]);
  });

  it.each<[string, Record<string, string>, number, string, string]>([
    ['/api/v1/query', {}, 400, 'bad_data', 'invalid parameter "query"'],
    [
      '/api/v1/query',
      { query: 'up +' },
      400,
      'bad_data',
      'parse error: unexpected end of input',
    ],
    [
      '/api/v1/query',
      { query: 'up', time: 'soon' },
      400,
      'bad_data',
      'cannot parse "soon" to a valid timestamp',
    ],
    [
      '/api/v1/query',
      { query: 'deriv(up[5m])' },
      400,
      'bad_data',
      'function "deriv" is not supported',
    ],
    [
      '/api/v1/query',
      { query: 'up * on(job) up' },
      422,
      'execution',
      'many-to-many matching not allowed',
    ],
    [
      '/api/v1/query',
      { query: 'sum_over_time(gpu_health[1h])' },
      422,
      'execution',
      'too many samples',
    ],
    [
      '/api/v1/query_range',
      { query: 'up', start: '10', end: '0', step: '1' },
      400,
      'bad_data',
      'end timestamp must not be before start time',
    ],
    [
      '/api/v1/query_range',
      { query: 'up', start: '0', end: '10', step: '0' },
      400,
      'bad_data',
      'zero or negative query resolution',
    ],
    [
      '/api/v1/query_range',
      { query: 'up', start: '0', end: '11001', step: '1' },
      400,
      'bad_data',
      'exceeded maximum resolution of 11,000 points',
    ],
    [
      '/api/v1/query_range',
      { query: 'up[5m]', start: '0', end: '10', step: '1' },
      400,
      'bad_data',
      'invalid expression type "range vector" for range query',
    ],
    ['/api/v1/series', {}, 400, 'bad_data', 'no match[] parameter provided'],
  ])(
    '%s %j answers %d %s',
    async (path, parameters, status, errorType, message) => {
      const answer = await get(path, parameters);
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({
        status: 'error',
        errorType,
        error: expect.stringContaining(message),
      });
    },
  );

  it('lists series, label names and values, and metadata', async () => {
    const series = await get('/api/v1/series', {
      'match[]': 'gpu_nodes_total{k8s_cluster_name="hall-b"}',
    });
    expect(series.body.data).toEqual([
      {
        __name__: 'gpu_nodes_total',
        k8s_cluster_name: 'hall-b',
        job: 'gpu-operator-metrics-exporter',
        instance: '10.32.0.1:5000',
        hostname: 'hall-b-mi210-1',
      },
    ]);
    const labels = await get('/api/v1/labels', [
      ['match[]', 'up'],
      ['match[]', 'gpu_nodes_total'],
    ]);
    expect(labels.body.data).toEqual([
      '__name__',
      'hostname',
      'instance',
      'job',
      'k8s_cluster_name',
    ]);
    const values = await get('/api/v1/label/k8s_cluster_name/values');
    expect(values.body.data).toEqual(['hall-a', 'hall-b']);
    const metadata = await get('/api/v1/metadata', {
      metric: 'gpu_energy_consumed',
    });
    expect(metadata.body.data).toEqual({
      gpu_energy_consumed: [
        {
          type: 'gauge',
          help: expect.stringContaining('microjoules'),
          unit: '',
        },
      ],
    });
  });

  it('says when it is ready, and 404 in plain text for what there is not', async () => {
    expect((await get('/-/ready', {}, {})).status).toBe(200);
    expect((await fetch(`${new URL(server.url).origin}/ready`)).status).toBe(
      200,
    );
    expect(await get('/api/v1/rules')).toEqual({
      status: 404,
      type: 'text/plain; charset=utf-8',
      body: '404 page not found',
    });
    expect(
      (await fetch(`${new URL(server.url).origin}/api/v1/query`)).status,
    ).toBe(404);
  });
});
