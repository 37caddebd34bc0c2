import { expect, expectAccessible, setTheme, settled, shoot, test } from './fixtures';
import { untilState } from './longRuns';
import type { PortalStack } from './stack';

const viewer = 'viewer';
const viktor = 'developer-vision';

/** A request to any plugin of the portal as one trial account; text, so that nothing of an answer goes unread. */
async function ask(stack: PortalStack, account: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const response = await fetch(`${stack.url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${await stack.token(account)}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

/** Where the name of a model is found by an account, of the places where one could look. */
async function found(stack: PortalStack, account: string, model: { name: string; run: string; title: string }): Promise<string[]> {
  const tool = (name: string, args: object) =>
    ask(stack, account, '/mcp-actions/v1', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args },
    });
  const answers = {
    list: ask(stack, account, '/catalog/entities/by-query?filter=kind=aimodel&limit=500'),
    facets: ask(stack, account, '/catalog/entity-facets?facet=metadata.name&facet=relations.hasFineTune&facet=relations.ownerOf'),
    'by name': ask(stack, account, `/catalog/entities/by-name/aimodel/default/${model.name}`),
    'by ref': ask(stack, account, '/catalog/entities/by-refs', { entityRefs: [`aimodel:default/${model.name}`] }),
    'base model': ask(stack, account, '/catalog/entities/by-name/aimodel/default/qwen2.5-7b-instruct'),
    project: ask(stack, account, '/catalog/entities/by-name/group/default/project-research-vision'),
    lineage: ask(stack, account, '/resource-manager/v1/lineage?entity=aimodel%3Adefault%2Fqwen2.5-7b-instruct'),
    'tuned models': ask(stack, account, '/resource-manager/v1/tuned-models'),
    visibility: ask(stack, account, `/resource-manager/v1/tuned-models/${model.name}`),
    run: ask(stack, account, `/resource-manager/v1/runs/${model.run}`),
    runs: ask(stack, account, `/resource-manager/v1/runs?model=aimodel%3Adefault%2F${model.name}`),
    search: ask(stack, account, `/search/query?term=${encodeURIComponent(model.title)}`),
    'assistant, one': tool('catalog.get-catalog-entity', { kind: 'AiModel', namespace: 'default', name: model.name }),
    'assistant, all': tool('catalog.query-catalog-entities', { query: { kind: 'AiModel' } }),
  };
  const places: string[] = [];
  for (const [place, answer] of Object.entries(answers)) {
    const { status, text } = await answer;
    // Answers that there is no such thing repeat what was asked for.
    const says = text.includes(`"${model.title}"`) || text.includes(`${model.title}\\"`) || text.includes(`"targetRef":"aimodel:default/${model.name}"`) || text.includes(`"aimodel:default/${model.name}"`);
    if (status < 400 && says) places.push(place);
  }
  return places.sort();
}

test('a model is its project’s until its owner publishes it', async ({ page, portal }) => {
  test.setTimeout(360_000);
  const { stack } = portal;
  const title = 'Zebrafish embryos';
  // A portal that has just started reads its catalogue first.
  const inputs = ['aiworkload/default/llm-finetune-silogen-engine', 'aimodel/default/qwen2.5-7b-instruct', 'aidataset/default/databricks-dolly-15k'];
  await expect
    .poll(async () => (await Promise.all(inputs.map(ref => ask(stack, viktor, `/catalog/entities/by-name/${ref}`)))).map(a => a.status), { timeout: 60_000 })
    .toEqual([200, 200, 200]);
  const { status, body } = await stack.api(viktor, 'POST', '/runs', {
    headers: { 'idempotency-key': `e2e-visibility-${Date.now()}` },
    body: {
      project: 'research-vision',
      workload: 'aiworkload:default/llm-finetune-silogen-engine',
      name: title,
      gpus: 1,
      cluster: 'hall-b',
      pool: 'mi210',
      inputs: { model: 'aimodel:default/qwen2.5-7b-instruct', dataset: 'aidataset:default/databricks-dolly-15k' },
      parameters: { method: 'sft', peft: 'LORA', epochs: 1, checkpointsRemote: 'default-bucket/e2e' },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  await untilState(stack, viktor, body.id, 'running');
  const { outputModel } = await untilState(stack, viktor, body.id, 'succeeded');
  const model = { name: outputModel.replace(/^.*\//, ''), run: body.id, title };
  await expect.poll(() => found(stack, viktor, model), { timeout: 90_000, intervals: [1_000] }).toContain('list');

  // Somebody of another project cannot even name it in a launch.
  const preview = await stack.api('developer-llm', 'POST', '/run-preview', {
    body: { project: 'research-llm', workload: 'aiworkload:default/llm-finetune-silogen-engine', inputs: { model: outputModel } },
  });
  expect(JSON.stringify(preview.body)).toContain(`There is no model ${outputModel} that you may see`);

  // Wherever one looks; an administrator sees that it is there to be found.
  expect(await found(stack, viewer, model)).toEqual([]);
  await expect.poll(() => found(stack, 'administrator', model), { timeout: 90_000, intervals: [1_000] }).toEqual(
    expect.arrayContaining(['assistant, all', 'assistant, one', 'by name', 'by ref', 'list', 'search']),
  );
  expect(await found(stack, viewer, model)).toEqual([]);
  await portal.signIn('viewer');
  await portal.open('/models?q=zebrafish');
  await page.getByRole('searchbox', { name: 'Search by name, description, provider' }).fill('zebrafish');
  await expect(page.getByText('Nothing matches')).toBeVisible();

  await portal.signIn('vision');
  await portal.open('/models');
  await page.getByRole('searchbox', { name: 'Search by name, description, provider' }).fill('zebrafish');
  const card = page.getByRole('article').filter({ hasText: title });
  await expect(card.getByText('Project only')).toBeVisible();
  await card.getByRole('link', { name: title }).click();
  await expect(page.getByText('Visible to project Vision.')).toBeVisible();
  await settled(page);
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    await page.reload();
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio', { name: 'The whole organisation' })).toBeChecked();
    await expect(dialog.getByText('Everyone who can sign in', { exact: false })).toBeVisible();
    await expectAccessible(page, `publish dialog, ${theme}`);
    await shoot(page, 'model-publish', theme, 1440);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    await expectAccessible(page, `model page, ${theme}`);
    await shoot(page, 'model-visibility', theme, 1440);
  }
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change visibility' }).click();
  await expect(page.getByText('Visible to everyone in the organisation.')).toBeVisible();
  await expect(page.getByText('Project only')).toHaveCount(0);

  await expect.poll(() => found(stack, viewer, model), { timeout: 90_000, intervals: [1_000] }).toEqual(
    expect.arrayContaining(['assistant, one', 'base model', 'by name', 'list', 'search']),
  );
  expect(await found(stack, viewer, model)).not.toContain('run');
  await portal.signIn('viewer');
  await portal.open('/models');
  await page.getByRole('searchbox', { name: 'Search by name, description, provider' }).fill('zebrafish');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Tuned from')).toBeVisible();
  await settled(page);
  await expect(page.getByRole('button', { name: /^(Publish|Change visibility|Ask to publish)…$/ })).toHaveCount(0);
});
