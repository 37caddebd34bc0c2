import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { startSandbox } from '@silogen/sandbox-cluster';
import {
  describeOnTestCluster,
  startMetricsStores,
  type MetricsStores,
} from '@silogen/test-cluster';
import { KNOWN_CLUSTERS, knownWorld } from './__testUtils__/knownWorld';
import {
  differences,
  instantValues,
  QUESTIONS,
  valuesOverTime,
  type Question,
} from './__testUtils__/questions';
import { sandboxSamples } from './__testUtils__/sandboxSamples';
import { TRUTH, TRUTH_OVER_TIME } from './__testUtils__/truth';
import type { MetricsErrorKind } from './MetricsError';
import { MetricsSource } from './MetricsSource';
import { PrometheusClient } from './PrometheusClient';
import { metricQueries } from './queries';
import { ANY_CLUSTER, type MetricsConfig } from './readMetricsConfig';

/**
 * What the portal asks of metrics sources, asked of a real Mimir and a real Prometheus. Part of `npm run test:cluster`,
 * which builds Mimir first.
 */
jest.setTimeout(240_000);

const KNOWN_TENANT = 'known';
const SANDBOX_TENANT = 'sandbox-copy';
const TARGETS = { Mimir: 'mimir', Prometheus: 'prometheus' } as const;

let stores: MetricsStores;
let directory: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
/** Seconds; a whole minute, so that ranges end exactly there. */
let end: number;

function configOf(
  store: { url: string; pathPrefix: string },
  tenant?: string,
): MetricsConfig {
  return {
    baseUrl: store.url,
    pathPrefix: store.pathPrefix,
    tenants: new Map(tenant ? [[ANY_CLUSTER, tenant]] : []),
    clusterLabel: 'k8s_cluster_name',
    clusterValues: new Map(),
    amdPrefix: '',
    timeoutMs: 30_000,
  };
}

function sourceOf(config: MetricsConfig): MetricsSource {
  return MetricsSource.create({
    config,
    clusters: ['hall-a', 'hall-b'],
    logger: mockServices.logger.mock(),
    now: () => new Date(end * 1000),
  });
}

beforeAll(async () => {
  if (process.env.TEST_CLUSTER !== '1') return;
  stores = await startMetricsStores();
  end = Math.floor(Date.now() / 60_000) * 60;
  const series = knownWorld(end * 1000);
  await stores.mimir.write({ series, tenant: KNOWN_TENANT });
  await stores.prometheus.write({ series });
  directory = await mkdtemp(path.join(tmpdir(), 'real-stores-'));
  sandbox = await startSandbox({
    kubeconfig: path.join(directory, 'kubeconfig'),
    speed: 1,
    seed: 1,
    world: 'seeded',
    metricsPort: 0,
  });
  // As far back as the window reaches at the start of the ranges.
  const copied = await sandboxSamples(sandbox.metricsUrl!, {
    end,
    range: '15m',
  });
  await stores.mimir.write({ series: copied, tenant: SANDBOX_TENANT });
  await stores.prometheus.write({ series: copied });
});
afterAll(async () => {
  await Promise.all([sandbox?.stop(), stores?.stop()]);
  if (directory) await rm(directory, { recursive: true });
});

it('has a truth and a comparison for every registered query', () => {
  const names = Object.keys(metricQueries).sort();
  const asked = (list: string[]) => [...new Set(list)].sort();
  expect(asked(TRUTH.map(([query]) => query))).toEqual(names);
  expect(asked(QUESTIONS.map(({ query }) => query))).toEqual(names);
});

