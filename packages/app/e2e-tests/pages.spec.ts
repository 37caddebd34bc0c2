import { expect, look } from './fixtures';
import { pages } from './pages';
import { test, untilSettled } from './seededWorld';

const people = [...new Set(pages.map(({ person }) => person))];

test.beforeAll(async ({ stack }) => {
  test.setTimeout(240_000);
  await untilSettled(stack);
});

for (const person of people) {
  test(`pages of ${person}`, async ({ page, portal }) => {
    test.slow();
    await portal.signIn(person);
    for (const { name, address } of pages.filter(candidate => candidate.person === person)) {
      await portal.open(typeof address === 'string' ? address : await address(portal.stack));
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await look(page, name);
    }
  });
}
