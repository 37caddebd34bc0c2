import type { SyncStatus } from '@silogen/backstage-plugin-resource-manager-common';
import type { SyncRecord } from './SyncStore';

const ORDER: readonly SyncStatus['state'][] = [
  'failed',
  'drifted',
  'pending',
  'applied',
];

/** The state that needs attention most, naming what it is about. */
export function worstStatus(records: readonly SyncRecord[]): SyncStatus {
  const state = ORDER.find(candidate =>
    records.some(record => record.status.state === candidate),
  );
  if (!state)
    return { state: 'pending', message: 'Nothing was written to it yet' };
  const worst = records.filter(record => record.status.state === state);
  const appliedAt =
    worst
      .map(record => record.status.appliedAt ?? '')
      .sort()
      .pop() || undefined;
  if (state === 'applied') return { state, appliedAt };
  const [first] = worst;
  const more = worst.length > 1 ? ` (and ${worst.length - 1} more)` : '';
  return {
    state,
    message: `${first.kind} ${first.name}: ${
      first.status.message ?? state
    }${more}`,
    differences: first.status.differences,
    appliedAt,
  };
}