function testsOf(target: 'mimir' | 'prometheus'): void {
  describe('metrics of known truth', () => {
    const source = () =>
      sourceOf({
        ...configOf(
          stores[target],
          target === 'mimir' ? KNOWN_TENANT : undefined,
        ),
        clusterValues: KNOWN_CLUSTERS,
      });

    it.each(TRUTH)('%s %j', async (query, params, truth) => {
      const actual = await instantValues(source(), { query, params });
      expect(differences(actual, truth)).toEqual({});
    });

    it.each(TRUTH_OVER_TIME)(
      '%s %j over time',
      async (query, params, truth) => {
        const question = { query, params };
        const actual = await valuesOverTime(source(), question, end);
        expect(differences(actual, truth)).toEqual({});
      },
    );
  });

  describe('metrics as in the sandbox', () => {
    const real = () => sourceOf(configOf(stores[target], SANDBOX_TENANT));
    const inSandbox = () =>
      sourceOf(
        configOf(
          {
            url: new URL(sandbox.metricsUrl!).origin,
            pathPrefix: '/prometheus',
          },
          'sandbox',
        ),
      );

    it.each(QUESTIONS)('$query $params', async question => {
      const expected = await instantValues(inSandbox(), question);
      expect(Object.keys(expected)).not.toHaveLength(0);
      const actual = await instantValues(real(), question);
      expect(differences(actual, expected)).toEqual({});
    });

    it.each(QUESTIONS)('$query $params over time', async question => {
      const expected = await valuesOverTime(inSandbox(), question, end);
      expect(Object.keys(expected)).not.toHaveLength(0);
      const actual = await valuesOverTime(real(), question, end);
      expect(differences(actual, expected)).toEqual({});
    });
  });

  describe('metrics client', () => {
    it('says what is wrong with a query', async () => {
      const client = PrometheusClient.create({
        config: configOf(stores[target]),
        now: () => end * 1000,
      });
      await expect(
        client.instant({ query: 'sum(', tenant: KNOWN_TENANT }),
      ).rejects.toMatchObject({
        kind: 'refused' satisfies MetricsErrorKind,
        message: expect.stringContaining('parse error'),
      });
    });

    it('is not taken for a source under another prefix', async () => {
      const config = { ...configOf(stores[target]), pathPrefix: '/elsewhere' };
      const client = PrometheusClient.create({ config, now: () => end * 1000 });
      await expect(
        client.instant({ query: 'up', tenant: KNOWN_TENANT }),
      ).rejects.toMatchObject({
        kind: 'wrongAddress' satisfies MetricsErrorKind,
      });
    });

    it('is missed while it is away, and answers again when it is back', async () => {
      const { component } = stores[target];
      const tenant = KNOWN_TENANT;
      const ask = async () =>
        PrometheusClient.create({
          config: configOf(stores[target]),
          now: () => end * 1000,
        }).instant({ query: 'count(kube_pod_status_phase)', tenant });
      const before = await ask();
      expect(before).toHaveLength(1);
      await component.stop();
      await expect(ask()).rejects.toMatchObject({
        kind: 'unreachable' satisfies MetricsErrorKind,
      });
      await component.start();
      await component.ready();
      expect(await ask()).toEqual(before);
    });
  });
}

function tenantTests(): void {
  describe('metrics tenants', () => {
    const question: Question = { query: 'gpusInstalled', params: {} };

    it('refuses without one', async () => {
      const source = sourceOf(configOf(stores.mimir));
      await expect(instantValues(source, question)).rejects.toMatchObject({
        kind: 'notAllowed' satisfies MetricsErrorKind,
        message: 'The metrics source answered 401: no org id',
      });
      expect(source.health.problem?.remedy).toMatch(
        'resourceManager.metrics.tenant',
      );
    });

    it('shows another one nothing', async () => {
      const source = sourceOf({
        ...configOf(stores.mimir, 'somebody-else'),
        clusterValues: KNOWN_CLUSTERS,
      });
      for (const each of QUESTIONS) {
        expect([each.query, await instantValues(source, each)]).toEqual([
          each.query,
          {},
        ]);
      }
    });

    it('refuses several at once where federation is off', async () => {
      const source = sourceOf(configOf(stores.mimir, 'one|two'));
      await expect(instantValues(source, question)).rejects.toMatchObject({
        status: 422,
        kind: 'overLimit' satisfies MetricsErrorKind,
      });
    });

    it('asks each cluster of its own', async () => {
      const config = {
        ...configOf(stores.mimir),
        tenants: new Map([
          ['hall-a', KNOWN_TENANT],
          ['hall-b', 'somebody-else'],
        ]),
        clusterValues: KNOWN_CLUSTERS,
      };
      expect(await instantValues(sourceOf(config), question)).toEqual({
        'hall-a': 32,
      });
    });
  });
}

Object.entries(TARGETS).forEach(([name, target]) =>
  describeOnTestCluster(`contract: ${name}`, () => {
    testsOf(target);
    if (target === 'mimir') {
      tenantTests();
    }
  }),
);
