import { setTheme } from '../fixtures';
import { launchLong, untilState } from '../longRuns';
import { pages } from '../pages';
import { expect, test } from './fixtures';
import type { RealStack } from './RealStack';

const people = [...new Set(pages.map(({ person }) => person))];
/** A run that goes on meanwhile, so that the pages have something to show. */
const RUN = 'Measured';
const GPUS = 8;

async function runId(stack: RealStack): Promise<string> {
  const { body } = await stack.api('developer-llm', 'GET', `/runs?q=${RUN}`);
  return body.items[0].id;
}

test.describe.serial('pages', () => {
  test('the overview has its GPU numbers from Mimir', async ({
    page,
    portal,
    stack,
  }) => {
    const run = await launchLong(stack, 'developer-llm', 'research-llm', RUN);
    await untilState(stack, 'developer-llm', run, 'running');
    const [{ metadata }] = await stack.podsOf('hall-a', run);
    // The exporter of the AMD cards has a series for each of them; a card that works is above 5 %.
    const ofRun = `count(max_over_time(gpu_gfx_activity{pod="${metadata.name}"}[1m]) > 5)`;
    await expect.poll(() => stack.askMimir(ofRun)).toBe(GPUS);
    const ofAll = `count(gpu_gfx_activity{pod!=""} > 5)`;

    await portal.signIn('manager');
    await portal.open('/resources/overview?by=pool&range=1h');
    const numbers = page.getByRole('list', { name: 'Numbers now' });
    await expect(async () => {
      const asked = await stack.askMimir(ofAll);
      expect(asked).toBeGreaterThanOrEqual(GPUS);
      await expect(
        numbers.getByRole('link', { name: `${asked} busy` }),
      ).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const { body } = await stack.api(
      'resource-manager',
      'GET',
      '/utilisation?by=pool&range=1h',
    );
    expect(body.source.status).toBe('ok');
  });

  for (const person of people) {
    test(`pages of ${person}`, async ({ page, portal, stack }) => {
      await portal.signIn(person);
      await setTheme(page, 'light');
      const addresses = pages.flatMap(({ address, person: who }) =>
        // The runs of the sandbox's world with a past are not here.
        who === person && typeof address === 'string' ? [address] : [],
      );
      if (person === 'llm') {
        addresses.push(`/runs/${await runId(stack)}`);
      }
      for (const address of addresses) {
        await portal.open(address);
        await expect(
          page.getByRole('heading', { level: 1 }).first(),
        ).toBeVisible();
      }
    });
  }

  test('the run ends', async ({ stack }) => {
    const run = await runId(stack);
    await stack.engineEnds(run);
    await untilState(stack, 'developer-llm', run, 'succeeded');
  });
});
