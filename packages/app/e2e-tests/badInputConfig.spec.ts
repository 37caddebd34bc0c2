import fs from 'node:fs';
import path from 'node:path';
import { addFaultyParts, type FaultyParts } from './faultyParts';
import { expect, test } from './fixtures';
import { launchRequest } from './refusals';
import { SandboxStack } from './sandboxStack';

test.describe('bad configuration', () => {
  let stack: SandboxStack;
  let faulty: FaultyParts;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    stack = await SandboxStack.create();
    faulty = addFaultyParts(stack);
    await stack.start();
  });
  test.afterAll(() => stack?.stop());

  test('a malformed kubeconfig is named with what is wrong, and the other clusters work', async () => {
    const { body } = await stack.api('administrator', 'GET', '/clusters');
    const named = Object.fromEntries(
      body.items.map((cluster: any) => [cluster.name, cluster]),
    );
    expect(named.broken).toMatchObject({
      reachable: false,
      nodes: { total: 0 },
    });
    expect(named.broken.problem).toBe(
      `kubeconfig ${faulty.kubeconfig}: is not YAML: bad indentation of a mapping entry in line 3, column 11; correct the file, it is read again by itself`,
    );
    for (const name of ['hall-a', 'hall-b']) {
      expect(named[name]).toMatchObject({ reachable: true });
      expect(named[name].nodes.ready).toBeGreaterThan(0);
    }
    const run = await stack.api('developer-llm', 'POST', '/runs', {
      headers: { 'idempotency-key': 'beside-a-broken-cluster' },
      body: launchRequest({ name: 'Beside a broken cluster' }),
    });
    expect(run.status, JSON.stringify(run.body)).toBe(201);

    // Once the file can be read, it is: without a restart, the reason is now that nobody answers.
    fs.writeFileSync(
      faulty.kubeconfig,
      fs
        .readFileSync(stack.settings.kubeconfig, 'utf8')
        .replace(/https:\/\/127\.0\.0\.1:\d+/g, 'https://127.0.0.1:1'),
    );
    await expect
      .poll(
        async () =>
          (
            await stack.api('administrator', 'GET', '/clusters/broken')
          ).body.problem,
        { timeout: 60_000 },
      )
      .toContain('ECONNREFUSED');
  });

  test('an entity with a wrong field is named with the field, and the others are there', async () => {
    const token = await stack.token('developer-llm');
    const entity = async (name: string) =>
      (
        await fetch(
          `${stack.url}/api/catalog/entities/by-name/aimodel/default/${name}`,
          {
            headers: { authorization: `Bearer ${token}` },
          },
        )
      ).status;
    await expect
      .poll(() => entity('well-written'), { timeout: 60_000 })
      .toBe(200);
    expect(await entity('llama-3.1-8b-instruct')).toBe(200);
    const log = path.join(stack.settings.dataDir, 'logs', 'portal.log');
    const complaint = () =>
      fs
        .readFileSync(log, 'utf8')
        .split('\n')
        .find(line => line.includes('aimodel:default/wrongly-written'));
    await expect
      .poll(complaint)
      .toContain('/spec/parameters/totalBillions must be number');
    expect(complaint()).toContain(faulty.entities);
    expect(await entity('wrongly-written')).toBe(404);
  });
});
