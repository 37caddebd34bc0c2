import { headroom } from './headroom';

const usage = (nominal: bigint, used: bigint, available: bigint) => ({
  nominal,
  used,
  available,
  borrowed: 0n,
  potential: 100n,
});

describe('headroom', () => {
  it.each([
    ['nothing used', usage(16n, 0n, 48n), [16n, 32n, 0n]],
    ['own part used', usage(16n, 16n, 32n), [0n, 32n, 0n]],
    ['others borrow the guarantee', usage(16n, 0n, 8n), [8n, 0n, 8n]],
    ['borrowing itself', usage(16n, 20n, 4n), [0n, 4n, 0n]],
    ['borrow-only', usage(0n, 0n, 12n), [0n, 12n, 0n]],
    ['not listed', undefined, [0n, 0n, 0n]],
  ])('%s', (_, given, [freeGuaranteed, borrowable, reclaimable]) => {
    expect(headroom(given)).toEqual({
      freeGuaranteed,
      borrowable,
      reclaimable,
    });
  });
});
