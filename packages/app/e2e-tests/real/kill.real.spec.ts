import type { Page } from '@playwright/test';
import { objectsOf } from '../killing';
import { untilState } from '../longRuns';
import { expect, test as base } from './fixtures';
import type { Component, Hall, RealStack } from './RealStack';

const DEVELOPER = 'developer-llm';
const POOL_OF: Record<Hall, string> = { 'hall-a': 'mi300x', 'hall-b': 'mi210' };

/** While a part is dead, answers of the portal are errors and pages say so in the console. */
const test = base.extend<{ quietConsole: void }>({
  quietConsole: async ({}, provide) => provide(),
});

/** The name is that of the model as well, which so stands after the catalogue's own on the page of models. */
function launch(stack: RealStack, hall: Hall, name: string) {
  return stack.api(DEVELOPER, 'POST', '/runs', {
    headers: { 'idempotency-key': name },
    body: {
      project: 'research-llm',
      workload: 'aiworkload:default/llm-finetune-silogen-engine',
      name,
      gpus: 1,
      cluster: hall,
      pool: POOL_OF[hall],
      inputs: {
        model: 'aimodel:default/qwen2.5-7b-instruct',
        dataset: 'aidataset:default/databricks-dolly-15k',
      },
      parameters: {
        method: 'sft',
        peft: 'LORA',
        epochs: 1,
        checkpointsRemote: 'default-bucket/e2e',
      },
    },
  });
}

