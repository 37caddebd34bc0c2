import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { WebSocket } from 'ws';
import { migratedDatabase } from '../runs/__testUtils__/database';
import type { RunRecord } from '../runs/types';
import { startProxy, type TestProxy } from './__testUtils__/proxy';
import { startUpstream, type TestUpstream } from './__testUtils__/upstream';

// Much is sent, also on a busy machine.
jest.setTimeout(60_000);

const CHUNK = Buffer.alloc(1024 * 1024, 'x');
const CHUNKS = 64;

describe('what goes through the workspace proxy', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;
  let upstream: TestUpstream;
  let proxy: TestProxy;
  let run: RunRecord;
  let cookie: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databases, 'SQLITE_3');
    upstream = await startUpstream();
  });
  afterAll(() => upstream.stop());
  beforeEach(async () => {
    proxy = await startProxy({ knex, upstream: upstream.url });
    run = proxy.addWorkspace();
    cookie = await proxy.signIn(run.id);
  });
  afterEach(() => proxy.stop());

  const ask = (path: string, method = 'GET') =>
    http.request({
      host: '127.0.0.1',
      port: proxy.port,
      path,
      method,
      headers: { host: proxy.host(run.id), cookie },
      agent: false,
    });

  async function connect(): Promise<{ socket: WebSocket; first: string }> {
    const opened = await proxy.upgrade(run.id, {
      headers: { origin: proxy.origin(run.id), cookie },
    });
    if ('status' in opened) throw new Error(`refused: ${opened.status}`);
    return opened;
  }

  it('a download arrives piece by piece, before it has ended', async () => {
    let end = () => {};
    upstream.handlers['/download'] = (_request, response) => {
      response.write('first');
      end = () => response.end('last');
    };
    const request = ask('/download').end();
    const [response] = await once(request, 'response');
    const pieces = response[Symbol.asyncIterator]();
    expect(String((await pieces.next()).value)).toBe('first');
    end();
    expect(String((await pieces.next()).value)).toBe('last');
    expect((await pieces.next()).done).toBe(true);
  });

  it('an upload arrives piece by piece, before it has ended', async () => {
    const news = new EventEmitter();
    upstream.handlers['/upload'] = (incoming, response) => {
      incoming.on('data', chunk => news.emit('data', String(chunk)));
      incoming.on('end', () => response.end('done'));
    };
    const request = ask('/upload', 'POST');
    const first = once(news, 'data');
    request.write('first');
    expect(await first).toEqual(['first']);
    const second = once(news, 'data');
    request.end('second');
    expect(await second).toEqual(['second']);
    const [response] = await once(request, 'response');
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  it('64 MiB up and down again keep their bytes and their pace', async () => {
    upstream.handlers['/echo'] = (incoming, response) =>
      void incoming.pipe(response);
    const request = ask('/echo', 'PUT');
    const answered = once(request, 'response');
    let received = 0;
    const read = answered.then(async ([response]) => {
      for await (const chunk of response) received += chunk.length;
    });
    let waited = 0;
    for (let count = 0; count < CHUNKS; count += 1) {
      if (!request.write(CHUNK)) {
        waited += 1;
        await once(request, 'drain');
      }
    }
    request.end();
    await read;
    expect(received).toBe(CHUNK.length * CHUNKS);
    // A proxy that takes everything in at once would never make the sender wait.
    expect(waited).toBeGreaterThan(0);
  });

  it('an upload that nobody reads waits at the sender, not in the portal', async () => {
    const arrivedUpstream = new EventEmitter();
    let read = () => {};
    upstream.handlers['/slow'] = (incoming, response) => {
      incoming.pause();
      incoming.on('end', () => response.end());
      read = () => incoming.resume();
      arrivedUpstream.emit('request');
    };
    const request = ask('/slow', 'POST');
    const arrived = once(arrivedUpstream, 'request');
    request.write(CHUNK);
    await arrived;
    let sent = 1;
    // Buffers of the system take some megabytes; then the sender has to wait.
    const full = new Promise<void>(resolve => {
      const push = () => {
        if (sent >= 256) resolve();
        else if (request.write(CHUNK)) {
          sent += 1;
          setImmediate(push);
        } else {
          sent += 1;
          const stuck = setTimeout(resolve, 1_000);
          request.once('drain', () => {
            clearTimeout(stuck);
            push();
          });
        }
      };
      push();
    });
    await full;
    expect(sent).toBeLessThan(256);
    read();
    request.end();
    const [response] = await once(request, 'response');
    response.resume();
  });

  it('a download that the browser leaves is left upstream too', async () => {
    const left = new EventEmitter();
    upstream.handlers['/endless'] = (_request, response) => {
      response.write('x');
      response.on('close', () => left.emit('closed'));
    };
    const closed = once(left, 'closed');
    const request = ask('/endless').end();
    const [response] = await once(request, 'response');
    await once(response, 'data');
    request.destroy();
    await closed;
    expect(request.destroyed).toBe(true);
  });

  it('a WebSocket talks both ways, text and binary', async () => {
    const { socket } = await connect();
    socket.send('hello');
    expect(String((await once(socket, 'message'))[0])).toBe('hello');
    socket.send(Buffer.from([0, 255, 1]));
    const [data, isBinary] = await once(socket, 'message');
    expect([[...data], isBinary]).toEqual([[0, 255, 1], true]);
    const big = 'y'.repeat(3 * 1024 * 1024);
    socket.send(big);
    expect(String((await once(socket, 'message'))[0])).toHaveLength(big.length);
    socket.close();
    await once(socket, 'close');
  });

  it('the answer to an upgrade tells nothing of the cluster and sets no cookie', async () => {
    const { socket } = await connect();
    socket.terminate();
    const again = await new Promise<http.IncomingHttpHeaders>(
      (resolve, reject) => {
        const request = http.request({
          host: '127.0.0.1',
          port: proxy.port,
          path: '/terminal',
          headers: {
            host: proxy.host(run.id),
            origin: proxy.origin(run.id),
            cookie,
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          },
          agent: false,
        });
        request.on('upgrade', (response, raw) => {
          raw.destroy();
          resolve(response.headers);
        });
        request.on('error', reject);
        request.end();
      },
    );
    expect(again).toMatchObject({
      upgrade: 'websocket',
      'sec-websocket-accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    });
    expect(Object.keys(again).join()).not.toMatch(/cookie|audit/);
  });

  it('an upgrade that the workspace refuses is refused, in no words of its own', async () => {
    expect(
      await proxy.upgrade(run.id, {
        path: '/refuses',
        headers: { origin: proxy.origin(run.id), cookie },
      }),
    ).toEqual({ status: 503 });
  });

  it.each([
    ['the run stops', { intent: 'stop' }],
    ['the run is suspended', { state: 'waiting' }],
  ] as [string, Partial<RunRecord>][])(
    'an open WebSocket ends when %s',
    async (_, change) => {
      const { socket } = await connect();
      proxy.runs.set(run.id, { ...run, ...change });
      proxy.clock.nowMs += 10_000;
      await once(socket, 'close');
      expect(socket.readyState).toBe(socket.CLOSED);
    },
  );

  it('an open download ends when the run stops', async () => {
    upstream.handlers['/endless'] = (_request, response) =>
      void response.write('x');
    const request = ask('/endless').end();
    request.on('error', () => undefined);
    const [response] = await once(request, 'response');
    response.on('error', () => undefined);
    response.resume();
    proxy.runs.set(run.id, { ...run, state: 'stopped' });
    proxy.clock.nowMs += 10_000;
    await new Promise(resolve => response.once('close', resolve));
    expect(response.complete).toBe(false);
  });

  it('open connections end with the portal', async () => {
    const { socket } = await connect();
    const closed = once(socket, 'close');
    await proxy.stop();
    await closed;
    expect(socket.readyState).toBe(socket.CLOSED);
    proxy = await startProxy({ knex, upstream: upstream.url });
  });

  it('errors of the workspace itself pass, long ones as well', async () => {
    const long = 'e'.repeat(200_000);
    upstream.handlers['/error'] = (_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(long);
    };
    const answer = await proxy.visit(run.id, '/error', { cookie });
    expect([answer.status, answer.body.length]).toEqual([500, long.length]);
    upstream.handlers['/json'] = (_request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"message":"no such file"}');
    };
    expect(await proxy.visit(run.id, '/json', { cookie })).toMatchObject({
      status: 404,
      body: '{"message":"no such file"}',
    });
  });

  it('a cluster that is away is said so', async () => {
    const gone = await startProxy({
      knex,
      upstream: 'http://127.0.0.1:1',
      shared: proxy,
    });
    const answer = await gone.visit(run.id, '/lab', { cookie });
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('The workspace does not answer');
    expect(
      await gone
        .upgrade(run.id, {
          headers: { origin: proxy.origin(run.id), cookie },
        })
        .catch((error: Error) => error.message),
    ).toMatch(/socket hang up|closed/);
    await gone.stop();
  });
});
