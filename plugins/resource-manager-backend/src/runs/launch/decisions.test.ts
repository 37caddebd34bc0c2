import type { Decision } from '@silogen/kueue-admission';
import type { PoolSummary } from '../../contracts';
import { choosePlacement, type PlacementCandidate } from './choosePlacement';
import { verdictOf } from './verdict';

const title = (flavor: string) => flavor.toUpperCase();
const short = (needed: bigint): Decision => ({
  outcome: 'wait',
  reason: 'WaitingForQuota',
  message: `couldn't assign flavors to pod set main: insufficient unused quota for amd.com/gpu in flavor mi300x, ${
    needed / 1000n
  } more needed`,
  shortages: [
    { podSet: 'main', flavor: 'mi300x', resource: 'amd.com/gpu', needed },
  ],
  never: false,
});
const admission = { clusterQueue: 'team-a', podSets: [] };
const never: Decision = {
  outcome: 'wait',
  reason: 'ExceedsMaxQuota',
  message:
    "couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor mi300x, request > maximum capacity (24 > 16)",
  shortages: [],
  never: true,
};
const preempt: Decision = {
  outcome: 'preempt',
  admission,
  victims: [{ key: 'team-b/w', reason: 'InCohortReclamation' }],
  message: '',
};

describe('choosePlacement', () => {
  const pool = (name: string): PoolSummary => ({
    cluster: 'hall-a',
    name,
    title: name.toUpperCase(),
    selector: {},
    kind: 'gpu',
    resource: 'amd.com/gpu',
    position: 1,
  });
  const at = (
    name: string,
    decision: Decision | undefined,
    position = 1,
  ): PlacementCandidate => ({
    clusterTitle: 'Hall A',
    pool: pool(name),
    access: 'guaranteed',
    decision,
    position,
  });
  const inside = at('inside', { outcome: 'admit', admission, borrows: false });
  const borrowed = at('borrowed', {
    outcome: 'admit',
    admission,
    borrows: true,
  });
  const reclaiming = at('reclaiming', preempt);
  const soon = at('soon', short(1000n));
  const later = at('later', short(8000n));
  const dark = at('dark', undefined);
  const hopeless = at('hopeless', never);

  it.each([
    [
      [hopeless, dark, later, soon, reclaiming, borrowed, inside],
      'inside',
      /free inside what the project is guaranteed/,
    ],
    [
      [hopeless, dark, later, soon, reclaiming, borrowed],
      'borrowed',
      /free to borrow/,
    ],
    [[hopeless, dark, later, soon, reclaiming], 'reclaiming', /taking back/],
    [[hopeless, dark, later, soon], 'soon', /shortest wait/],
    [[hopeless, dark], 'dark', /cannot be asked/],
    [
      [hopeless],
      'hopeless',
      /^The only pool that fits: no pool of the project is large enough/,
    ],
    [
      [at('second', short(1000n), 3), at('first', short(1000n), 2)],
      'first',
      /shortest wait/,
    ],
  ])('case %#', (candidates, name, reason) => {
    const chosen = choosePlacement(candidates, { named: 'neither' });
    expect(chosen?.candidate.pool.name).toBe(name);
    expect(chosen?.reason).toMatch(reason);
  });

  it('says when it was chosen by a person, and nothing of nothing', () => {
    expect(choosePlacement([later], { named: 'pool' })?.reason).toBe(
      'Chosen by who launched it',
    );
    expect(choosePlacement([], { named: 'neither' })).toBeUndefined();
  });
});

describe('verdictOf', () => {
  it.each([
    [
      { outcome: 'admit', admission, borrows: false } as Decision,
      'starts-now',
      'Would start now',
    ],
    [
      { outcome: 'admit', admission, borrows: true } as Decision,
      'starts-now',
      'Would start now, on borrowed GPUs: it is suspended when their owners need them',
    ],
    [
      preempt,
      'starts-by-preemption',
      'Would start now: it takes back what the project is guaranteed, and suspends 1 run of others',
    ],
    [short(3000n), 'waits', 'Would wait: 3 GPUs short in MI300X'],
    [
      never,
      'never',
      'Can never run as things are: asks for 24 GPUs, MI300X can give this project 16. Lower what it asks for, or ask a resource manager for more quota.',
    ],
    [
      {
        outcome: 'wait',
        reason: 'QueueUnavailable',
        message: 'ClusterQueue team-a not found',
        shortages: [],
        never: true,
      } as Decision,
      'never',
      "Can not run: the project's queue is not ready on this cluster. A resource manager can see why.",
    ],
    [undefined, 'unknown', 'Its cluster cannot be asked at the moment'],
  ])('case %#', (decision, outcome, text) => {
    expect(
      verdictOf({ decision, gpus: 8, position: 2, victims: [], title }),
    ).toMatchObject({ outcome, text });
  });

  it('gives shortages as quantities, and the place in the queue', () => {
    expect(
      verdictOf({
        decision: short(3000n),
        gpus: 8,
        position: 2,
        victims: [],
        title,
      }),
    ).toMatchObject({
      position: 2,
      shortages: [{ pool: 'mi300x', resource: 'amd.com/gpu', needed: '3' }],
    });
  });
});
