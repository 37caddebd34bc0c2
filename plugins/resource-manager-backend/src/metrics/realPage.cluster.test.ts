import type { Utilisation } from '@silogen/backstage-plugin-resource-manager-common';
import {
  describeOnTestCluster,
  startMetricsStores,
  type MetricsStores,
} from '@silogen/test-cluster';
import { API, eventually, startPortal } from '../__testUtils__/portal';
import { SCRAPE_MS } from './__testUtils__/seriesMaker';
import { sandboxSamples } from './__testUtils__/sandboxSamples';

jest.setTimeout(240_000);

const TENANT = 'portal';

/** The sandbox's clusters, and its samples in a real Mimir: the portal asks there, not in the sandbox. */
describeOnTestCluster('contract: Mimir', () => {
  describe('metrics on a page', () => {
    let stores: MetricsStores;
    let sandboxUrl: string;
    let portal: Awaited<ReturnType<typeof startPortal>>;

    beforeAll(async () => {
      stores = await startMetricsStores();
      const { url: baseUrl, pathPrefix } = stores.mimir;
      portal = await startPortal({
        world: 'seeded',
        configure: metricsUrl => {
          sandboxUrl = metricsUrl;
          return {
            metrics: { baseUrl, pathPrefix, tenant: TENANT, timeout: '30s' },
          };
        },
      });
    });
    afterAll(async () => {
      await portal?.stop();
      await stores?.stop();
    });

    /** Answers are kept by what was asked: another range is a new question. */
    const utilisation = async (
      range: '1h' | '24h' | '7d',
    ): Promise<Utilisation> =>
      (
        await portal.http
          .get(`${API}/utilisation?by=department&range=${range}`)
          .expect(200)
      ).body;

    async function copySamples(range: string): Promise<void> {
      const end = (Math.floor(Date.now() / SCRAPE_MS) * SCRAPE_MS) / 1000;
      const series = await sandboxSamples(sandboxUrl, { end, range });
      await stores.mimir.write({ tenant: TENANT, series });
    }

    it('says that the store has nothing, then shows what is in it', async () => {
      const before = await eventually(
        () => utilisation('24h'),
        data => expect(data.gpus.capacity).toBe(80),
      );
      expect(before.source).toMatchObject({ status: 'stale' });
      expect(before.gpus).not.toHaveProperty('busy');

      await copySamples('70m');
      const { gpus, history, source } = await eventually(
        () => utilisation('1h'),
        data => expect(data.source.status).toBe('ok'),
        // The newest values are kept for a quarter of a minute.
        180_000,
      );
      expect(source).toMatchObject({ status: 'ok' });
      const { busy = 0, heldIdle = 0, unmeasured, reserved, held } = gpus;
      expect(busy).toBeGreaterThan(0);
      expect(heldIdle).toBeGreaterThan(0);
      expect(busy + heldIdle + unmeasured + reserved).toBe(held);
      expect(history!.times).toHaveLength(61);
      expect(new Set(history!.columns.capacity)).toEqual(new Set([80]));
    });

    it('says so when the store goes away', async () => {
      await stores.mimir.component.stop();
      const { source, gpus } = await eventually(
        () => utilisation('7d'),
        data => expect(data.source.status).toBe('down'),
        180_000,
      );
      expect(source.message).toContain('cannot be reached');
      expect(gpus).not.toHaveProperty('busy');
      // What the clusters themselves say stays.
      expect(gpus.capacity).toBe(80);
    });
  });
});
