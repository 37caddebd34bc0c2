import { expect } from './fixtures';
import type { PortalStack } from './stack';

const fineTune = 'aiworkload:default/llm-finetune-silogen-engine';

/** A fine-tune of 8 GPUs on the MI325X pool that lasts longer than the test. */
export async function launchLong(stack: PortalStack, account: string, project: string, name: string): Promise<string> {
  const { status, body } = await stack.api(account, 'POST', '/runs', {
    headers: { 'idempotency-key': `e2e-${name}-${Date.now()}` },
    body: {
      project,
      workload: fineTune,
      name,
      gpus: 8,
      cluster: 'hall-a',
      pool: 'mi325x',
      inputs: {
        model: 'aimodel:default/qwen2.5-7b-instruct',
        dataset: 'aidataset:default/databricks-dolly-15k',
      },
      parameters: { method: 'sft', peft: 'LORA', epochs: 60, checkpointsRemote: 'default-bucket/e2e' },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** Waits until a run is in a state, as the API tells it. */
export async function untilState(stack: PortalStack, account: string, run: string, state: string): Promise<any> {
  let seen: any;
  await expect
    .poll(async () => {
      seen = (await stack.api(account, 'GET', `/runs/${run}`)).body;
      return seen.state;
    }, { timeout: 120_000, intervals: [500] })
    .toBe(state);
  return seen;
}
