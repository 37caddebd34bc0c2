import type { Page } from '@playwright/test';
import { expect, expectAccessible, look, test } from './fixtures';

const HOST = /^http:\/\/([0-9a-f-]{36})\.workspaces\.localhost:(\d+)$/;

/** From the form's first step to the run's page. */
async function fillAndLaunch(page: Page, name: string): Promise<string> {
  await page.getByRole('textbox', { name: /Name of the workspace/ }).fill(name);
  await page.getByRole('button', { name: 'Next' }).click();
  await page
    .getByRole('radio', { name: /Language models/ })
    .check({ force: true });
  await expect(page.getByText('Would start now').first()).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('button', { name: /^Launch/ })).toBeEnabled();
  await page.getByRole('button', { name: /^Launch/ }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  return page.url().split('/').pop()!;
}

test.describe.serial('a workspace', () => {
  let run: string;

  test('is launched from its template, followed, opened at its own origin, and answers there', async ({
    page,
    portal,
    context,
  }) => {
    await portal.signIn('llm');
    await portal.open('/workspaces');
    await expect(page.getByText('No workspace is running')).toBeVisible();
    await look(page, 'workspaces-empty');
    await page.getByRole('button', { name: 'New workspace' }).first().click();
    await page.getByRole('link', { name: 'Open a JupyterLab' }).click();
    await page.waitForURL(/\/launch\/default\/workspace-jupyterlab/);
    run = await fillAndLaunch(page, 'Reading room');

    await expect(
      page.getByRole('heading', { level: 1, name: 'Reading room' }),
    ).toBeVisible();
    // The button comes by itself, and only once the program answers.
    const open = page.getByRole('button', { name: /^Open Reading room/ });
    await expect(open).toBeVisible({ timeout: 90_000 });
    await expect(
      page.getByText('Running', { exact: true }).first(),
    ).toBeVisible();
    await look(page, 'run-workspace');

    await portal.open('/workspaces');
    await expect(
      page.getByRole('listitem').filter({ hasText: 'Reading room' }),
    ).toContainText('JupyterLab');
    await look(page, 'workspaces');

    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: /^Open Reading room/ }).click(),
    ]);
    const problems: string[] = [];
    tab.on(
      'console',
      message => message.type() === 'error' && problems.push(message.text()),
    );
    await tab.waitForURL(/workspaces\.localhost/);
    const { origin, pathname } = new URL(tab.url());
    expect(HOST.exec(origin)?.[1]).toBe(run);
    expect(Number(HOST.exec(origin)?.[2])).toBe(
      portal.stack.settings.workspacesPort,
    );
    expect(pathname).toBe('/');
    await expect(
      tab.getByRole('heading', { level: 1, name: 'Reading room' }),
    ).toBeVisible();
    await expect(tab.getByText('This is a simulated workspace.')).toBeVisible();
    expect(await tab.evaluate(() => window.opener)).toBeNull();

    // The WebSocket speaks by itself, and answers.
    const clock = tab.locator('#clock');
    await expect(clock).toContainText(/\d{2}:\d{2}:\d{2}/);
    const before = await clock.textContent();
    await expect(clock).not.toHaveText(before!);
    await tab.getByLabel('Message').fill('hello over there');
    await tab.getByRole('button', { name: 'Send' }).click();
    await expect(tab.locator('#log')).toContainText('hello over there');
    // A form with the workspace's own cookie.
    await tab.getByLabel('Name').fill('notes.txt');
    await tab.getByLabel('Text').fill('some text');
    await tab.getByRole('button', { name: 'Save' }).click();
    await expect(tab.getByText('notes.txt (9 bytes)')).toBeVisible();
    await expectAccessible(tab, 'simulated workspace');

    // Neither side has the other's cookies.
    const cookies = await context.cookies(origin);
    expect(cookies.map(({ name }) => name).sort()).toEqual([
      '_xsrf',
      'workspace-session',
    ]);
    expect(
      cookies.find(({ name }) => name === 'workspace-session'),
    ).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      domain: new URL(origin).hostname,
    });
    expect(problems).toEqual([]);
    await tab.close();
  });

  test('is one of its kind for a person in a project, said before it is launched', async ({
    page,
    portal,
  }) => {
    await portal.signIn('llm');
    await portal.open('/launch/default/workspace-jupyterlab');
    await page
      .getByRole('textbox', { name: /Name of the workspace/ })
      .fill('Another');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByRole('radio', { name: /Language models/ })
      .check({ force: true });
    await expect(
      page
        .getByText(
          'You already have a JupyterLab in this project: Reading room',
        )
        .first(),
    ).toBeVisible();
  });

  test('may be a VS Code as well', async ({ page, portal }) => {
    const { stack } = portal;
    const launched = await stack.api('developer-llm', 'POST', '/runs', {
      headers: { 'Idempotency-Key': `vscode-${Date.now()}` },
      body: {
        project: 'research-llm',
        workload: 'aiworkload:default/dev-workspace-vscode',
        name: 'Editor',
        gpus: 1,
      },
    });
    expect(launched.status).toBe(201);
    const editor = launched.body.id;
    await expect
      .poll(
        async () =>
          (
            await stack.api('developer-llm', 'GET', `/runs/${editor}`)
          ).body.workspace?.ready,
        {
          timeout: 90_000,
        },
      )
      .toBe(true);
    const opened = await stack.api(
      'developer-llm',
      'POST',
      `/runs/${editor}/open`,
    );
    expect(opened.status).toBe(201);
    await page.goto(opened.body.url);
    await expect(page.getByText('VS Code, simulated')).toBeVisible();
    await expect(page.locator('#clock')).toContainText(/\d{2}:\d{2}:\d{2}/);
    expect(
      (await stack.api('developer-llm', 'POST', `/runs/${editor}/stop`)).status,
    ).toBe(202);
  });

  test('is nobody else’s to open', async ({ page, portal, browser }) => {
    const { stack } = portal;
    const asked = async (account: string) =>
      (await stack.api(account, 'POST', `/runs/${run}/open`)).status;
    expect(await asked('viewer')).toBe(403);
    expect(await asked('administrator')).toBe(403);
    expect(await asked('developer-vision')).toBe(404);
    await portal.signIn('viewer');
    await portal.open(`/runs/${run}`);
    await expect(
      page.getByText('Only its owner and admins of the project can open it.'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /^Open/ })).toHaveCount(0);

    // Who knows the address only, in a browser of their own.
    const stranger = await browser.newContext();
    const tab = await stranger.newPage();
    const address = `http://${run}.workspaces.localhost:${stack.settings.workspacesPort}/`;
    expect((await tab.goto(address))?.status()).toBe(401);
    await expect(
      tab.getByRole('heading', { name: 'Open it from the portal' }),
    ).toBeVisible();
    await expectAccessible(tab, 'page of the proxy');
    await expect(tab.getByRole('link')).toHaveAttribute(
      'href',
      `${stack.url}/runs/${run}`,
    );
    // A ticket is good once.
    const { body } = await stack.api(
      'developer-llm',
      'POST',
      `/runs/${run}/open`,
    );
    expect((await tab.goto(body.url))?.status()).toBe(200);
    expect((await tab.goto(body.url))?.status()).toBe(401);
    await stranger.close();
  });

  test('ends for good when it is stopped, with what is open in browsers', async ({
    page,
    portal,
    context,
  }) => {
    await portal.signIn('llm');
    await portal.open('/workspaces');
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: /^Open Reading room/ }).click(),
    ]);
    await expect(tab.locator('#clock')).toContainText(/\d{2}:\d{2}:\d{2}/);
    await page.bringToFront();
    await page.getByRole('button', { name: 'Stop Reading room' }).click();
    await expect(page.getByRole('dialog')).toContainText(
      'Files, kernels and terminals are lost',
    );
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Stop' })
      .click();
    await expect(page.getByText('No workspace is running')).toBeVisible({
      timeout: 60_000,
    });
    await expect(tab.locator('#clock')).toHaveText('the connection has ended');
    await expect.poll(async () => (await tab.reload())?.status()).toBe(401);

    // Nothing of it is left on the cluster.
    const workload = run;
    for (const path of [
      '/api/v1/services',
      '/apis/kaiwo.silogen.ai/v1alpha1/kaiwoservices',
    ]) {
      await expect
        .poll(async () => {
          const { items } = await portal.stack.kubeGet('hall-a', path);
          return items.filter(
            ({ metadata }) =>
              metadata.labels?.['airm.silogen.ai/workload-id'] === workload,
          ).length;
        })
        .toBe(0);
    }
  });
});
