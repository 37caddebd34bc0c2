import { expect, expectAccessible, settled, shoot, test, setTheme, type Person } from './fixtures';

/** Every page, by the name of its screenshot, with who looks at it. */
const pages: { name: string; address: string; person: Person }[] = [
  { name: 'home-developer', address: '/', person: 'llm' },
  { name: 'models', address: '/models', person: 'llm' },
  { name: 'datasets', address: '/datasets', person: 'llm' },
  { name: 'workloads', address: '/workloads', person: 'llm' },
  { name: 'model', address: '/catalog/default/aimodel/llama-3.1-8b-instruct', person: 'llm' },
  { name: 'dataset', address: '/catalog/default/aidataset/databricks-dolly-15k', person: 'llm' },
  { name: 'workload', address: '/catalog/default/aiworkload/llm-finetune-silogen-engine', person: 'llm' },
  { name: 'launch', address: '/launch', person: 'llm' },
  { name: 'launch-fine-tune', address: '/launch/default/llm-finetune', person: 'llm' },
  { name: 'runs', address: '/runs', person: 'llm' },
  { name: 'search', address: '/search', person: 'llm' },
  { name: 'notifications', address: '/notifications', person: 'llm' },
  { name: 'settings', address: '/settings', person: 'llm' },
  { name: 'home-manager', address: '/', person: 'manager' },
  { name: 'projects', address: '/resources/projects', person: 'manager' },
  { name: 'project', address: '/resources/projects/research-llm', person: 'manager' },
  { name: 'quotas', address: '/resources/quotas', person: 'manager' },
  { name: 'pools', address: '/resources/pools', person: 'manager' },
  { name: 'clusters', address: '/resources/clusters', person: 'administrator' },
  { name: 'cluster', address: '/resources/clusters/hall-a', person: 'administrator' },
  { name: 'quotas-viewer', address: '/resources/quotas', person: 'viewer' },
  { name: 'runs-viewer', address: '/runs', person: 'viewer' },
];

const people = [...new Set(pages.map(({ person }) => person))];
const WIDE = 1440;
const NARROW = 480;

for (const person of people) {
  for (const theme of ['light', 'dark'] as const) {
    test(`pages of ${person}, ${theme}`, async ({ page, portal }) => {
      await portal.signIn(person);
      await setTheme(page, theme);
      for (const { name, address } of pages.filter(candidate => candidate.person === person)) {
        await page.setViewportSize({ width: WIDE, height: 900 });
        await portal.open(address);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await expectAccessible(page, `${name}, ${theme}`);
        await shoot(page, name, theme, WIDE);
        await page.setViewportSize({ width: NARROW, height: 900 });
        await settled(page);
        await shoot(page, name, theme, NARROW);
      }
    });
  }
}
