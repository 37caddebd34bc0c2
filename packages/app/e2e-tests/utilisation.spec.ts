import fs from 'node:fs';
import path from 'node:path';
import { expect, expectAccessible, setTheme, test as base } from './fixtures';
import { MetricsGate } from './metricsGate';
import { SandboxStack } from './sandboxStack';
import type { KubeItem, PortalStack } from './stack';

/** A stack whose metrics can be taken away. */
const test = base.extend<{}, { gate: MetricsGate; gatedStack: SandboxStack }>({
  gatedStack: [
    async ({}, provide) => {
      await provide(await SandboxStack.create());
    },
    { scope: 'worker' },
  ],
  gate: [
    async ({ gatedStack }, provide) => {
      const gate = await MetricsGate.open(gatedStack.settings.metricsPort);
      await provide(gate);
      await gate.close();
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ gatedStack, gate }, provide) => {
      const file = path.join(gatedStack.settings.dataDir, 'gate.yaml');
      fs.writeFileSync(
        file,
        `resourceManager:\n  metrics:\n    baseUrl: ${gate.url}\n`,
      );
      gatedStack.settings.extraConfigs.push(file);
      await gatedStack.start();
      await provide(gatedStack);
      await gatedStack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** GPUs of the nodes, as kubectl would count them. */
async function installed(stack: PortalStack): Promise<number> {
  let gpus = 0;
  for (const cluster of ['hall-a', 'hall-b']) {
    const { items } = await stack.kubeGet<{ items: KubeItem[] }>(
      cluster,
      '/api/v1/nodes',
    );
    for (const { status } of items)
      gpus +=
        Number(status.capacity['amd.com/gpu'] ?? 0) +
        Number(status.capacity['nvidia.com/gpu'] ?? 0);
  }
  return gpus;
}

test.describe.configure({ mode: 'serial' });

test('the numbers add up to what the nodes have, on the page as in the API', async ({
  page,
  portal,
  stack,
}) => {
  const all = await installed(stack);
  expect(all).toBeGreaterThan(0);
  for (const by of ['department', 'project', 'pool']) {
    const { status, body } = await stack.api(
      'viewer',
      'GET',
      `/utilisation?by=${by}&range=1h`,
    );
    expect(status).toBe(200);
    expect(body.source.status).toBe('ok');
    const {
      busy,
      heldIdle,
      unmeasured,
      reserved,
      held,
      free,
      unavailable,
      capacity,
    } = body.gpus;
    expect(capacity).toBe(all);
    expect(busy + heldIdle + unmeasured + reserved + free + unavailable).toBe(
      all,
    );
    expect(
      body.rows.reduce((sum: number, row: any) => sum + row.gpus.held, 0),
    ).toBe(held);
  }

  await portal.signIn('viewer');
  await portal.open('/resources/overview?range=1h');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Overview' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: `${all} GPUs` })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^GPUs over time: / }),
  ).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    await portal.open('/resources/overview?by=pool&range=1h');
    await expect(page.getByRole('rowheader', { name: /MI300X/ })).toBeVisible();
    await expectAccessible(page, `overview, ${theme}`);
  }
});

test('the range and the rows are chosen by keyboard, and stand in the address', async ({
  page,
  portal,
}) => {
  await portal.signIn('administrator');
  await portal.open('/resources/overview?range=1h');
  await page.getByRole('radio', { name: 'Last 7 days' }).focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole('radio', { name: 'Pools' }).focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/by=pool/);
  await expect(
    page.getByRole('columnheader', { name: 'Unavailable' }),
  ).toBeVisible();
});

test('a page asks a handful of questions whatever the rows are, and none that the browser wrote', async ({
  stack,
  gate,
}) => {
  for (const by of ['department', 'project', 'pool']) {
    const before = gate.asked.length;
    const { body } = await stack.api(
      'viewer',
      'GET',
      `/utilisation?by=${by}&range=14d`,
    );
    expect(body.source.status).toBe('ok');
    expect(gate.asked.length - before).toBeLessThanOrEqual(9);
  }
  expect(gate.asked.length).toBeGreaterThan(0);
  for (const query of gate.asked)
    expect(query).toMatch(/^(sum|count) by \(k8s_cluster_name/);
  const answer = await stack.api(
    'viewer',
    'GET',
    '/utilisation?query=up&by=up',
  );
  expect(answer.status).toBe(400);
  expect(gate.asked).not.toContain('up');
});

test('a developer sees what their own projects hold, and no more', async ({
  stack,
}) => {
  const { status, body } = await stack.api(
    'developer-vision',
    'GET',
    '/utilisation?by=project&range=1h',
  );
  expect(status).toBe(200);
  expect(body.scope).toBe('projects');
  expect(body.rows.map((row: any) => row.key)).toEqual(['research-vision']);
  expect(body.gpus).not.toHaveProperty('capacity');
});

for (const [name, mode, message] of [
  ['is gone', 'cut', /cannot be reached/],
  ['knows another tenant only', 'otherTenant', /has no current series/],
] as const) {
  test(`a metrics source that ${name} is shown as such, never as zero, and comes back`, async ({
    page,
    portal,
    stack,
    gate,
  }) => {
    const all = await installed(stack);
    gate.mode = mode;
    try {
      await portal.signIn('manager');
      await portal.open('/resources/overview?range=1h');
      await expect(page.getByText(message).first()).toBeVisible({
        timeout: 60_000,
      });
      const numbers = page.getByRole('list', { name: 'Numbers now' });
      await expect(
        numbers.getByRole('link', { name: 'unknown busy' }),
      ).toBeVisible();
      // What the clusters themselves know stays.
      await expect(
        numbers.getByRole('link', { name: `${all} GPUs` }),
      ).toBeVisible();
      await expectAccessible(page, `overview without metrics (${mode})`);
    } finally {
      gate.mode = 'pass';
    }
    await expect(page.getByText(message)).toHaveCount(0, { timeout: 60_000 });
    await expect(
      page
        .getByRole('list', { name: 'Numbers now' })
        .getByRole('link', { name: '0 busy' }),
    ).toBeVisible();
  });
}
