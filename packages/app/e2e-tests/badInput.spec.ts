import { launches, projects, QUOTA, quotas } from './badRequests';
import { expect, test } from './fixtures';
import { leavingsOf } from './leavings';
import { expectRefused, launchRequest } from './refusals';

test.describe('bad input', () => {
  test('requests are refused by field and remedy, and leave nothing behind', async ({
    portal: { stack },
  }) => {
    const count = async () =>
      (await stack.api('administrator', 'GET', '/runs')).body.totalItems;
    const state = async () => ({
      ...(await leavingsOf(stack)),
      runs: await count(),
      quota: (await stack.api('resource-manager', 'GET', QUOTA)).body.pools,
      version: (await stack.api('resource-manager', 'GET', QUOTA)).body.version,
      history: (await stack.api('resource-manager', 'GET', `${QUOTA}/history`))
        .body.items,
    });
    const before = await state();
    expect(before.version).toBeGreaterThan(0);
    for (const refusal of [...launches, ...quotas, ...projects]) {
      await test.step(refusal.what, () => expectRefused(stack, refusal));
    }
    expect(await state()).toEqual(before);

    // Something good, all the way to the cluster: what a refusal had set going would have arrived before it.
    const good = await stack.api('developer-llm', 'POST', '/runs', {
      headers: { 'idempotency-key': `after-refusals-${Date.now()}` },
      body: launchRequest({ name: 'After the refusals' }),
    });
    expect(good.status, JSON.stringify(good.body)).toBe(201);
    await expect
      .poll(
        async () =>
          (
            await stack.api('developer-llm', 'GET', `/runs/${good.body.id}`)
          ).body.state,
      )
      .toBe('running');
    const jobs = '/apis/kaiwo.silogen.ai/v1alpha1/kaiwojobs';
    const { objects } = await leavingsOf(stack);
    const added = objects.filter(
      object => object.includes(jobs) && !before.objects.includes(object),
    );
    expect(added).toHaveLength(1);
    expect(await count()).toBe(before.runs + 1);
    expect(
      (await stack.api('developer-llm', 'DELETE', `/runs/${good.body.id}`))
        .status,
    ).toBe(202);
    await expect
      .poll(async () => (await leavingsOf(stack)).objects, { timeout: 60_000 })
      .toEqual(before.objects);
  });

  test('the quota page refuses what cannot be while it is typed', async ({
    page,
    portal,
  }) => {
    const { stack } = portal;
    const before = (await stack.api('resource-manager', 'GET', QUOTA)).body;
    await portal.signIn('manager');
    await portal.open('/resources/quotas?cluster=hall-a&pool=mi325x');
    const field = page.getByRole('textbox', {
      name: 'Guaranteed to Language models in MI325X',
    });
    const review = page.getByRole('button', { name: 'Review…' });
    for (const [typed, said] of [
      ['-1', 'Write 0 or more'],
      ['1.5', 'GPUs are whole; write a whole number'],
      ['many', 'Write a number, such as 8'],
      [
        '9',
        'The guarantees add up to 17 of 16 GPUs: 1 GPU too many in MI325X. Lower one of them.',
      ],
    ]) {
      await test.step(typed, async () => {
        await field.fill(typed);
        await expect(page.getByText(said).first()).toBeVisible();
        await expect(review).toBeDisabled();
      });
    }
    await field.fill('7');
    await expect(review).toBeEnabled();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(field).toHaveValue('8');
    const { version, pools } = (
      await stack.api('resource-manager', 'GET', QUOTA)
    ).body;
    expect({ version, pools }).toEqual({
      version: before.version,
      pools: before.pools,
    });
  });

  test('the launch form shows what the backend refuses, with its field', async ({
    page,
    portal,
  }) => {
    const { stack } = portal;
    const before = await leavingsOf(stack);
    await portal.signIn('llm');
    await portal.open(
      '/launch/default/llm-finetune?model=aimodel:default/llama-3.1-8b-instruct',
    );
    await page
      .getByRole('radio', { name: /Llama 3.1 8B Instruct/ })
      .check({ force: true });
    await page
      .getByRole('radio', { name: /Databricks Dolly 15k/ })
      .check({ force: true });
    await page
      .getByRole('textbox', { name: /Name of the run/ })
      .fill('Gated without a token');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByRole('radio', { name: /Language models/ })
      .check({ force: true });
    const summary = page.getByRole('complementary', {
      name: 'What this would do',
    });
    await expect(summary).toContainText('secrets.huggingFaceToken');
    await expect(summary).toContainText('Llama 3.1 8B Instruct is gated');
    await expect(summary).toContainText('Name a Secret');

    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: /^Launch/ }).click();
    const alert = page
      .getByRole('alert')
      .filter({ hasText: 'The launch was refused' });
    await expect(alert).toContainText('secrets.huggingFaceToken', {
      timeout: 60_000,
    });
    await expect(alert).toContainText('Name a Secret');
    await expect(alert).toContainText(
      'Everything you filled in is still in the form.',
    );
    expect(await leavingsOf(stack)).toEqual(before);
  });
});
