import { ClusterError } from '@silogen/cluster-client';
import { systemClock } from './clock';
import { withCondition } from './conditions';
import { ReconcileQueue } from './reconcileQueue';

function conflict(reason: string): ClusterError {
  return new ClusterError({
    code: 409,
    reason,
    message: '',
    method: 'PUT',
    server: 's',
    path: '/',
  });
}

function queueOf(
  reconcile: (key: string) => Promise<void>,
  onError = jest.fn(),
) {
  const queue = ReconcileQueue.create({
    name: 'q',
    clock: systemClock(),
    reconcile,
    onError,
  });
  return { queue, onError };
}

describe('ReconcileQueue', () => {
  it('does nothing before it is started', async () => {
    const seen: string[] = [];
    let done = () => {};
    const reached = new Promise<void>(resolve => {
      done = resolve;
    });
    const { queue } = queueOf(async key => {
      seen.push(key);
      done();
    });
    queue.add('a');
    await Promise.resolve();
    expect(seen).toEqual([]);
    queue.start();
    await reached;
    expect(seen).toEqual(['a']);
    await queue.stop();
  });

  it('works on a key by one worker at a time, and once more when it changed meanwhile', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    let finish = () => {};
    const twice = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { queue } = queueOf(async () => {
      running += 1;
      most = Math.max(most, running);
      runs += 1;
      if (runs === 1) {
        queue.add('a');
        queue.add('a');
      }
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      if (runs === 2) {
        finish();
      }
    });
    queue.start();
    queue.add('a');
    await twice;
    await queue.stop();
    expect([runs, most]).toEqual([2, 1]);
  });

  it.each([
    ['Conflict', 0],
    ['NotFound', 0],
    ['Invalid', 1],
  ])(
    'repeats a step after %s, with %i words about it',
    async (reason, words) => {
      let runs = 0;
      let finish = () => {};
      const repeated = new Promise<void>(resolve => {
        finish = resolve;
      });
      const { queue, onError } = queueOf(async () => {
        runs += 1;
        if (runs === 1) {
          throw conflict(reason);
        }
        finish();
      });
      queue.start();
      queue.add('a');
      await repeated;
      await queue.stop();
      expect(onError).toHaveBeenCalledTimes(words);
    },
  );
});

describe('withCondition', () => {
  const old = {
    type: 'Ready',
    status: 'True' as const,
    reason: 'A',
    lastTransitionTime: 't1',
  };
  it.each([
    ['True' as const, 't1'],
    ['False' as const, 't2'],
  ])('status %s keeps or moves the time', (status, time) => {
    const next = {
      type: 'Ready',
      status,
      reason: 'B',
      lastTransitionTime: 't2',
    };
    expect(withCondition([old], next)).toEqual([
      { ...next, lastTransitionTime: time },
    ]);
  });
});
