import type { Page } from '@playwright/test';
import { expect, expectAccessible, look, shoot, type test as Test } from './fixtures';
import { launchLong, untilState } from './longRuns';
import type { PortalStack } from './stack';

async function setGuarantee(page: Page, project: string, gpus: string): Promise<void> {
  const field = page.getByRole('textbox', { name: `Guaranteed to ${project} in MI325X` });
  await field.fill(gpus);
  await field.blur();
  await page.getByRole('button', { name: 'Review…' }).click();
}

async function applyReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The MI325X that a queue of hall-a is guaranteed, as kubectl would see it. */
async function nominalOnCluster(stack: PortalStack, queue: string): Promise<string> {
  const { items } = await stack.kubeGet('hall-a', '/apis/kueue.x-k8s.io/v1beta1/clusterqueues');
  const { spec } = items.find(({ metadata }) => metadata.name === queue)!;
  const { resources } = spec.resourceGroups[0].flavors.find((flavor: any) => flavor.name === 'mi325x');
  return String(resources.find((resource: any) => resource.name === 'amd.com/gpu').nominalQuota);
}

/** The tests of issue 1's main job, on whatever clusters `test` has. */
export function testMainJob(test: typeof Test): void {
  test.describe.serial('the main job', () => {
    test('a developer browses, launches a fine-tune, follows it and finds the model', async ({ page, portal }) => {
      await portal.signIn('llm');
      await portal.open('/models');
      await page.getByRole('searchbox', { name: 'Search by name, description, provider' }).fill('qwen2.5');
      await page.getByRole('link', { name: 'Qwen2.5 7B Instruct' }).click();
      await page.getByRole('link', { name: /Launch .* with this/ }).first().click();

      await expect(page.getByRole('radio', { name: /Qwen2.5 7B Instruct/ })).toBeChecked();
      await page.getByRole('radio', { name: /Databricks Dolly 15k/ }).check({ force: true });
      await page.getByRole('textbox', { name: /Name of the run/ }).fill('Support answers');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('radio', { name: /^LoRA adapter/ }).check({ force: true });
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('radio', { name: /Language models/ }).check({ force: true });
      // Other choices may arrive at the moment of the click.
      await expect(() => page.getByRole('radio', { name: /^8/ }).check({ force: true })).toPass();
      await expect(page.getByText('Would start now').first()).toBeVisible();
      await expectAccessible(page, 'launch form, where');
      await shoot(page, 'launch-where', 'light', 1440);
      await page.getByRole('button', { name: 'Review' }).click();
      await expect(page.getByRole('button', { name: /^Launch/ })).toBeEnabled();
      await expectAccessible(page, 'launch form, review');
      await shoot(page, 'launch-review', 'light', 1440);
      await page.getByRole('button', { name: /^Launch/ }).click();

      await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
      await expect(page.getByRole('heading', { level: 1, name: 'Support answers' })).toBeVisible();
      await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
      const run = page.url().split('/').at(-1)!;
      await portal.stack.engineSays(run, ['{"step": 5, "epoch": 0.5, "loss": 1.91}']);
      await page.getByRole('tab', { name: 'Logs' }).click();
      await expect(page.getByRole('log', { name: 'Log' })).toContainText('"loss"', { timeout: 60_000 });
      await portal.stack.engineEnds(run, { train_loss: 1.42, eval_loss: 1.37 });
      // Without reloading: the page follows the run to its end.
      await page.getByRole('tab', { name: 'Overview' }).click();
      await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 180_000 });

      await look(page, 'run-finished');
      // The engine's final metrics are among the outputs, and later on the model.
      await expect(page.getByText('eval_loss')).toBeVisible();
      await page.getByRole('link', { name: /^support-answers-/ }).click({ timeout: 60_000 });
      await expect(page.getByText('Tuned from')).toBeVisible();
      await expect(page.getByText('Simulated').first()).toBeVisible();
      await expect(page.getByRole('link', { name: 'qwen2.5-7b-instruct' }).first()).toBeVisible();
    });

    test('in a full pool, a lowered guarantee makes the next run wait, and raising it suspends a borrower', async ({
      page,
      portal,
    }) => {
      const { stack } = portal;
      const own = await launchLong(stack, 'developer-llm', 'research-llm', 'Own GPUs');
      await untilState(stack, 'developer-llm', own, 'running');
      const borrower = await launchLong(stack, 'developer-llm', 'research-llm', 'Borrowed GPUs');
      await untilState(stack, 'developer-llm', borrower, 'running');

      await portal.signIn('manager');
      await portal.open('/resources/quotas?cluster=hall-a&pool=mi325x');
      await setGuarantee(page, 'Vision', '0');
      await expect(page.getByText('No run would be suspended.')).toBeVisible();
      await applyReview(page);
      // A run that came before would still get what was guaranteed.
      await expect.poll(() => nominalOnCluster(stack, 'research-vision')).toBe('0');

      const waiting = await launchLong(stack, 'developer-vision', 'research-vision', 'Wants its GPUs');
      await untilState(stack, 'developer-vision', waiting, 'waiting');
      // Kueue says why a moment after the run began to wait.
      await expect
        .poll(async () => JSON.stringify((await stack.api('developer-vision', 'GET', `/runs/${waiting}`)).body.reason))
        .toContain('insufficient unused quota for amd.com/gpu in flavor mi325x, 8 more needed');

      await portal.open('/resources/quotas?cluster=hall-a&pool=mi325x');
      await look(page, 'quotas-full');
      await setGuarantee(page, 'Vision', '8');
      await expect(page.getByText('1 run would be suspended')).toBeVisible();
      await expect(page.getByText('1 waiting run would start')).toBeVisible();
      await applyReview(page);

      await untilState(stack, 'developer-vision', waiting, 'running');
      const suspended = await untilState(stack, 'developer-llm', borrower, 'waiting');
      expect(suspended.suspended).toBe(true);

      // What kubectl would see is what the pages show.
      expect(await nominalOnCluster(stack, 'research-vision')).toBe('8');
      const jobs = await stack.kubeGet('hall-a', '/apis/kaiwo.silogen.ai/v1alpha1/kaiwojobs');
      for (const id of [own, borrower, waiting]) {
        expect(jobs.items.filter(job => job.metadata.labels?.['airm.silogen.ai/workload-id'] === id)).toHaveLength(1);
      }
      await portal.signIn('llm');
      await portal.open(`/runs/${borrower}`);
      await expect(page.getByText('Suspended', { exact: true }).first()).toBeVisible();
      await look(page, 'run-suspended');
      for (const [account, id] of [
        ['developer-llm', own],
        ['developer-llm', borrower],
        ['developer-vision', waiting],
      ]) {
        expect((await stack.api(account, 'POST', `/runs/${id}/stop`)).status).toBe(202);
      }
    });
  });
}
