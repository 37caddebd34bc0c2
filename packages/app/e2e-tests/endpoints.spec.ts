import { expect, expectAccessible, look, settled, shoot, test } from './fixtures';

const MODEL = 'TinyLlama/TinyLlama-1.1B-Chat-v1.0';
/** Where an endpoint answers, as its pages show it. */
const ADDRESS = /http:\/\/(tiny-bot-[0-9a-f]{6})\.research-llm\.svc:8080\/v1/;

test('weights are copied to the bucket without a GPU', async ({ page, portal }) => {
  await portal.signIn('llm');
  await portal.open('/launch/default/download-huggingface-model-to-bucket');
  await page.getByRole('textbox', { name: /Model id/ }).fill(MODEL);
  await page.getByRole('textbox', { name: /Bucket path/ }).fill('default-bucket/models/tinyllama');
  await page.getByRole('textbox', { name: /Name of the run/ }).fill('Copy of TinyLlama');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: /Language models/ }).check({ force: true });
  await expect(page.getByText('It takes no GPU.')).toBeVisible();
  await expect(page.getByText('Would start now').first()).toBeVisible();
  await expectAccessible(page, 'copy form, where');
  await shoot(page, 'copy-where', 'light', 1440);
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('button', { name: /^Launch/ })).toBeEnabled();
  await page.getByRole('button', { name: /^Launch/ }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  const run = page.url().split('/').pop()!;
  const { items } = await portal.stack.kubeGet('hall-a', '/api/v1/namespaces/research-llm/pods');
  const pod = items.find(({ metadata }) => metadata.labels?.['airm.silogen.ai/workload-id'] === run);
  expect(pod).toBeDefined();
  expect(JSON.stringify(pod!.spec.containers)).not.toContain('amd.com/gpu');
});

test('an embedding model is served as well', async ({ portal }) => {
  const { stack } = portal;
  const body = {
    project: 'research-llm',
    workload: 'aiworkload:default/rag-embedding-infinity',
    name: 'Vectors',
    gpus: 1,
    inputs: { model: 'aimodel:default/bge-m3' },
  };
  // A portal that has just started reads its catalogue first.
  const problems = async () =>
    (await stack.api('developer-llm', 'POST', '/run-preview', { body })).body.problems;
  await expect.poll(problems, { timeout: 60_000 }).toEqual([]);
  const launched = await stack.api('developer-llm', 'POST', '/runs', {
    headers: { 'Idempotency-Key': `embeddings-${Date.now()}` },
    body,
  });
  expect(launched.status, JSON.stringify(launched.body)).toBe(201);
  const { id, cluster } = launched.body;
  const read = async () => (await stack.api('developer-llm', 'GET', `/runs/${id}`)).body;
  await expect.poll(async () => (await read()).state, { timeout: 90_000 }).toBe('running');
  const { endpoint } = await read();
  expect(endpoint).toEqual({
    address: expect.stringMatching(/^http:\/\/vectors-[0-9a-f]{6}\.research-llm\.svc:7997\/v1$/),
    model: 'BAAI/bge-m3',
  });
  const service = new URL(endpoint.address).hostname.split('.')[0];
  const answer = await stack.kubePost<{ data: { embedding: number[] }[] }>(
    cluster,
    `/api/v1/namespaces/research-llm/services/${service}:http/proxy/v1/embeddings`,
    { model: endpoint.model, input: ['Hello', 'World'] },
  );
  expect(answer).toMatchObject({ model: 'BAAI/bge-m3', simulated: true });
  expect(answer.data).toHaveLength(2);
  expect((await stack.api('developer-llm', 'POST', `/runs/${id}/stop`)).status).toBe(202);
  await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('stopped');
  expect((await read()).endpoint).toBeUndefined();
});

test.describe.serial('an endpoint', () => {
  let service: string;
  const proxied = (path: string) =>
    `/api/v1/namespaces/research-llm/services/${service}:http/proxy${path}`;

  test('is deployed from the page of its model and followed until it runs', async ({ page, portal }) => {
    await portal.signIn('llm');
    await portal.open('/endpoints');
    await expect(page.getByText('No endpoint is running')).toBeVisible();
    await look(page, 'endpoints-empty');

    await portal.open('/catalog/default/aimodel/tinyllama-1.1b-chat');
    await page.getByRole('link', { name: 'Launch Serve a language model with vLLM with this' }).click();
    await page.waitForURL(/\/launch\/default\/llm-inference-vllm/);
    await expect(page.getByRole('radio', { name: /TinyLlama 1\.1B/ })).toBeChecked();
    // Only what the engine serves: no encoder, no video model.
    await page.getByRole('searchbox', { name: 'Search models' }).fill('bge');
    await expect(page.getByRole('radio', { name: /BGE/ })).toHaveCount(0);
    await page.getByRole('searchbox', { name: 'Search models' }).fill('');
    await page.getByRole('textbox', { name: /Name of the endpoint/ }).fill('Tiny bot');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('radio', { name: /Language models/ }).check({ force: true });
    await expect(page.getByRole('radio', { name: /^1 GPU/ })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'High' })).toBeChecked();
    await expect(page.getByText('Would start now').first()).toBeVisible();
    await expect(page.getByRole('img', { name: /^Memory of one MI300X in GiB/ })).toBeVisible();
    await expectAccessible(page, 'deploy form, where');
    await shoot(page, 'deploy-where', 'dark', 1440);
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('button', { name: /^Launch/ })).toBeEnabled();
    await page.getByRole('button', { name: /^Launch/ }).click();

    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Tiny bot' })).toBeVisible();
    await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
    const use = page.getByRole('region', { name: 'Use this endpoint' });
    await expect(use).toContainText(ADDRESS);
    await expect(use).toContainText(MODEL);
    await expect(use).toContainText('/v1/chat/completions');
    service = ADDRESS.exec(await use.innerText())![1];
    await look(page, 'run-endpoint');
  });

  test('answers in its cluster by the name that its page shows, and says that it is simulated', async ({ portal }) => {
    const { stack } = portal;
    const models = await stack.kubeGet<{ data: object[] }>('hall-a', proxied('/v1/models'));
    expect(models.data).toEqual([expect.objectContaining({ id: MODEL, simulated: true })]);
    const answer = await stack.kubePost('hall-a', proxied('/v1/chat/completions'), {
      model: MODEL,
      messages: [{ role: 'user', content: 'Hello' }],
    });
    expect(answer).toMatchObject({ model: MODEL, simulated: true });
    expect(JSON.stringify(answer)).toContain('simulated answer');
  });

  test('is found under Endpoints, and stopped there for good', async ({ page, portal }) => {
    await portal.signIn('llm');
    await page.getByRole('link', { name: 'Endpoints' }).first().click();
    const card = page.getByRole('article', { name: 'Tiny bot' });
    await expect(card).toContainText(ADDRESS);
    await expect(card).toContainText('Language models');
    await expect(card).toContainText('Running');
    await settled(page);
    await look(page, 'endpoints');

    await page.getByRole('button', { name: 'Stop Tiny bot' }).click();
    await expect(page.getByRole('dialog')).toContainText('It stops answering');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('No endpoint is running')).toBeVisible({ timeout: 60_000 });
    await expect
      .poll(async () => {
        const { items } = await portal.stack.kubeGet('hall-a', '/api/v1/namespaces/research-llm/services');
        return items.filter(({ metadata }) => metadata.name === service).length;
      })
      .toBe(0);
  });
});
