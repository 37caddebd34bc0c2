import { nextStatus, type Observation } from './observe';
import type { SyncRecord } from './SyncStore';

const at = new Date('2026-01-01T10:00:00Z');
const options = { cluster: 'c1', at };
const difference = {
  field: 'mi300x amd.com/gpu guaranteed',
  wanted: '8',
  seen: '99',
};
const seen = (
  hash: string,
  differences: Observation['differences'] = [],
): Observation => ({
  kind: 'project',
  name: 'team-a',
  hash,
  differences,
});
const before = (
  state: SyncRecord['status']['state'],
  appliedHash?: string,
): SyncRecord => ({
  cluster: 'c1',
  kind: 'project',
  name: 'team-a',
  status: { state, appliedAt: appliedHash && '2026-01-01T09:00:00.000Z' },
  appliedHash,
});

describe('nextStatus', () => {
  it.each([
    [
      'new, not there yet',
      undefined,
      seen('1', [difference]),
      'pending',
      false,
    ],
    ['arrived', before('pending'), seen('1'), 'applied', false],
    ['still as applied', before('applied', '1'), seen('1'), 'applied', false],
    [
      'a newer wish on its way',
      before('applied', '1'),
      seen('2', [difference]),
      'pending',
      false,
    ],
    [
      'changed by somebody else',
      before('applied', '1'),
      seen('1', [difference]),
      'drifted',
      true,
    ],
    [
      'still drifted: told once',
      before('drifted', '1'),
      seen('1', [difference]),
      'drifted',
      false,
    ],
    ['put back', before('drifted', '1'), seen('1'), 'applied', false],
  ])('%s', (_, earlier, now, state, drifted) => {
    const result = nextStatus(earlier, now, options);
    expect(result.record.status.state).toBe(state);
    expect(result.drifted).toBe(drifted);
  });

  it('keeps the time at which it was applied first', () => {
    expect(
      nextStatus(before('applied', '1'), seen('1'), options).record.status
        .appliedAt,
    ).toBe('2026-01-01T09:00:00.000Z');
    expect(
      nextStatus(before('applied', '1'), seen('2'), options).record.status
        .appliedAt,
    ).toBe(at.toISOString());
  });

  it('keeps in mind that it was changed by somebody else, until it is changed by us', () => {
    const back = nextStatus(before('drifted', '1'), seen('1'), options).record;
    expect(back.status.message).toContain(
      'put back at 2026-01-01T10:00:00.000Z',
    );
    expect(nextStatus(back, seen('1'), options).record).toEqual(back);
    expect(
      nextStatus(back, seen('2'), options).record.status.message,
    ).toBeUndefined();
  });

  it('says why it failed', () => {
    expect(
      nextStatus(undefined, seen('1', [difference]), {
        ...options,
        failure: '409 Conflict',
      }).record.status,
    ).toMatchObject({
      state: 'failed',
      message: '409 Conflict',
      differences: [difference],
    });
  });
});
