import fs from 'node:fs';
import path from 'node:path';
import type { SandboxStack } from './sandboxStack';
import type { KubeItem, PortalStack } from './stack';

/** What `packages/backend/src/__testUtils__/portalWithKillPoints.ts` can be asked for. */
export type KillPoint =
  | 'before-insert'
  | 'after-insert'
  | 'after-create'
  | 'before-status';
export type Victims = 'portal' | 'sandbox' | 'both';

export const KILLABLE_PORTAL = 'src/__testUtils__/portalWithKillPoints.ts';
const RUN_LABEL = 'airm.silogen.ai/workload-id';

/** The next run that comes to this point takes these processes with it. */
export function orderKill(
  stack: SandboxStack,
  point: KillPoint,
  victims: Victims,
): void {
  const order = path.join(stack.settings.dataDir, 'kill-order.json');
  // The portal kills itself last: what it does not live to kill would survive.
  const pids = [
    ...(victims === 'portal' ? [] : [stack.sandboxPid]),
    ...(victims === 'sandbox' ? [] : [stack.portalPid]),
  ];
  fs.writeFileSync(`${order}.new`, JSON.stringify({ point, pids }));
  fs.renameSync(`${order}.new`, order);
}

/** Waits until the processes are dead, and starts them again. */
export async function revive(
  stack: SandboxStack,
  victims: Victims,
): Promise<void> {
  if (victims !== 'portal') {
    await stack.untilSandboxEnded();
    await stack.startSandbox();
  }
  if (victims !== 'sandbox') {
    await stack.untilPortalEnded();
    await stack.startPortal();
  }
}

/** The objects on the clusters that stand for a run: what others made for them (a Job of a KaiwoJob) is not one. */
export async function objectsOf(
  stack: PortalStack,
  run: string,
): Promise<KubeItem[]> {
  const selector = `labelSelector=${encodeURIComponent(`${RUN_LABEL}=${run}`)}`;
  const lists = await Promise.all([
    stack.kubeGet(
      'hall-a',
      `/apis/kaiwo.silogen.ai/v1alpha1/kaiwojobs?${selector}`,
    ),
    stack.kubeGet('hall-a', `/apis/batch/v1/jobs?${selector}`),
    stack.kubeGet('hall-b', `/apis/batch/v1/jobs?${selector}`),
  ]);
  return lists
    .flatMap(({ items }) => items)
    .filter(({ metadata }) => !metadata.ownerReferences?.length);
}
