import { expect, expectAccessible } from './fixtures';
import { untilState } from './longRuns';
import { kubectlGet, kubectlName } from './readers';
import { test, untilSettled } from './seededWorld';
import type { KubeItem, PortalStack } from './stack';

/** Guaranteed / used and borrowed GPUs, as the issue tells the world. */
const WORLD = {
  'mi300x kaiwo': '4/0 +0',
  'mi300x operations-forecast': '0/4 +4',
  'mi300x products-assistant': '8/8 +0',
  'mi300x products-documents': '4/2 +0',
  'mi300x research-llm': '16/26 +10',
  'mi300x research-vision': '16/8 +0',
  'mi325x kaiwo': '0/0 +0',
  'mi325x products-documents': '0/0 +0',
  'mi325x research-llm': '8/8 +0',
  'mi325x research-vision': '8/8 +0',
};
const GPU = 'amd.com/gpu';

type Line = [key: string, numbers: string];

const numbers = (lines: readonly Line[]) => Object.fromEntries([...lines].sort());

/** What the ClusterQueues say. */
function ofQueues(objects: readonly KubeItem[]): Record<string, string> {
  return numbers(
    objects
      .filter(({ kind }) => kind === 'ClusterQueue')
      .flatMap(queue =>
        queue.spec.resourceGroups[0].flavors.map((flavor: any): Line => {
          const resource = ({ name }: { name: string }) => name === GPU;
          const { nominalQuota } = flavor.resources.find(resource);
          const { total, borrowed } = queue.status.flavorsUsage
            .find(({ name }: { name: string }) => name === flavor.name)
            .resources.find(resource);
          return [`${flavor.name} ${queue.metadata.name}`, `${nominalQuota}/${total} +${borrowed}`];
        }),
      ),
  );
}

/** GPUs of running pods by namespace, on nodes of the pool. */
async function ofPods(stack: PortalStack, pool: string): Promise<Record<string, number>> {
  const { items } = await stack.kubeGet('hall-a', '/api/v1/pods');
  const held: Record<string, number> = {};
  for (const { metadata, spec, status } of items) {
    if (status?.phase !== 'Running' || !spec.nodeName.startsWith(`hall-a-${pool}-`)) continue;
    const namespace = metadata.namespace ?? '';
    held[namespace] = (held[namespace] ?? 0) + Number(spec.containers[0].resources.requests[GPU] ?? 0);
  }
  return held;
}

async function runNamed(stack: PortalStack, name: string): Promise<any> {
  const { body } = await stack.api('administrator', 'GET', `/runs?q=${name}`);
  return body.items.find((run: { name: string }) => run.name === name);
}

