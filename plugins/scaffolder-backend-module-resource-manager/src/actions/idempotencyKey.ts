import { createHash } from 'node:crypto';
import type { LaunchRunRequest } from '@silogen/backstage-plugin-resource-manager-common';

/**
 * The key under which a launch happens once: `task/step/what is launched`.
 *
 * The scaffolder (backend 4.2) gives an action the task's and the step's id, but not the iteration of a step with
 * `each`; what is launched tells iterations apart instead, and stays the same when a task is retried or recovered.
 */
export function idempotencyKey(options: {
  taskId: string;
  /** The step's id, or the action's where a step has none. */
  stepId: string;
  request: LaunchRunRequest;
}): string {
  const { taskId, stepId, request } = options;
  const launched = digest(JSON.stringify(request, sortedKeys));
  // The key travels in a header of at most 200 printable characters.
  const step =
    /^[\x21-\x7e]+$/.test(stepId) && stepId.length <= 100
      ? stepId
      : digest(stepId);
  return `${taskId}/${step}/${launched}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** For `JSON.stringify`: the same text whatever the order of an object's keys. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
