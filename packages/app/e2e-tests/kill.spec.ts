import { randomUUID } from 'node:crypto';
import { expect, test as base } from '@playwright/test';
import {
  KILLABLE_PORTAL,
  objectsOf,
  orderKill,
  revive,
  type KillPoint,
  type Victims,
} from './killing';
import { SandboxStack } from './sandboxStack';

const DEVELOPER = 'developer-llm';
const points: KillPoint[] = [
  'before-insert',
  'after-insert',
  'after-create',
  'before-status',
];
const victimsOf: Victims[] = ['portal', 'sandbox', 'both'];

/** One stack for all cases, which goes on with what a case has left. Its runs last seconds. */
const test = base.extend<{}, { stack: SandboxStack }>({
  stack: [
    async ({}, use) => {
      const stack = await SandboxStack.create({
        speed: 20,
        entry: KILLABLE_PORTAL,
      });
      await stack.start();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const inputs = {
  model: 'aimodel:default/qwen2.5-7b-instruct',
  dataset: 'aidataset:default/databricks-dolly-15k',
};

const request = (name: string) => ({
  project: 'research-llm',
  workload: 'aiworkload:default/llm-finetune-silogen-engine',
  name,
  gpus: 1,
  cluster: 'hall-a',
  pool: 'mi300x',
  inputs,
  parameters: {
    method: 'sft',
    peft: 'LORA',
    epochs: 1,
    checkpointsRemote: 'default-bucket/e2e',
  },
});

function launch(stack: SandboxStack, name: string, key: string) {
  return stack.api(DEVELOPER, 'POST', '/runs', {
    headers: { 'idempotency-key': key },
    body: request(name),
  });
}

async function runsNamed(stack: SandboxStack, name: string): Promise<any[]> {
  const { status, body } = await stack.api(
    DEVELOPER,
    'GET',
    `/runs?q=${encodeURIComponent(name)}`,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
}

/** A portal that has not seen its cluster or read its catalogue yet refuses launches. */
async function untilLaunchable(stack: SandboxStack): Promise<void> {
  await expect
    .poll(
      async () => {
        const { body } = await stack.api(DEVELOPER, 'POST', '/run-preview', {
          body: request('Preview'),
        });
        return body.problems ?? body;
      },
      { timeout: 60_000, intervals: [250] },
    )
    .toEqual([]);
}

/** Follows a run to its end. Never, from now on, may a second object stand for it. */
async function expectOneObjectToTheEnd(
  stack: SandboxStack,
  run: string,
): Promise<void> {
  const uids = new Set<string>();
  await expect
    .poll(
      async () => {
        for (const { metadata } of await objectsOf(stack, run))
          uids.add(metadata.uid);
        return (await stack.api(DEVELOPER, 'GET', `/runs/${run}`)).body.state;
      },
      { timeout: 150_000, intervals: [1_000] },
    )
    .toBe('succeeded');
  expect(await objectsOf(stack, run)).toHaveLength(1);
  expect([...uids]).toHaveLength(1);
}

/** Whatever is in the project was launched through the portal, and once. */
async function expectNoForeignRun(
  stack: SandboxStack,
  run: string,
): Promise<void> {
  const { body } = await stack.api('administrator', 'GET', '/runs?limit=100');
  const items: { id: string; name: string; origin: string }[] = body.items;
  expect(items).toHaveLength(body.totalItems);
  expect(items.map(({ id }) => id)).toContain(run);
  expect(items.filter(({ origin }) => origin !== 'portal')).toEqual([]);
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
}

for (const victims of victimsOf) {
  for (const point of points) {
    test(`a run survives kill -9 of ${victims} at ${point}`, async ({
      stack,
    }) => {
      const name = `Kill of ${victims} ${point}`;
      const key = randomUUID();
      await untilLaunchable(stack);
      // Nothing may wait for a status of an earlier run: this one has to be there first.
      const isLaunchedFirst = point === 'before-status';
      if (!isLaunchedFirst) orderKill(stack, point, victims);
      // A portal that dies in it does not answer.
      const answer = await launch(stack, name, key).catch(() => undefined);
      if (isLaunchedFirst) orderKill(stack, point, victims);
      if (answer) expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      await revive(stack, victims);

      if (point === 'before-insert') {
        expect(await runsNamed(stack, name)).toHaveLength(answer ? 1 : 0);
        await untilLaunchable(stack);
        const again = await launch(stack, name, key);
        expect(again.status, JSON.stringify(again.body)).toBe(
          answer ? 200 : 201,
        );
      }
      const runs = await runsNamed(stack, name);
      expect(runs).toHaveLength(1);
      await expectOneObjectToTheEnd(stack, runs[0].id);
      await expectNoForeignRun(stack, runs[0].id);
    });
  }
}

test('a launch from the form is taken up again when the portal is killed in it', async ({
  stack,
}) => {
  const name = 'Kill in a task';
  const scaffolder = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${stack.url}/api/scaffolder/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await stack.token(DEVELOPER)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    expect(response.ok, `${path}: ${response.status}`).toBe(true);
    return response.json();
  };
  await untilLaunchable(stack);
  orderKill(stack, 'after-insert', 'portal');
  const { id } = await scaffolder('POST', '/tasks', {
    templateRef: 'template:default/llm-finetune',
    values: {
      ...inputs,
      workload: 'aiworkload:default/llm-finetune-silogen-engine',
      runName: name,
      method: 'lora',
      epochs: 1,
      project: 'research-llm',
      placement: {
        cluster: 'hall-a',
        pool: 'mi300x',
        gpus: 1,
        priority: 'medium',
      },
      outputBucketPath: 'default-bucket/e2e',
    },
  });
  await revive(stack, 'portal');
  await expect
    .poll(async () => (await scaffolder('GET', `/tasks/${id}`)).status, {
      timeout: 120_000,
      intervals: [1_000],
    })
    .toBe('completed');
  const runs = await runsNamed(stack, name);
  expect(runs).toHaveLength(1);
  await expectOneObjectToTheEnd(stack, runs[0].id);
  await expectNoForeignRun(stack, runs[0].id);
});
