import { messages } from './messages';
import { isPreempting } from './preempting';
import type { Decision, WaitReason } from './types';

const admission = { clusterQueue: 'a', podSets: [] };
const wait = (reason: WaitReason, message = ''): Decision => ({
  outcome: 'wait',
  reason,
  message,
  shortages: [],
  never: false,
});
const preempt: Decision = {
  outcome: 'preempt',
  admission,
  victims: [],
  message: '',
};
const admit: Decision = { outcome: 'admit', admission, borrows: false };

it.each<[string, Decision, boolean, boolean]>([
  ['evicts others', preempt, false, true],
  ['waits for them', wait('WaitingForPreemptedWorkloads'), false, true],
  ['waits for them behind another', wait('BlockedByHead'), true, true],
  [
    'lost its victims to another in this cycle',
    wait('WaitingForQuota', messages.overlappingVictims),
    true,
    true,
  ],
  ['waits behind another', wait('BlockedByHead'), false, false],
  ['got their room', admit, true, false],
  ['cannot start after all', wait('WaitingForQuota'), true, false],
])('a workload that %s', (_, decision, before, after) => {
  expect(isPreempting(decision, before)).toBe(after);
});