async function launched(
  stack: RealStack,
  hall: Hall,
  name: string,
): Promise<string> {
  const { status, body } = await launch(stack, hall, name);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

async function runOf(stack: RealStack, id: string): Promise<any> {
  const { status, body } = await stack.api(DEVELOPER, 'GET', `/runs/${id}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function clusterOf(stack: RealStack, hall: Hall): Promise<any> {
  return (await stack.api('administrator', 'GET', `/clusters/${hall}`)).body;
}

/** Follows a run to its end. One object stands for it, and nobody was ever told that it had failed. */
async function expectGoodEnd(
  stack: RealStack,
  hall: Hall,
  id: string,
): Promise<void> {
  await untilState(stack, DEVELOPER, id, 'running');
  await stack.engineEnds(id, {}, hall);
  await untilState(stack, DEVELOPER, id, 'succeeded');
  expect(await objectsOf(stack, id)).toHaveLength(1);
  const { body } = await stack.api(
    DEVELOPER,
    'GET',
    `/runs/${id}/events?limit=100`,
  );
  const types: string[] = body.items.map(({ type }: { type: string }) => type);
  expect(types).toContain('succeeded');
  for (const wrong of ['failed', 'stopped', 'deleted', 'suspended'])
    expect(types).not.toContain(wrong);
}

async function expectPageOfRun(
  page: Page,
  open: (address: string) => Promise<void>,
  id: string,
  words: string | RegExp,
) {
  await open(`/runs/${id}`);
  await expect(page.getByText(words).first()).toBeVisible();
}

/** Without these the portal hears nothing from the cluster. */
const silencing: { hall: Hall; component: Component; title: string }[] = [
  { hall: 'hall-a', component: 'etcd', title: 'etcd' },
  { hall: 'hall-a', component: 'kube-apiserver', title: 'kube-apiserver' },
];

for (const { hall, component, title } of silencing) {
  test(`kill -9 of ${title}: the cluster is shown as unreachable with what was known, and comes back`, async ({
    page,
    portal,
    stack,
  }) => {
    const run = await launched(stack, hall, `Without ${title}: before`);
    await untilState(stack, DEVELOPER, run, 'running');
    const { gpus, nodes } = await clusterOf(stack, hall);
    await portal.signIn('llm');

    await stack.kill(hall, component);
    await expect
      .poll(async () => (await clusterOf(stack, hall)).reachable)
      .toBe(false);
    const silent = await clusterOf(stack, hall);
    expect(silent.problem).toBeTruthy();
    // What was known, not zero.
    expect(silent).toMatchObject({ gpus, nodes });
    const { state, stale } = await runOf(stack, run);
    expect(state).toBe('running');
    expect(stale?.message).toBeTruthy();
    const refused = await launch(stack, hall, `Without ${title}: during`);
    expect(refused.status).toBe(503);
    expect(refused.body.error.code ?? refused.body.code).toBe(
      'cluster.unreachable',
    );
    expect((await clusterOf(stack, 'hall-b')).reachable).toBe(true);
    await expectPageOfRun(
      page,
      portal.open,
      run,
      /^No news from the cluster since/,
    );

    await stack.revive(hall, component);
    await expect
      .poll(async () => (await clusterOf(stack, hall)).reachable)
      .toBe(true);
    await expect(page.getByText(/^No news from the cluster since/)).toHaveCount(
      0,
    );
    expect(await runOf(stack, run)).not.toHaveProperty('stale');
    await expectGoodEnd(stack, hall, run);
    await expectGoodEnd(
      stack,
      hall,
      await launched(stack, hall, `Without ${title}: after`),
    );
  });
}

/** Without these the portal hears what there is, but some things do not go on. */
const stalling: {
  hall: Hall;
  component: Component;
  title: string;
  newRun: { states: string[]; label: string | RegExp };
}[] = [
  {
    hall: 'hall-a',
    component: 'kube-controller-manager',
    title: 'kube-controller-manager',
    newRun: {
      states: ['admitted', 'starting'],
      label: /^(Admitted|Starting)$/,
    },
  },
  {
    hall: 'hall-a',
    component: 'kube-scheduler',
    title: 'kube-scheduler',
    newRun: {
      states: ['admitted', 'starting'],
      label: /^(Admitted|Starting)$/,
    },
  },
  {
    hall: 'hall-a',
    component: 'kwok',
    title: 'kwok',
    newRun: { states: ['starting'], label: 'Starting' },
  },
  {
    hall: 'hall-a',
    component: 'kueue',
    title: 'the Kueue manager (0.12)',
    newRun: { states: ['waiting'], label: /nothing there has taken it up yet/ },
  },
  {
    hall: 'hall-a',
    component: 'kaiwo',
    title: "Kaiwo's controllers",
    newRun: { states: ['waiting'], label: /nothing there has taken it up yet/ },
  },
];

for (const { hall, component, title, newRun } of stalling) {
  test(`kill -9 of ${title}: what runs goes on, what is new does not pretend to run, and both end well`, async ({
    page,
    portal,
    stack,
  }) => {
    const before = await launched(stack, hall, `Without ${title}: before`);
    await untilState(stack, DEVELOPER, before, 'running');
    await portal.signIn('llm');

    await stack.kill(hall, component);
    const during = await launched(stack, hall, `Without ${title}: during`);
    await expect
      .poll(async () =>
        newRun.states.includes((await runOf(stack, during)).state),
      )
      .toBe(true);
    await expectPageOfRun(page, portal.open, during, newRun.label);
    expect(newRun.states).toContain((await runOf(stack, during)).state);
    expect((await clusterOf(stack, hall)).reachable).toBe(true);
    expect(await runOf(stack, before)).toMatchObject({ state: 'running' });
    expect(await runOf(stack, before)).not.toHaveProperty('stale');

    await stack.revive(hall, component);
    await expectGoodEnd(stack, hall, before);
    await expectGoodEnd(stack, hall, during);
    await expectGoodEnd(
      stack,
      hall,
      await launched(stack, hall, `Without ${title}: after`),
    );
  });
}

test('kill -9 of the Kueue manager (0.19): its webhooks are away, so launches are refused, and the run goes on', async ({
  page,
  portal,
  stack,
}) => {
  const before = await launched(stack, 'hall-b', 'Without Kueue 0.19: before');
  await untilState(stack, DEVELOPER, before, 'running');

  await stack.kill('hall-b', 'kueue');
  const name = 'Without Kueue 0.19: during';
  const refused = await launch(stack, 'hall-b', name);
  expect(refused.status).toBe(503);
  expect(refused.body.error).toMatchObject({
    code: 'cluster.unable',
    message: expect.stringContaining('failed calling webhook'),
  });
  expect(
    (await stack.api(DEVELOPER, 'GET', `/runs?q=${encodeURIComponent(name)}`))
      .body.totalItems,
  ).toBe(0);
  expect((await clusterOf(stack, 'hall-b')).reachable).toBe(true);
  await portal.signIn('llm');
  await expectPageOfRun(page, portal.open, before, 'Running');

  await stack.revive('hall-b', 'kueue');
  await expectGoodEnd(stack, 'hall-b', before);
  await expectGoodEnd(stack, 'hall-b', await launched(stack, 'hall-b', name));
});

test('kill -9 of Mimir: the pages say that nothing is measured, and numbers come back', async ({
  page,
  portal,
  stack,
}) => {
  const run = await launched(stack, 'hall-a', 'Without Mimir: before');
  await untilState(stack, DEVELOPER, run, 'running');
  const utilisation = async () =>
    (
      await stack.api(
        'resource-manager',
        'GET',
        '/utilisation?by=pool&range=1h',
      )
    ).body;
  await expect
    .poll(async () => (await utilisation()).gpus.busy)
    .toBeGreaterThanOrEqual(1);

  await stack.kill('hall-a', 'mimir');
  await expect
    .poll(async () => (await utilisation()).source.status)
    .toBe('down');
  const { gpus } = await utilisation();
  expect(gpus).not.toHaveProperty('busy');
  // The cluster itself knows who holds what.
  expect(gpus.held).toBeGreaterThanOrEqual(1);
  await portal.signIn('manager');
  await portal.open('/resources/overview?range=1h');
  await expect(page.getByText(/cannot be reached/).first()).toBeVisible();
  await expect(
    page
      .getByRole('list', { name: 'Numbers now' })
      .getByRole('link', { name: 'unknown busy' }),
  ).toBeVisible();
  expect(await runOf(stack, run)).toMatchObject({ state: 'running' });

  await stack.revive('hall-a', 'mimir');
  await expect
    .poll(async () => (await utilisation()).gpus.busy)
    .toBeGreaterThanOrEqual(1);
  await expect(page.getByText(/cannot be reached/)).toHaveCount(0);
  await expectGoodEnd(stack, 'hall-a', run);
  await expectGoodEnd(
    stack,
    'hall-a',
    await launched(stack, 'hall-a', 'Without Mimir: after'),
  );
});

test('kill -9 of the portal: a run ends meanwhile, and an open page comes to know it', async ({
  page,
  portal,
  stack,
}) => {
  const run = await launched(stack, 'hall-a', 'Without the portal: before');
  await untilState(stack, DEVELOPER, run, 'running');
  const other = await launched(stack, 'hall-a', 'Without the portal: beside');
  await untilState(stack, DEVELOPER, other, 'running');
  await portal.signIn('llm');
  await expectPageOfRun(page, portal.open, run, 'Running');

  await stack.killPortal();
  await stack.engineEnds(run);
  await expect
    .poll(async () =>
      (await objectsOf(stack, run)).map(({ status }) => status.status),
    )
    .toEqual(['COMPLETE']);
  // The page says what it knew, and that it is no news.
  await expect(
    page
      .getByText(
        /^Shown as of .* could not be refreshed\. The Resource Manager did not answer\./,
      )
      .first(),
  ).toBeVisible();
  await expect(page.getByText('Succeeded', { exact: true })).toHaveCount(0);

  await stack.startPortal();
  await expect(
    page.getByText('Succeeded', { exact: true }).first(),
  ).toBeVisible();
  expect(await runOf(stack, run)).toMatchObject({ state: 'succeeded' });
  await expectGoodEnd(stack, 'hall-a', other);
  await expectGoodEnd(
    stack,
    'hall-a',
    await launched(stack, 'hall-a', 'Without the portal: after'),
  );
});
