import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderResult } from '../http/render';
import { START_MS } from '../testing';
import { arraySource } from './arraySource';
import { FAILING, QUERIES, UNREADABLE } from './comparedQueries';
import { madeUp, ofSandbox, openMetrics, SPAN_MS } from './comparedSamples';
import { PromqlEngine, type QueryResult } from './engine';
import { ExecutionError } from './errors';
import type { Labels } from './labels';

/**
 * The same samples in a real Prometheus and in this engine, the same queries to both. Debian's Prometheus is 2.x, whose
 * ranges are closed at both ends; Prometheus 3 and this engine leave the start out. Queries are therefore asked at times
 * that no range starts on a sample, where both must agree; the last test shows the difference itself.
 */
const PROMETHEUS = ['/usr/bin/prometheus', '/usr/local/bin/prometheus'].find(
  existsSync,
);
const describeIfThere =
  PROMETHEUS || process.env.REQUIRE_PROMETHEUS ? describe : describe.skip;

jest.setTimeout(120_000);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

describeIfThere('against a real Prometheus', () => {
  const given = [...madeUp(), ...ofSandbox()];
  const engine = PromqlEngine.create({ source: arraySource(given) });
  const directory = mkdtempSync(join(tmpdir(), 'prometheus-'));
  let running: ChildProcess | undefined;
  let base = '';

  beforeAll(async () => {
    if (!PROMETHEUS) {
      throw new Error(
        'REQUIRE_PROMETHEUS is set and there is no prometheus: apt-get install prometheus',
      );
    }
    const file = join(directory, 'samples');
    writeFileSync(file, openMetrics(given));
    execFileSync(
      PROMETHEUS.replace('prometheus', 'promtool'),
      [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        file,
        join(directory, 'data'),
      ],
      { stdio: 'ignore' },
    );
    writeFileSync(join(directory, 'config.yml'), 'global: {}\n');
    const port = await freePort();
    base = `http://127.0.0.1:${port}/api/v1`;
    running = spawn(PROMETHEUS, [
      `--config.file=${join(directory, 'config.yml')}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=promql-negative-offset,promql-at-modifier',
      '--log.level=info',
    ]);
    await new Promise<void>((resolve, reject) => {
      let log = '';
      running!.stderr!.on('data', chunk => {
        log += chunk;
        if (log.includes('Server is ready to receive web requests')) {
          resolve();
        }
      });
      running!.once('exit', code =>
        reject(new Error(`prometheus ended (${code}): ${log}`)),
      );
    });
  });

  afterAll(async () => {
    if (running && running.exitCode === null) {
      const ended = new Promise(resolve => {
        running!.once('exit', resolve);
      });
      running.kill('SIGKILL');
      await ended;
    }
    rmSync(directory, { recursive: true });
  });

  async function real(path: string, parameters: Record<string, string>) {
    const answer = await fetch(`${base}/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** Seven seconds beside the samples. */
  const atMs = START_MS + 2 * 3_600_000 + 3 * 60_000 + 7_000;
  const range = {
    startMs: START_MS + 7_000,
    endMs: START_MS + SPAN_MS - 5 * 60_000 + 7_000,
    stepMs: 300_000,
  };

  it.each(QUERIES)('instant: %s', async query => {
    const { body } = await real('query', { query, time: String(atMs / 1000) });
    expect(body.error).toBeUndefined();
    same(
      renderResult(engine.instant(query, atMs)),
      body.data,
      /^(sort|sort_desc|topk)\b/.test(query),
    );
  });

  it.each(QUERIES)('range: %s', async query => {
    const { body } = await real('query_range', {
      query,
      start: String(range.startMs / 1000),
      end: String(range.endMs / 1000),
      step: String(range.stepMs / 1000),
    });
    expect(body.error).toBeUndefined();
    same(renderResult(engine.range(query, range)), body.data, false);
  });

  it.each(FAILING)('refuses to evaluate %s', async query => {
    const { status } = await real('query', {
      query,
      time: String(atMs / 1000),
    });
    expect(status).toBe(422);
    expect(() => engine.instant(query, atMs)).toThrow(ExecutionError);
  });

  it.each(UNREADABLE)('refuses to read %s', async query => {
    const { body } = await real('query', { query, time: String(atMs / 1000) });
    expect(body.status).toBe('error');
    expect(() => engine.instant(query, atMs)).toThrow();
  });

  it('counts one sample less where a range starts on one, as Prometheus 3 does', async () => {
    const query = 'count_over_time(weight{group="g0"}[30m])';
    const timeMs = START_MS + 60 * 60_000;
    const { body } = await real('query', {
      query,
      time: String(timeMs / 1000),
    });
    expect(body.data.result[0].value[1]).toBe('3');
    expect(
      (
        engine.instant(query, timeMs) as Extract<
          QueryResult,
          { type: 'vector' }
        >
      ).series[0].point[1],
    ).toBe(2);
  });
});

interface Rendered {
  resultType: string;
  result: any;
}

/** Equal labels and times; values to 12 digits, since sums are added up in another order. */
function same(own: Rendered, real: Rendered, inOrder: boolean): void {
  expect(own.resultType).toBe(real.resultType);
  if (!Array.isArray(own.result) || typeof own.result[1] === 'string') {
    expect(close(own.result)).toEqual(close(real.result));
    return;
  }
  const key = ({ metric }: { metric: Labels }) =>
    JSON.stringify(Object.entries(metric).sort());
  const plain = (rendered: Rendered) => {
    const series = rendered.result.map((item: any) => ({
      metric: key(item),
      points: (item.values ?? [item.value]).map(close),
    }));
    return inOrder
      ? series
      : series.sort((a: any, b: any) => (a.metric < b.metric ? -1 : 1));
  };
  expect(plain(own)).toEqual(plain(real));
}

function close([time, value]: [number, string]): [number, string] {
  const number = Number(value.replace('Inf', 'Infinity'));
  return [
    time,
    Number.isFinite(number) && number !== 0
      ? number.toPrecision(12)
      : value.replace('-0', '0'),
  ];
}
