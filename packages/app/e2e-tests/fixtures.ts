import fs from 'node:fs';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { SandboxStack } from './sandboxStack';
import type { PortalStack } from './stack';

const root = path.resolve(__dirname, '../../..');
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Account names of app-config.yaml with what the sign-in page calls them. */
export const people = {
  llm: { account: 'developer-llm', title: 'Nadia, AI developer' },
  vision: { account: 'developer-vision', title: 'Viktor, AI developer' },
  manager: { account: 'resource-manager', title: 'Rosa, resource manager' },
  administrator: { account: 'administrator', title: 'Ada, platform administrator' },
  viewer: { account: 'viewer', title: 'Sven, viewer' },
} as const;
export type Person = keyof typeof people;

interface Portal {
  stack: PortalStack;
  /** Opens a page of the portal, signed in through the sign-in page as a person would. */
  signIn(person: Person): Promise<void>;
  /** Opens an address of the portal and waits until nothing is loading. */
  open(address: string): Promise<void>;
}

/** One stack for all specs of a run; a page whose console shows an error fails its test. */
export const test = base.extend<{ portal: Portal; quietConsole: void }, { stack: PortalStack }>({
  stack: [
    async ({}, provide) => {
      const stack = await SandboxStack.create();
      await stack.start();
      await provide(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  quietConsole: [
    async ({ page }, provide) => {
      const problems: string[] = [];
      page.on('console', message => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', error => problems.push(String(error)));
      await provide();
      expect(problems, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
  portal: async ({ page, stack }, provide) => {
    const open = async (address: string) => {
      await page.goto(`${stack.url}${address}`);
      await page.waitForLoadState('networkidle');
      await settled(page);
    };
    await provide({
      stack,
      open,
      async signIn(person) {
        // Someone else may have been signed in before. Forgotten on an address of the portal that is no page of it: the
        // app itself would sign them in again meanwhile.
        await page.goto(`${stack.url}/.backstage/health/v1/readiness`);
        await page.evaluate(() => window.sessionStorage.clear());
        await page.goto(stack.url);
        await page.getByRole('button', { name: `Sign in as ${people[person].title}` }).click();
        await page.getByRole('link', { name: 'Home' }).first().waitFor();
      },
    });
  },
});

/** Waits until no skeleton or progress indicator is left. */
export async function settled(page: Page): Promise<void> {
  // Backstage's own progress indicators have no value, those of runs do.
  await expect(page.locator('[aria-busy="true"], [role="progressbar"]:not([aria-valuenow])')).toHaveCount(0);
}

/** Fails on findings that axe calls serious or critical. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(context: object, options: object): Promise<any> } }).axe;
    // What react-aria announced moments ago may name an element that is gone; it keeps its region until then.
    const announcer = { exclude: ['[data-live-announcer]'] };
    const results = await axe.run(announcer, { resultTypes: ['violations'] });
    return results.violations
      .filter((violation: any) => ['serious', 'critical'].includes(violation.impact))
      .map((violation: any) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node: any) => node.html.slice(0, 160)).join(' | ')}`);
  });
  expect(violations, `accessibility of ${where}`).toEqual([]);
}

/** Changes the theme of the page that is open, as another tab of the portal would, and waits until it is drawn. */
export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(id => {
    window.localStorage.setItem('theme', id);
    window.dispatchEvent(new StorageEvent('storage', { key: 'theme' }));
  }, theme);
  await page.locator(`body[data-theme-mode="${theme}"]`).waitFor();
  // Axe would measure a colour that is on its way.
  await page.evaluate(async () => {
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document.getAnimations().filter(each => each instanceof CSSTransition);
    await Promise.allSettled(ending.map(each => each.finished));
  });
}

/** Writes `screenshots/<page>-<theme>-<width>.png`. */
export async function shoot(page: Page, name: string, theme: 'light' | 'dark', width: number): Promise<void> {
  const folder = path.join(root, 'screenshots', process.env.SCREENSHOTS ?? '');
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`), fullPage: true, animations: 'disabled' });
}

/** Looks at a page in both themes, wide and narrow. */
export async function look(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    await settled(page);
    await expectAccessible(page, `${name}, ${theme}`);
    await shoot(page, name, theme, 1440);
    await page.setViewportSize({ width: 480, height: 900 });
    await shoot(page, name, theme, 480);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
}

export { expect };
