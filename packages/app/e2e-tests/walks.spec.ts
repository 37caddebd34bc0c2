import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, settled, type Person } from './fixtures';
import { test, untilSettled } from './seededWorld';

/** The five stations of one walk: the link on Home, and what has to be found behind it. */
type Walk = [link: string, look: (page: Page) => Promise<void>][];

/** Numbers of the headline, by what they count. */
async function headline(page: Page): Promise<number[]> {
  const summary = page.getByRole('region', { name: 'GPUs now' });
  const text = await summary.innerText();
  return ['Busy', 'Held but idle', 'Reserved, not running', 'Free', 'Unavailable'].map(name =>
    Number(new RegExp(`(\\d+)\\s*${name}`).exec(text)?.[1]),
  );
}

const developer: Walk = [
  [
    'See what your project holds',
    async page => {
      await expect(page.getByRole('heading', { level: 1, name: 'Vision' })).toBeVisible();
      await expect(page.getByText('guaranteed 16 GPUs · 8 used').first()).toBeVisible();
    },
  ],
  [
    'Look at a model',
    async page => {
      await expect(page.getByText('Llama 3.1 8B Instruct').first()).toBeVisible();
      await expect(page.getByText('Fits on one')).toBeVisible();
    },
  ],
  [
    'Ask whether it would start',
    async page => {
      await expect(page.getByText('Would start by suspending others')).toBeVisible();
      await expect(page.getByText(/Suspends a run of another project \(8 GPUs\).*resumes from its last checkpoint/)).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Memory of one GPU, estimated' })).toBeVisible();
      await expect(page.getByRole('img', { name: /^Memory of one MI300X in GiB/ })).toBeVisible();
    },
  ],
  [
    'Follow a run',
    async page => {
      await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
      await expect(page.getByText('Submitted').first()).toBeVisible();
    },
  ],
  [
    'Open a workspace',
    async page => {
      await expect(page.getByText('viktor-editor')).toBeVisible();
      await expect(page.getByRole('button', { name: /Open/ }).first()).toBeVisible();
    },
  ],
];

const manager: Walk = [
  [
    'Why does this run wait?',
    async page => {
      await expect(page.getByRole('heading', { level: 1, name: 'layout-model-sft' })).toBeVisible();
      await expect(page.getByText(/4 GPUs short in MI325X/).first()).toBeVisible();
    },
  ],
  [
    'Who is above guarantee?',
    async page => {
      await expect(page.getByText('26 used = 16 + 10 borrowed').first()).toBeVisible();
      await expect(page.getByText('44 guaranteed of 48 GPUs')).toBeVisible();
    },
  ],
  [
    'What if a guarantee changed?',
    async page => {
      const guaranteed = (project: string) =>
        page.getByRole('textbox', { name: `Guaranteed to ${project} in MI325X` });
      await guaranteed('Language models').fill('4');
      await page.getByRole('button', { name: /Access of Documents to MI325X/ }).click();
      await page.getByRole('option', { name: 'Guaranteed' }).click();
      await guaranteed('Documents').fill('4');
      await guaranteed('Documents').blur();
      await page.getByRole('button', { name: 'Review…' }).click();
      const review = page.getByRole('dialog');
      await expect(review.getByText(/deepseek-distill-sft/)).toBeVisible();
      await page.keyboard.press('Escape');
    },
  ],
  [
    'What does not match?',
    async page => {
      await expect(page.getByText('Drifted').first()).toBeVisible();
    },
  ],
  [
    'Which GPUs are held but idle?',
    async page => {
      await expect(page.getByRole('link', { name: 'nadia-notebook holds 2 GPUs without using them' })).toBeVisible();
    },
  ],
];

const administrator = (kubeconfig: string): Walk => [
  [
    'Two clusters as they are',
    async page => {
      await expect(page.getByRole('link', { name: 'Hall A' }).first()).toBeVisible();
      await expect(page.getByText('v1.34.1')).toBeVisible();
    },
  ],
  [
    'Find the broken GPU',
    async page => {
      await expect(page.getByRole('heading', { level: 1, name: 'Hall B' })).toBeVisible();
      await expect(page.getByText(/1 unhealthy|1 unavailable/).first()).toBeVisible();
    },
  ],
  [
    'See the compute pools',
    async page => {
      await expect(page.getByText('MI325X').first()).toBeVisible();
    },
  ],
  [
    'Departments, projects, people',
    async page => {
      await expect(page.getByRole('link', { name: 'Language models' }).first()).toBeVisible();
    },
  ],
  [
    'Connect your own cluster',
    async page => {
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('textbox', { name: /^Kubeconfig/ }).fill(kubeconfig);
      await sheet.getByRole('textbox', { name: /^Context/ }).fill('hall-a-readonly');
      await sheet.getByRole('button', { name: 'Check' }).click();
      await expect(sheet.getByText('hall-a-readonly answers, but rights are missing')).toBeVisible();
      await expect(sheet.getByText(/Missing: .*create, delete kaiwojobs/)).toBeVisible();
      await expectAccessible(page, 'the check of a cluster');
      await sheet.getByRole('textbox', { name: /^Context/ }).fill('hall-a');
      await sheet.getByRole('button', { name: 'Check' }).click();
      await expect(sheet.getByText('hall-a can be connected: no right is missing')).toBeVisible();
    },
  ],
];

const stakeholder: Walk = [
  [
    'Where is every GPU?',
    async page => {
      const parts = await headline(page);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(80);
    },
  ],
  [
    'Who holds them?',
    async page => {
      await expect(page.getByRole('row', { name: /Research/ })).toBeVisible();
    },
  ],
  [
    'How was it over two weeks?',
    async page => {
      await expect(page.getByRole('radio', { name: 'Last 14 days' }).or(page.getByRole('button', { name: 'Last 14 days' }))).toBeVisible();
    },
  ],
  [
    'What is there to build on?',
    async page => {
      await expect(page.getByText(/5\d entries/)).toBeVisible();
    },
  ],
  [
    'Who is guaranteed what?',
    async page => {
      await expect(page.getByText('26 used = 16 + 10 borrowed').first()).toBeVisible();
    },
  ],
];

test.describe.serial('the guided walks', () => {
  test.beforeAll(async ({ stack }) => {
    test.setTimeout(240_000);
    await untilSettled(stack);
  });

  const walks: [Person, (kubeconfig: string) => Walk][] = [
    ['vision', () => developer],
    ['manager', () => manager],
    ['administrator', administrator],
    ['viewer', () => stakeholder],
  ];

  for (const [person, walk] of walks) {
    test(`of the ${person} leads to five places that show what they promise`, async ({ portal, page }) => {
      const kubeconfig = fs.readFileSync(portal.stack.settings.kubeconfig, 'utf8');
      await portal.signIn(person);
      const card = page.getByRole('region', { name: 'Ten minutes around the portal' });
      await expect(card.getByText('0 of 5 seen')).toBeVisible();
      for (const [at, [link, look]] of walk(kubeconfig).entries()) {
        await card.getByRole('link', { name: link }).click();
        await settled(page);
        await look(page);
        await page.goto(portal.stack.url);
        await expect(card.getByText(`${at + 1} of 5 seen`)).toBeVisible();
      }
      await expectAccessible(page, `Home of the ${person}`);
      await expect(page.getByRole('link', { name: /^Simulated clusters, 1 × speed/ })).toBeVisible();
    });
  }
});
