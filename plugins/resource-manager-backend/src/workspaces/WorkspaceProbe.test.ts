import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import type { ClusterConnection } from '../clusters/types';
import { runRecord } from '../runs/__testUtils__/database';
import { startUpstream, type TestUpstream } from './__testUtils__/upstream';
import { WorkspaceProbe } from './WorkspaceProbe';

const status = (code: number) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', code });

describe('WorkspaceProbe', () => {
  let upstream: TestUpstream;
  let nowMs: number;
  let changes: number;
  let reachable: boolean;
  let probe: WorkspaceProbe;
  const run = runRecord({ type: 'workspace', state: 'running' });

  beforeEach(async () => {
    upstream = await startUpstream();
    nowMs = 0;
    changes = 0;
    reachable = true;
    const client = createClusterClient({
      kubeConfig: await loadKubeConfig({
        url: upstream.url,
        token: 'x',
        skipTlsVerify: true,
      }),
    });
    const connection = {
      client,
      reachability: () => ({ reachable, since: new Date(0) }),
    } as unknown as ClusterConnection;
    probe = WorkspaceProbe.create({
      clusters: { find: () => connection } as any,
      onChanged: () => void (changes += 1),
      now: () => new Date(nowMs),
      timeoutMs: 2_000,
    });
  });
  afterEach(async () => {
    probe.stop();
    await upstream.stop();
  });

  const answers = (code: number, body: string, type = 'application/json') => {
    upstream.handlers['/'] = (_request, response) => {
      response.writeHead(code, { 'content-type': type });
      response.end(body);
    };
  };

  it.each([
    ['a page', 200, '<html>', 'text/html', undefined],
    ['a redirect', 302, '', 'text/html', undefined],
    ['its own refusal', 403, '{"message":"no"}', 'application/json', undefined],
    ['its own failure', 500, 'oops', 'text/plain', /does not answer yet/],
    ['no endpoints', 503, status(503), 'application/json', /not answer yet/],
    ['no Service', 404, status(404), 'application/json', /has no Service/],
    ['no right', 403, status(403), 'application/json', /may not reach/],
  ] as const)('%s', async (_, code, body, type, problem) => {
    answers(code, body, type);
    const answer = await probe.ask(run);
    expect(answer.ready).toBe(problem === undefined);
    expect(answer.problem ?? '').toMatch(problem ?? /^$/);
  });

  it('asks once for many who look, and again when the answer is old', async () => {
    answers(503, status(503));
    await Promise.all([probe.ask(run), probe.ask(run), probe.ask(run)]);
    await probe.ask(run);
    expect(upstream.seen).toHaveLength(1);
    answers(200, 'ok');
    nowMs += 2_000;
    expect((await probe.ask(run)).ready).toBe(true);
    nowMs += 29_999;
    await probe.ask(run);
    expect(upstream.seen).toHaveLength(2);
    nowMs += 1;
    await probe.ask(run);
    expect(upstream.seen).toHaveLength(3);
  });

  it('tells when an answer has changed', async () => {
    answers(503, status(503));
    await probe.ask(run);
    expect(changes).toBe(1);
    nowMs += 2_000;
    await probe.ask(run);
    expect(changes).toBe(1);
    answers(200, 'ok');
    nowMs += 2_000;
    await probe.ask(run);
    expect(changes).toBe(2);
  });

  it('gives what it knows without waiting', async () => {
    answers(200, 'ok');
    expect(probe.last(run)).toEqual({ ready: false });
    await probe.ask(run);
    expect(probe.last(run)).toMatchObject({ ready: true });
  });

  it('does not ask on a cluster that is away', async () => {
    reachable = false;
    expect(await probe.ask(run)).toMatchObject({
      ready: false,
      problem: 'Its cluster cannot be reached',
    });
    expect(upstream.seen).toEqual([]);
  });

  it('does not wait for ever', async () => {
    upstream.handlers['/'] = () => {};
    expect((await probe.ask(run)).ready).toBe(false);
  });
});
