import { expect, look, shoot, test } from './fixtures';
import { untilState } from './longRuns';
import type { PortalStack } from './stack';

const NAME = 'Support answers';
const WORKLOAD = 'aiworkload:default/llm-finetune-silogen-engine';
const MODEL = 'aimodel:default/qwen2.5-7b-instruct';
const DATASET = 'aidataset:default/databricks-dolly-15k';

async function lineageStatus(
  stack: PortalStack,
  entity: string,
): Promise<number> {
  const query = new URLSearchParams({ entity });
  const path = `/lineage?${query}`;
  return (await stack.api('developer-llm', 'GET', path)).status;
}

/** A fine-tune that ends within a minute or two. */
async function launchShort(stack: PortalStack): Promise<string> {
  // A portal that has just started reads its catalogue first.
  for (const entity of [WORKLOAD, MODEL, DATASET]) {
    await expect
      .poll(() => lineageStatus(stack, entity), { timeout: 90_000 })
      .toBe(200);
  }
  const { status, body } = await stack.api('developer-llm', 'POST', '/runs', {
    headers: { 'idempotency-key': `find-and-follow-${Date.now()}` },
    body: {
      project: 'research-llm',
      workload: WORKLOAD,
      name: NAME,
      gpus: 8,
      cluster: 'hall-a',
      pool: 'mi325x',
      inputs: {
        model: MODEL,
        dataset: DATASET,
      },
      parameters: {
        method: 'sft',
        peft: 'LORA',
        epochs: 1,
        checkpointsRemote: 'default-bucket/e2e',
      },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** Locations that a search of one trial account finds. */
async function found(
  stack: PortalStack,
  account: string,
  term: string,
): Promise<string[]> {
  const response = await fetch(
    `${stack.url}/api/search/query?term=${encodeURIComponent(term)}`,
    { headers: { authorization: `Bearer ${await stack.token(account)}` } },
  );
  if (!response.ok) return [];
  const { results } = await response.json();
  return results.map(
    (result: { document: { location: string } }) => result.document.location,
  );
}

/** One MCP request as an assistant sends it, with the token of a trial account. */
async function mcp(
  stack: PortalStack,
  account: string,
  method: string,
  params: object,
): Promise<any> {
  const response = await fetch(`${stack.url}/api/mcp-actions/v1`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stack.token(account)}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return JSON.parse(data).result;
}

test.describe.serial('finding and following', () => {
  let run: string;
  let model: string;

  test('a run ends and its model is entered in the catalogue', async ({
    stack,
  }) => {
    run = await launchShort(stack);
    await untilState(stack, 'developer-llm', run, 'running');
    const done = await untilState(stack, 'developer-llm', run, 'succeeded');
    model = done.outputModel.split('/').pop();
    await expect
      .poll(() => lineageStatus(stack, done.outputModel), { timeout: 60_000 })
      .toBe(200);
  });

  test('its owner is told, with a link to the run', async ({
    page,
    portal,
  }) => {
    await portal.signIn('llm');
    await portal.open('/notifications');
    await look(page, 'notifications-run');
    await expect(
      page.getByRole('link', { name: `${NAME} is running` }),
    ).toBeVisible();
    const news = page.getByRole('link', {
      name: `${NAME} finished successfully`,
    });
    await expect(news).toHaveCount(1);
    await expect(page.getByText(`It made the model ${model}.`)).toBeVisible();
    await news.click();
    await page.waitForURL(`**/runs/${run}`);
  });

  test('search finds the run, a model and a project; nobody finds the runs of others', async ({
    page,
    portal,
  }) => {
    const { stack } = portal;
    await expect
      .poll(() => found(stack, 'developer-llm', NAME), {
        timeout: 150_000,
        intervals: [2_000],
      })
      .toContain(`/runs/${run}`);
    expect(await found(stack, 'developer-vision', NAME)).not.toContain(
      `/runs/${run}`,
    );

    await portal.signIn('llm');
    await portal.open('/search');
    const field = page.getByRole('searchbox', { name: 'Search' });
    const results = page.getByRole('list', { name: 'Results' });
    await field.fill(NAME);
    await page.getByRole('radio', { name: 'Runs' }).click();
    await expect(
      results.getByRole('link', { name: NAME }).first(),
    ).toHaveAttribute('href', `/runs/${run}`);

    await page.getByRole('radio', { name: 'Projects' }).click();
    await field.fill('Language models');
    await expect(
      results.getByRole('link', { name: 'Language models' }),
    ).toHaveAttribute('href', '/resources/projects/research-llm');

    await page.getByRole('radio', { name: 'Models', exact: true }).click();
    await field.fill('Qwen2.5');
    await expect(
      results.getByRole('link', { name: 'Qwen2.5 7B Instruct' }),
    ).toHaveAttribute('href', '/catalog/default/aimodel/qwen2.5-7b-instruct');
    await page.getByRole('radio', { name: 'Everything' }).click();
    await expect(page).toHaveURL(/query=Qwen2\.5/);
    await look(page, 'search-results');
  });

  test('the lineage leads from the data to the model, also by keyboard', async ({
    page,
    portal,
  }) => {
    await portal.signIn('llm');
    await portal.open(`/catalog/default/aimodel/${model}`);
    const tab = page.getByRole('link', { name: 'Lineage', exact: true });
    await tab.click({ timeout: 20_000 });
    const graph = page.getByRole('list', {
      name: `Lineage of ${NAME}, from left to right`,
    });
    await expect(graph.getByRole('link')).toHaveCount(5);
    await expect(graph.locator('[aria-current="page"]')).toHaveAccessibleName(
      `Model ${NAME}`,
    );
    await look(page, 'lineage');
    await page.setViewportSize({ width: 480, height: 900 });
    await shoot(page, 'lineage', 'dark', 480);
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.getByText('List', { exact: true }).click();
    await expect(page.getByText(/^from .*Databricks Dolly 15k/)).toBeVisible();
    await shoot(page, 'lineage-list', 'dark', 1440);
    await page.getByText('Graph', { exact: true }).click();

    await graph.getByRole('link').first().focus();
    const names: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      names.push(
        await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? '',
        ),
      );
      if (names[step] === `Run ${NAME}`) break;
      await page.keyboard.press('Tab');
    }
    // Everything that went in is on the left of the run.
    expect(names).toHaveLength(4);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/runs/${run}`);
  });

  test('a dataset that was used shows what was made from it', async ({
    page,
    portal,
  }) => {
    await portal.signIn('llm');
    await portal.open(
      '/catalog/default/aidataset/databricks-dolly-15k/lineage',
    );
    await expect(
      page.getByRole('link', { name: `Model ${NAME}` }),
    ).toBeVisible();
  });

  test('an assistant reads as whoever it signs in as', async ({ stack }) => {
    const { tools } = await mcp(stack, 'developer-llm', 'tools/list', {});
    const names = tools.map((tool: { name: string }) => tool.name);
    expect(names).toEqual(
      expect.arrayContaining([
        'catalog.query-catalog-entities',
        'resource-manager.list-ai-entities',
        'resource-manager.get-run',
        'resource-manager.would-it-start',
      ]),
    );
    expect(
      tools.filter(
        (tool: { annotations: { readOnlyHint: boolean } }) =>
          !tool.annotations.readOnlyHint,
      ),
    ).toEqual([]);
    const getRun = (account: string) =>
      mcp(stack, account, 'tools/call', {
        name: 'resource-manager.get-run',
        arguments: { runId: run },
      });
    const own = await getRun('developer-llm');
    expect(own.structuredContent).toMatchObject({
      name: NAME,
      state: 'succeeded',
    });
    const other = await getRun('developer-vision');
    expect([other.isError, other.content[0].text]).toEqual([
      true,
      expect.stringContaining('NotFoundError'),
    ]);
    const verdict = await mcp(stack, 'developer-llm', 'tools/call', {
      name: 'resource-manager.would-it-start',
      arguments: {
        project: 'research-llm',
        workload: WORKLOAD,
        gpus: 8,
        model: MODEL,
        dataset: DATASET,
        parameters: { method: 'sft', peft: 'LORA' },
      },
    });
    expect(verdict.structuredContent).toMatchObject({
      outcome: 'starts-now',
      problems: [],
    });
  });
});
