import { expect, expectAccessible, shoot, test } from './fixtures';

test('a lowered guarantee is taken back from the history of its quota', async ({
  page,
  portal,
}) => {
  const guarantee = page.getByRole('textbox', {
    name: 'Guaranteed to Vision in MI325X',
  });
  await portal.signIn('manager');
  await portal.open('/resources/quotas?cluster=hall-a&pool=mi325x');
  const before = await guarantee.inputValue();
  await guarantee.fill(String(Number(before) - 1));
  await guarantee.blur();
  await page.getByRole('button', { name: 'Review…' }).click();
  await page.getByRole('button', { name: 'Apply 1 change' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Close' })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'More about Vision' }).click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  const back = page
    .getByRole('button', { name: /^Go back to version/ })
    .first();
  await expect(back).toBeVisible();
  await expectAccessible(page, 'history of a quota');
  await shoot(page, 'quota-history', 'light', 1440);
  await back.click();
  await expect(page.getByText('No run would be suspended.')).toBeVisible();
  await expectAccessible(page, 'going back to a version');
  await shoot(page, 'quota-version', 'light', 1440);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Go back to version/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(guarantee).toHaveValue(before);
});
