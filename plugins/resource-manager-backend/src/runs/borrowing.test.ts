import { isBorrowing } from './borrowing';

describe('isBorrowing', () => {
  const view = {
    get: () => ({
      apiVersion: 'v1',
      kind: 'ClusterQueue',
      metadata: { name: 'team-a' },
      status: {
        flavorsUsage: [
          {
            name: 'mi300x',
            resources: [
              { name: 'amd.com/gpu', total: '10', borrowed: '2' },
              { name: 'cpu', borrowed: '0' },
            ],
          },
        ],
      },
    }),
  } as unknown as Parameters<typeof isBorrowing>[0];
  it.each([
    ['mi300x', 8, true],
    ['mi300x', 0, false],
    ['l40s', 8, false],
    [undefined, 8, undefined],
  ])('%s with %s GPUs: %s', (pool, gpus, expected) =>
    expect(isBorrowing(view, { project: 'team-a', pool, gpus })).toBe(expected),
  );
});
