import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { applyAll, typeOf } from './apply';
import { kueueMetrics, valuesByQueue } from './client/kueueMetrics';
import { isTrue, Kueue } from './client/observed';
import { startTestCluster, type TestCluster } from './startTestCluster';
import { queuedJob, team } from './testing/objects';
import { describeOnTestCluster } from './testing/onTestCluster';
import { untilNothingIsLeft } from './testing/processes';
import { waitFor } from './waitFor';

jest.setTimeout(240_000);

const RELEASES = ['0.12', '0.19'] as const;

/** Eight GPUs that nobody uses, and two teams that borrow them; the second weighs twice as much. */
function cohort(): KubeObject[] {
  const member = (name: string, gpus: number, weight: string) =>
    team(name, gpus, {
      flavor: 'hall',
      queue: {
        cohort: 'hall',
        preemption: { reclaimWithinCohort: 'Any' },
        fairSharing: { weight },
      },
    });
  return [
    ...member('idle', 8, '1'),
    ...member('light', 0, '1'),
    ...member('heavy', 0, '2'),
  ];
}

async function weightedShareOf(client: ClusterClient, name: string) {
  const { status } = await Kueue.of(client).queue(name);
  return (status as { fairSharing?: { weightedShare: number } } | undefined)
    ?.fairSharing?.weightedShare;
}

describeOnTestCluster('two test clusters at once, with fair sharing', () => {
  const clusters = new Map<string, TestCluster>();
  const clusterOf = (release: string) => clusters.get(release)!;

  beforeAll(async () => {
    const started = await Promise.allSettled(
      RELEASES.map(async kueue =>
        clusters.set(
          kueue,
          await startTestCluster({
            nodes: { mi210: 1 },
            kueue,
            fairSharing: true,
            name: `kueue-${kueue}`,
          }),
        ),
      ),
    );
    for (const result of started) {
      if (result.status === 'rejected') throw result.reason;
    }
  });

  afterAll(() =>
    Promise.all([...clusters.values()].map(cluster => cluster.stop())),
  );

  it('are each for itself', async () => {
    const [first, second] = RELEASES.map(clusterOf);
    await applyAll(first.client, team('only-here', 8));
    const namespaces = await typeOf(second.client, {
      apiVersion: 'v1',
      kind: 'Namespace',
    });
    expect(await second.client.find(namespaces, 'only-here')).toBeUndefined();
    expect(first.folder).not.toBe(second.folder);
  });

  describe.each(RELEASES)('Kueue %s', release => {
    let client: ClusterClient;
    let kueue: Kueue;

    beforeAll(async () => {
      ({ client } = clusterOf(release));
      kueue = Kueue.of(client);
      await applyAll(client, cohort());
    });

    it('takes from who has borrowed more than its share, by weight', async () => {
      const jobs = [];
      for (const name of ['first', 'second']) {
        const job = await kueue.submit(queuedJob('light', name, { gpus: 4 }));
        await kueue.workloadOf(job, isTrue('Admitted'));
        jobs.push(job);
      }
      const late = await kueue.submit(queuedJob('heavy', 'late', { gpus: 4 }));
      await kueue.workloadOf(late, isTrue('Admitted'));
      const reasons = await Promise.all(
        jobs.map(
          async job =>
            (
              await kueue.workloadOf(job)
            ).conditions.Preempted?.reason,
        ),
      );
      expect(reasons.filter(Boolean)).toEqual(['InCohortFairSharing']);
      await waitFor({
        what: 'the shares',
        check: async () =>
          (await weightedShareOf(client, 'light')) === 500 &&
          (await weightedShareOf(client, 'heavy')) === 250,
      });
      // Who borrows nothing has none.
      expect(await weightedShareOf(client, 'idle')).toBe(0);
    });

    it('waits for pods, and says of a workload when they are ready', async () => {
      const { conditions } = await kueue.workloadOf(
        await client.get(
          await typeOf(client, { apiVersion: 'batch/v1', kind: 'Job' }),
          'late',
          'heavy',
        ),
        isTrue('PodsReady'),
      );
      expect(conditions.PodsReady.message).toBe(
        'All pods reached readiness and the workload is running',
      );
      // What it would do about others after five minutes is too long to wait for.
      const log = await readFile(
        join(clusterOf(release).folder, 'log', 'kueue.log'),
        'utf8',
      );
      expect(log).toMatch(/waitForPodsReady:(\\n|\s)[^}]*timeout: 5m0s/);
    });

    it('has metrics of quotas, of what is used, and of shares', async () => {
      const seen = async () => {
        const text = await kueueMetrics(clusterOf(release));
        const of = (name: string) =>
          valuesByQueue(text, `kueue_cluster_queue_${name}`);
        return {
          quota: of('nominal_quota'),
          reserved: of('resource_reservation'),
          used: of('resource_usage'),
          share: of('weighted_share'),
        };
      };
      const used = { idle: 0, light: 4, heavy: 4 };
      await waitFor({
        what: 'the usage of the borrowers',
        check: async () => (await seen()).share.heavy === 250,
      });
      expect(await seen()).toMatchObject({
        quota: { idle: 8, light: 0, heavy: 0 },
        reserved: used,
        used,
        share: { idle: 0, light: 500, heavy: 250 },
      });
    });
  });

  it('goes on when the keeper of the other is killed, of which nothing is left', async () => {
    const [first, second] = RELEASES.map(clusterOf);
    const processes = [...first.processes().values()];
    expect(processes).toHaveLength(7);
    process.kill(first.processes().get('keeper')!, 'SIGKILL');
    await untilNothingIsLeft({ processes, folder: first.folder });
    expect(await second.client.version()).toHaveProperty('gitVersion');
    expect(second.processes().size).toBe(7);
  });
});
