/*
 * How the cost grows with the size of a world, as ratios: those depend little on the machine. Asserts nothing; compare with
 * ratios.baseline.txt, and see the README for how to run it.
 */
import { performance } from 'node:perf_hooks';
import { buildSnapshot, schedule, type AdmissionWorld } from '../src';
import { admitted, gpus, queue, workload, world } from '../src/__testUtils__/worlds';

/** Cohorts of 20 queues, each with a third of its workloads waiting. */
function worldOf(queues: number, workloads: number): AdmissionWorld {
  return world(
    Array.from({ length: queues }, (_, index) =>
      queue(`q${index}`, { nominal: gpus(8) }, { cohort: `c${index % Math.ceil(queues / 20)}` }),
    ),
    Array.from({ length: workloads }, (_, index) => {
      const name = `q${index % queues}`;
      return index % 3 === 0
        ? workload(`w${index}`, name, 1, { queuedAtMs: index })
        : admitted(`w${index}`, name, 1, index);
    }),
  );
}

/** Milliseconds, the least of three runs. */
function time(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function print(name: string, ratio: number): void {
  process.stdout.write(`${name.padEnd(64)} ${ratio.toFixed(2)}\n`);
}

const small = worldOf(1000, 5000);
const large = worldOf(1000, 50_000);
const tenth = worldOf(100, 1000);
const whole = worldOf(1000, 10_000);
buildSnapshot(large);
print(
  'snapshot, time per workload, 50k against 5k (linear: <= 1)',
  time(() => buildSnapshot(large)) / 10 / time(() => buildSnapshot(small)),
);
print(
  'schedule, time per queue, 1,000 against 100 queues (linear: 1)',
  time(() => schedule(whole)) / 10 / time(() => schedule(tenth)),
);