test.describe.serial('the world to start in', () => {
  test.beforeAll(async ({ stack }) => {
    test.setTimeout(240_000);
    await untilSettled(stack);
  });

  test(`its numbers are the same in the portal, in ${kubectlName}, in the pods and in the metrics`, async ({ portal, page }) => {
    const { stack } = portal;
    expect(ofQueues(await kubectlGet(stack, 'hall-a', ['clusterqueues']))).toEqual(WORLD);
    expect(await ofPods(stack, 'mi300x')).toEqual({
      'operations-forecast': 4,
      'products-assistant': 8,
      'products-documents': 2,
      'research-llm': 26,
      'research-vision': 8,
    });
    const { body } = await stack.api('administrator', 'GET', '/quotas?cluster=hall-a&limit=100');
    const rows: Line[] = body.items
      .filter((row: any) => row.resource === GPU && row.access !== 'none')
      .map((row: any): Line => [`${row.pool} ${row.project}`, `${row.guaranteed}/${row.used} +${row.borrowed}`]);
    expect(numbers(rows)).toEqual(
      Object.fromEntries(Object.entries(WORLD).filter(([key]) => !key.endsWith(' kaiwo'))),
    );

    const heldOf = async (pool: string) => {
      const query = `count by (namespace) (gpu_gfx_activity{k8s_cluster_name="hall-a",pod!="",hostname=~"hall-a-${pool}-.*"})`;
      const response = await fetch(
        `http://127.0.0.1:${stack.settings.metricsPort}/prometheus/api/v1/query?query=${encodeURIComponent(query)}`,
        { headers: { 'x-scope-orgid': 'sandbox' } },
      );
      const { data } = await response.json();
      return Object.fromEntries(data.result.map(({ metric, value }: any) => [metric.namespace, Number(value[1])]));
    };
    for (const pool of ['mi300x', 'mi325x']) {
      await expect.poll(() => heldOf(pool)).toEqual(await ofPods(stack, pool));
    }

    await portal.signIn('manager');
    await portal.open('/resources/quotas?cluster=hall-a&pool=mi300x');
    for (const bar of [
      'Language models in MI300X: guaranteed 16 GPUs · 26 used = 16 + 10 borrowed',
      'Vision in MI300X: guaranteed 16 GPUs · 8 used',
      'Assistant in MI300X: guaranteed 8 GPUs · 8 used',
      'Documents in MI300X: guaranteed 4 GPUs · 2 used',
      'Forecast in MI300X: guaranteed 0 GPUs · 4 used = 0 + 4 borrowed',
    ]) {
      await expect(page.getByRole('img', { name: bar })).toBeVisible();
    }
    await expect(page.getByRole('row', { name: /Unassigned/ })).toContainText('4');
    await expectAccessible(page, 'quotas of the world');
  });

  test('what waits says why, and what failed says why', async ({ portal, page }) => {
    const { stack } = portal;
    await portal.signIn('llm');
    for (const [name, state, text] of [
      ['long-context-405b-sft', 'Waiting', 'asks for 24 GPUs, MI325X can give this project 16'],
      ['gemma-3-27b-sft', 'Failed', 'The model is gated: its source answered 401'],
    ]) {
      const { id } = await runNamed(stack, name);
      await portal.open(`/runs/${id}`);
      await expect(page.getByText(state, { exact: true }).first()).toBeVisible();
      await expect(page.getByText(text).first()).toBeVisible();
    }
    await page.getByRole('tab', { name: 'Logs' }).click();
    await expect(page.getByRole('log', { name: 'Log' })).toContainText('GatedRepoError: 401');

    await portal.signIn('vision');
    const { id } = await runNamed(stack, 'qwen-vl-72b-full-sft');
    await portal.open(`/runs/${id}`);
    await expect(page.getByText('It ran out of GPU memory').first()).toBeVisible();
    expect((await runNamed(stack, 'layout-model-sft')).reason.text).toBe('Waiting for quota: 4 GPUs short in MI325X.');
  });

  test('the tuned model has its whole lineage in the catalogue', async ({ portal }) => {
    const { stack } = portal;
    const endpoint = await runNamed(stack, 'support-assistant-endpoint');
    const tuning = await runNamed(stack, 'support-assistant-sft');
    expect(endpoint).toMatchObject({ state: 'running', inputs: { model: tuning.outputModel } });
    const name = tuning.outputModel.replace('aimodel:default/', '');
    await expect
      .poll(async () => {
        const response = await fetch(`${stack.url}/api/catalog/entities/by-name/aimodel/default/${name}`, {
          headers: { authorization: `Bearer ${await stack.token('developer-llm')}` },
        });
        const entity = await response.json();
        return (entity.relations ?? []).map(({ type, targetRef }: any) => `${type} ${targetRef}`);
      }, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([
          'fineTunedFrom aimodel:default/llama-3.1-8b-instruct',
          'trainedOn aidataset:default/databricks-dolly-15k',
        ]),
      );
  });

  test('drift on hall-b is shown with the difference, and put back on demand', async ({ portal, page }) => {
    const { stack } = portal;
    const quota = '/projects/research-vision/clusters/hall-b/quota';
    await expect
      .poll(async () => (await stack.api('administrator', 'GET', quota)).body.sync, { timeout: 60_000 })
      .toMatchObject({
        state: 'drifted',
        differences: [{ field: 'l40s nvidia.com/gpu guaranteed', wanted: '4', seen: '6' }],
      });
    await portal.signIn('manager');
    await portal.open('/resources/quotas?cluster=hall-b&pool=l40s');
    await expect(page.getByText('Drifted', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'More about Vision' }).click();
    await page.getByRole('menuitem', { name: 'Put back on the cluster' }).click();
    await expect(page.getByText('Drifted', { exact: true })).toHaveCount(0);
    await expect
      .poll(async () => (await stack.api('administrator', 'GET', quota)).body.sync.state)
      .toBe('applied');
  });

  test('when Vision launches 8, the evaluation is suspended, and returns later from its checkpoint', async ({
    portal,
    page,
  }) => {
    const { stack } = portal;
    const { status, body } = await stack.api('developer-vision', 'POST', '/runs', {
      headers: { 'idempotency-key': `world-${Date.now()}` },
      body: {
        project: 'research-vision',
        workload: 'aiworkload:default/llm-finetune-silogen-engine',
        name: 'Eight for Vision',
        gpus: 8,
        cluster: 'hall-a',
        pool: 'mi300x',
        inputs: {
          model: 'aimodel:default/qwen2.5-7b-instruct',
          dataset: 'aidataset:default/databricks-dolly-15k',
        },
        parameters: { method: 'sft', peft: 'LORA', epochs: 60, checkpointsRemote: 'default-bucket/e2e' },
      },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    await untilState(stack, 'developer-vision', body.id, 'running');
    const { id } = await runNamed(stack, 'nightly-evaluation');
    const suspended = await untilState(stack, 'developer-llm', id, 'waiting');
    const { checkpointStep } = suspended.progress;
    expect(checkpointStep).toBeGreaterThan(30);
    expect(suspended).toMatchObject({ suspended: true, reason: { code: 'suspended' } });

    await portal.signIn('llm');
    await portal.open(`/runs/${id}`);
    await expect(page.getByText(`comes back by itself and resumes from step ${checkpointStep}`).first()).toBeVisible();
    await expectAccessible(page, 'a suspended run');
    const queues = ofQueues(await kubectlGet(stack, 'hall-a', ['clusterqueues']));
    expect(queues).toMatchObject({
      'mi300x research-llm': '16/18 +2',
      'mi300x research-vision': '16/16 +0',
    });

    const stopped = await stack.api('developer-vision', 'POST', `/runs/${body.id}/stop`);
    expect(stopped.status).toBeLessThan(300);
    await untilState(stack, 'developer-llm', id, 'running');
    await page.getByRole('tab', { name: 'Logs' }).click();
    await expect(page.getByRole('log', { name: 'Log' })).toContainText(
      `going on with batch ${checkpointStep + 1}`,
      { timeout: 60_000 },
    );
    await expect
      .poll(async () => ofQueues(await kubectlGet(stack, 'hall-a', ['clusterqueues'])))
      .toEqual(WORLD);
  });
});
