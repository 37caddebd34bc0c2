import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MetricsError } from './MetricsError';
import { PrometheusClient } from './PrometheusClient';
import type { MetricsConfig } from './readMetricsConfig';

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}
interface Asked {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
}

const vector = (result: unknown[] = []) => ({
  status: 'success',
  data: { resultType: 'vector', result },
});
const START = Date.parse('2026-11-24T12:00:07.500Z');

describe('PrometheusClient', () => {
  let server: Server;
  let asked: Asked[];
  let reply: (asked: Asked) => Reply | Promise<Reply>;
  let nowMs: number;
  let client: PrometheusClient;
  let config: MetricsConfig;

  beforeEach(async () => {
    asked = [];
    nowMs = START;
    reply = () => ({ body: vector() });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', async () => {
        const one = {
          method: request.method,
          url: request.url,
          headers: request.headers,
          form: new URLSearchParams(Buffer.concat(chunks).toString()),
        };
        asked.push(one);
        const { status = 200, headers, body } = await reply(one);
        const isText = typeof body === 'string';
        response.writeHead(status, {
          'content-type': isText ? 'text/plain' : 'application/json',
          ...headers,
        });
        response.end(isText ? body : JSON.stringify(body));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    config = {
      baseUrl: `http://127.0.0.1:${port}`,
      pathPrefix: '/prometheus',
      tenants: new Map(),
      clusterLabel: 'k8s_cluster_name',
      clusterValues: new Map(),
      amdPrefix: '',
      timeoutMs: 5_000,
      authorization: 'Bearer s3cret',
    };
    client = PrometheusClient.create({ config, now: () => nowMs });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function failure(): Promise<MetricsError> {
    const error = await client.instant({ query: 'up' }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(MetricsError);
    return error as MetricsError;
  }

  it('posts a form below the prefix, with tenant and credentials', async () => {
    reply = () => ({
      body: vector([{ metric: { a: 'b' }, value: [1, '42.5'] }]),
    });
    await expect(
      client.instant({ query: 'up{a="ä b"}', tenant: 'sandbox' }),
    ).resolves.toEqual([{ labels: { a: 'b' }, value: 42.5 }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: '/prometheus/api/v1/query',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-scope-orgid': 'sandbox',
        authorization: 'Bearer s3cret',
      },
    });
    expect(Object.fromEntries(asked[0].form)).toEqual({
      query: 'up{a="ä b"}',
      time: String(Date.parse('2026-11-24T12:00:00Z') / 1000),
    });
  });

  it('sends no tenant where there is none', async () => {
    await client.instant({ query: 'up' });
    expect(asked[0].headers).not.toHaveProperty('x-scope-orgid');
  });

  it('aligns ranges to the step, and leaves values out that are no numbers', async () => {
    reply = () => ({
      body: {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: {},
              values: [
                [300, '1'],
                [600, 'NaN'],
                [900, '+Inf'],
                [1200, '2'],
              ],
            },
          ],
        },
      },
    });
    await expect(
      client.range({ query: 'up', start: 301, end: 1299, step: 300 }),
    ).resolves.toEqual([
      {
        labels: {},
        points: [
          { at: 300, value: 1 },
          { at: 1200, value: 2 },
        ],
      },
    ]);
    expect(asked[0].url).toBe('/prometheus/api/v1/query_range');
    expect(Object.fromEntries(asked[0].form)).toEqual({
      query: 'up',
      start: '300',
      end: '1200',
      step: '300',
    });
  });

  it.each<[string, Reply, Partial<MetricsError>]>([
    [
      'no tenant',
      { status: 401, body: 'no org id\n' },
      {
        kind: 'notAllowed',
        status: 401,
        message: expect.stringContaining('no org id'),
      },
    ],
    ['forbidden', { status: 403, body: {} }, { kind: 'notAllowed' }],
    [
      'a query that it does not understand',
      {
        status: 400,
        body: {
          status: 'error',
          errorType: 'bad_data',
          error: '1:4: parse error',
        },
      },
      { kind: 'refused', message: expect.stringContaining('1:4: parse error') },
    ],
    [
      'a wrong prefix',
      { status: 404, body: '404 page not found' },
      { kind: 'wrongAddress', remedy: expect.stringContaining('pathPrefix') },
    ],
    [
      'limits',
      {
        status: 422,
        body: {
          status: 'error',
          errorType: 'execution',
          error: 'err-mimir-max-series-per-query',
        },
      },
      {
        kind: 'overLimit',
        message: expect.stringContaining('err-mimir-max-series-per-query'),
      },
    ],
    [
      'too many requests',
      {
        status: 429,
        headers: { 'retry-after': '7' },
        body: { status: 'error', error: 'too many outstanding requests' },
      },
      { kind: 'busy', retryAfterMs: 7_000 },
    ],
    [
      'its own failure',
      { status: 500, body: { status: 'error', error: 'boom' } },
      { kind: 'failed', status: 500 },
    ],
    [
      'a gateway without a source',
      { status: 503, body: 'no healthy upstream' },
      { kind: 'failed', status: 503 },
    ],
    [
      'a page of a proxy with status 200',
      {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<html>Sign in</html>',
      },
      { kind: 'notPrometheus', message: expect.stringContaining('text/html') },
    ],
    [
      'a redirect to a sign-in page',
      {
        status: 302,
        headers: {
          location: 'http://127.0.0.1:1/login',
          'content-type': 'text/html',
        },
        body: '',
      },
      { kind: 'notPrometheus', status: 302 },
    ],
    [
      'JSON of something else',
      { body: { hello: 'world' } },
      { kind: 'notPrometheus' },
    ],
    [
      'JSON that is cut off',
      {
        headers: { 'content-type': 'application/json' },
        body: '{"status":"succ',
      },
      { kind: 'notPrometheus' },
    ],
    [
      'a matrix where a vector was asked for',
      {
        body: { status: 'success', data: { resultType: 'matrix', result: [] } },
      },
      { kind: 'notPrometheus' },
    ],
  ])('tells %s apart', async (_, answer, expected) => {
    reply = () => answer;
    const error = await failure();
    expect(error).toMatchObject(expected);
    expect(error.remedy).not.toBe('');
    expect(error.message).not.toContain('s3cret');
  });

  it('tells a source that is too slow', async () => {
    client = PrometheusClient.create({
      config: { ...config, timeoutMs: 50 },
      now: () => nowMs,
    });
    reply = () => new Promise(() => {});
    await expect(failure()).resolves.toMatchObject({
      kind: 'timedOut',
      message: 'The metrics source did not answer within 0.05 s',
    });
  });

  it('tells a source that is not there', async () => {
    await new Promise(resolve => server.close(resolve));
    const error = await failure();
    expect(error).toMatchObject({ kind: 'unreachable' });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('asks once for what many want at the same time and shortly after', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    reply = async () => {
      await gate;
      return { body: vector() };
    };
    const both = Promise.all([
      client.instant({ query: 'up' }),
      client.instant({ query: 'up' }),
      client.instant({ query: 'up', tenant: 'other' }),
    ]);
    release();
    await both;
    expect(asked).toHaveLength(2);
    nowMs += 7_000;
    await client.instant({ query: 'up' });
    expect(asked).toHaveLength(2);
    nowMs += 15_000;
    await client.instant({ query: 'up' });
    expect(asked).toHaveLength(3);
  });

  it('keeps a failure for a moment only, and as long as the source asks', async () => {
    reply = () => ({ status: 500, body: {} });
    await failure();
    await failure();
    expect(asked).toHaveLength(1);
    nowMs += 5_001;
    reply = () => ({ status: 429, headers: { 'retry-after': '12' }, body: {} });
    await failure();
    nowMs += 2_400;
    await failure();
    expect(asked).toHaveLength(2);
  });

  it('asks for no more than six things at once', async () => {
    let [now, most] = [0, 0];
    reply = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(resolve => setImmediate(resolve));
      now -= 1;
      return { body: vector() };
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        client.instant({ query: `up{n="${index}"}` }),
      ),
    );
    expect(asked).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(6);
    expect(most).toBeGreaterThan(1);
  });
});
