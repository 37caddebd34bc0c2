import * as fc from 'fast-check';
import {
  ask,
  clusterWith,
  HELD,
  MINUTE,
  PODS,
  seriesOf,
  START_MS,
  type TestPod,
} from '../testing';

describe('who holds GPUs', () => {
  it('never gives a GPU to two pods, and holds what is requested', () => {
    const pod = fc.record({
      gpus: fc.integer({ min: 1, max: 8 }),
      boundAt: fc.integer({ min: 0, max: 240 }),
      minutes: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
      indexes: fc.option(
        fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }),
        { nil: undefined },
      ),
      deleted: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(pod, { maxLength: 14 }),
        fc.integer({ min: 0, max: 300 }),
        (drawn, minute) => {
          // As a scheduler would: a pod goes in only where there is room for it all the time.
          const room = (from: number, to: number, placed: TestPod[]) =>
            Math.max(
              ...[from, ...placed.map(({ boundAt }) => boundAt!)]
                .filter(at => at >= from && at < to)
                .map(at =>
                  placed
                    .filter(
                      other =>
                        other.boundAt! <= at &&
                        (other.endedAt ?? Infinity) > at,
                    )
                    .reduce((sum, { gpus }) => sum + gpus, 0),
                ),
            );
          const placed: TestPod[] = [];
          const doomed = new Set<string>();
          for (const { gpus, boundAt, minutes, indexes, deleted } of drawn) {
            const endedAt = minutes && boundAt + minutes;
            if (room(boundAt, endedAt ?? Infinity, placed) + gpus <= 8) {
              const name = `pod-${placed.length}`;
              placed.push({
                name,
                namespace: `team-${placed.length % 3}`,
                gpus,
                boundAt,
                endedAt,
                annotations: indexes && {
                  'sandbox.silogen.ai/gpus': indexes.join(','),
                },
              });
              if (deleted && endedAt !== undefined) {
                doomed.add(name);
              }
            }
          }
          const cluster = clusterWith(...placed);
          doomed.forEach(name =>
            cluster.store.remove(
              PODS,
              placed.find(other => other.name === name)!.namespace,
              name,
            ),
          );
          const series = seriesOf(cluster);
          const timeMs = START_MS + minute * MINUTE;
          const devices = ask(
            series,
            'count by (hostname, gpu_id) (gpu_gfx_activity)',
            timeMs,
          );
          expect(devices).toHaveLength(64);
          expect(devices.every(({ value }) => value === 1)).toBe(true);
          expect(
            ask(
              series,
              'count by (namespace) (gpu_gfx_activity{pod!=""})',
              timeMs,
            ),
          ).toEqual(ask(series, HELD, timeMs));
          const wanted = placed
            .filter(
              other =>
                other.boundAt! <= minute &&
                (other.endedAt ?? Infinity) > minute,
            )
            .reduce((sum, { gpus }) => sum + gpus, 0);
          expect(
            ask(
              series,
              'count(gpu_gfx_activity{pod!=""}) or vector(0)',
              timeMs,
            )[0].value,
          ).toBe(wanted);
          cluster.database.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
