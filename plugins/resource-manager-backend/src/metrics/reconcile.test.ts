import fc from 'fast-check';
import type { GpuNode, GpuPod } from './gpuView';
import {
  podKey,
  splitPod,
  sumGpus,
  sumHeld,
  type PodActivity,
} from './reconcile';

const pod = (overrides: Partial<GpuPod> = {}): GpuPod => ({
  cluster: 'c',
  namespace: 'team',
  name: 'p',
  uid: 'u',
  node: 'n',
  gpus: 4,
  running: true,
  ...overrides,
});

describe('splitPod', () => {
  const measured = (busy: number, idle: number) =>
    new Map([[podKey(pod()), { busy, idle }]]);

  it.each([
    [
      'works',
      pod(),
      measured(3, 1),
      { held: 4, busy: 3, heldIdle: 1, unmeasured: 0, reserved: 0 },
    ],
    [
      'has no series',
      pod(),
      new Map(),
      { held: 4, busy: 0, heldIdle: 0, unmeasured: 4, reserved: 0 },
    ],
    [
      'has some',
      pod(),
      measured(1, 0),
      { held: 4, busy: 1, heldIdle: 0, unmeasured: 3, reserved: 0 },
    ],
    [
      'has more series than GPUs',
      pod(),
      measured(6, 6),
      { held: 4, busy: 4, heldIdle: 0, unmeasured: 0, reserved: 0 },
    ],
    [
      'does not run yet',
      pod({ running: false }),
      measured(2, 2),
      { held: 4, busy: 0, heldIdle: 0, unmeasured: 0, reserved: 4 },
    ],
    [
      'is not measured at all',
      pod(),
      undefined,
      { held: 4, unmeasured: 4, reserved: 0 },
    ],
    [
      'does not run yet and is not measured',
      pod({ running: false }),
      undefined,
      { held: 4, unmeasured: 0, reserved: 4 },
    ],
  ])('of a pod that %s', (_, one, activity, expected) => {
    expect(splitPod(one, activity)).toEqual(expected);
  });
});

describe('sumGpus', () => {
  const node = (overrides: Partial<GpuNode> = {}): GpuNode => ({
    cluster: 'c',
    name: 'n',
    capacity: 8,
    usable: 8,
    ...overrides,
  });

  it.each([
    [
      'nothing',
      [node()],
      [],
      { capacity: 8, held: 0, free: 8, unavailable: 0 },
    ],
    [
      'a broken GPU',
      [node({ usable: 7 })],
      [pod()],
      { capacity: 8, held: 4, free: 3, unavailable: 1 },
    ],
    [
      'a cordoned node with a pod',
      [node({ usable: 0 })],
      [pod()],
      { capacity: 8, held: 4, free: 0, unavailable: 4 },
    ],
    [
      'a node that lost its GPUs under a pod',
      [node({ capacity: 2, usable: 2 })],
      [pod()],
      { capacity: 4, held: 4, free: 0, unavailable: 0 },
    ],
    [
      'the same name on two clusters',
      [node(), node({ cluster: 'd' })],
      [pod({ cluster: 'd' })],
      { capacity: 16, held: 4, free: 12, unavailable: 0 },
    ],
  ])('with %s', (_, nodes, pods, expected) => {
    expect(sumGpus(nodes, pods, undefined)).toMatchObject(expected);
  });

  const small = fc.integer({ min: 0, max: 9 });
  const nodes = fc.array(fc.record({ capacity: small, usable: small }), {
    minLength: 1,
    maxLength: 5,
  });
  const pods = fc.array(
    fc.record({
      at: fc.nat(4),
      gpus: fc.integer({ min: 1, max: 8 }),
      running: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const activities = fc.option(
    fc.array(fc.record({ busy: small, idle: small }), {
      minLength: 12,
      maxLength: 12,
    }),
    { nil: undefined },
  );

  it('always counts every GPU exactly once', () => {
    fc.assert(
      fc.property(nodes, pods, activities, (someNodes, somePods, measured) => {
        const all = someNodes.map((each, index) => ({
          cluster: 'c',
          name: `n${index}`,
          ...each,
        }));
        const held = somePods.map(({ at, ...each }, index) =>
          pod({ ...each, name: `p${index}`, node: `n${at % all.length}` }),
        );
        const activity =
          measured &&
          new Map<string, PodActivity>(
            held.map((each, index) => [podKey(each), measured[index]]),
          );
        const sum = sumGpus(all, held, activity);
        expect(sum.held + sum.free + sum.unavailable).toBe(sum.capacity);
        expect(
          (sum.busy ?? 0) + (sum.heldIdle ?? 0) + sum.unmeasured + sum.reserved,
        ).toBe(sum.held);
        expect(sum.held).toBe(
          held.reduce((total, { gpus }) => total + gpus, 0),
        );
        expect(sum.busy === undefined).toBe(activity === undefined);
        for (const value of Object.values(sum))
          expect(value).toBeGreaterThanOrEqual(0);
        // By any division of the pods the parts add up to the whole.
        const [some, others] = [held.slice(0, 3), held.slice(3)].map(part =>
          sumHeld(part, activity),
        );
        expect(some.held + others.held).toBe(sum.held);
        expect((some.busy ?? 0) + (others.busy ?? 0)).toBe(sum.busy ?? 0);
        expect(some.unmeasured + others.unmeasured).toBe(sum.unmeasured);
      }),
    );
  });
});
