import { expect } from '@playwright/test';
import type { PortalStack } from './stack';

/** A request that has to be refused, and how. */
export interface Refusal {
  what: string;
  account: string;
  request: [method: string, path: string];
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
  /** Of the first of `error.details`. */
  field: string;
  problem: RegExp;
  remedy: RegExp;
}

/** The same on hall-a as what a developer of research-llm launches, with one thing changed. */
export function launchRequest(
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    project: 'research-llm',
    workload: 'aiworkload:default/llm-finetune-silogen-engine',
    name: 'Refused',
    gpus: 1,
    cluster: 'hall-a',
    pool: 'mi325x',
    inputs: {
      model: 'aimodel:default/qwen2.5-7b-instruct',
      dataset: 'aidataset:default/databricks-dolly-15k',
    },
    parameters: parametersWith({}),
    ...change,
  };
}

export function parametersWith(
  change: Record<string, unknown>,
): Record<string, unknown> {
  return {
    method: 'sft',
    peft: 'LORA',
    epochs: 1,
    checkpointsRemote: 'default-bucket/e2e',
    ...change,
  };
}

/** Sends it and compares; goes on after a difference, so that one run shows all of them. */
export async function expectRefused(
  stack: PortalStack,
  refusal: Refusal,
): Promise<void> {
  const { what, account, request, body, headers } = refusal;
  const answer = await stack.api(account, ...request, { body, headers });
  expect
    .soft(answer.status, `${what}: ${JSON.stringify(answer.body)}`)
    .toBe(refusal.status);
  const { code, details, message } = answer.body?.error ?? {};
  expect
    .soft({ what, code, field: details?.[0]?.field })
    .toEqual({ what, code: refusal.code, field: refusal.field });
  expect
    .soft(String(details?.[0]?.problem), `problem of ${what}`)
    .toMatch(refusal.problem);
  expect
    .soft(String(details?.[0]?.remedy), `remedy of ${what}`)
    .toMatch(refusal.remedy);
  expect.soft(message, `message of ${what}`).toBeTruthy();
}
