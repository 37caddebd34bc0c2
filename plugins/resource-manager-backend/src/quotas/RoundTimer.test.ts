import { RoundTimer } from './RoundTimer';

describe('RoundTimer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function create(round: () => Promise<void>) {
    const errors: unknown[] = [];
    const timer = RoundTimer.create({
      round,
      onError: error => errors.push(error),
      now: () => new Date(),
      random: () => 0.5,
      coalesceMs: 500,
    });
    return { timer, errors };
  }

  it('meets wishes within half a second in one round, and looks again every minute', async () => {
    const round = jest.fn(async () => {});
    const { timer } = create(round);
    timer.wake();
    await jest.advanceTimersByTimeAsync(400);
    timer.wake();
    expect(round).toHaveBeenCalledTimes(0);
    await jest.advanceTimersByTimeAsync(100);
    expect(round).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(round).toHaveBeenCalledTimes(2);
    await timer.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(round).toHaveBeenCalledTimes(2);
  });

  it('runs again after a round during which something was wished', async () => {
    let end = () => {};
    const round = jest.fn(
      () =>
        new Promise<void>(resolve => {
          end = resolve;
        }),
    );
    const { timer } = create(round);
    timer.wake();
    await jest.advanceTimersByTimeAsync(500);
    timer.wake();
    await jest.advanceTimersByTimeAsync(500);
    expect(round).toHaveBeenCalledTimes(1);
    end();
    await jest.advanceTimersByTimeAsync(500);
    expect(round).toHaveBeenCalledTimes(2);
    end();
    await timer.stop();
  });

  it('waits longer and longer while rounds fail', async () => {
    const round = jest.fn(async (): Promise<void> => {
      throw new Error('no');
    });
    const { timer, errors } = create(round);
    timer.wake();
    await jest.advanceTimersByTimeAsync(500);
    expect(timer.backingOff).toBe(true);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(round).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1_999);
    expect(round).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(round).toHaveBeenCalledTimes(3);
    round.mockImplementation(async () => {});
    await jest.advanceTimersByTimeAsync(4_000);
    expect([timer.backingOff, errors.length]).toEqual([false, 3]);
    await timer.stop();
  });
});
