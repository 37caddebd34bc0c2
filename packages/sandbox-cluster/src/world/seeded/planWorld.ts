import { SANDBOX_CLUSTERS } from '../clusters';
import { bookLive, historyRuns } from './history';
import { tunedModelName, uidOf } from './ids';
import { liveRuns } from './liveRuns';
import { PoolCalendar } from './PoolCalendar';
import { TUNED_MODEL, TUNED_RUN } from './specialRuns';
import { unhealthyGpus } from './snapshot';
import type { PlannedRun } from './types';

function calendars(): Map<string, PoolCalendar> {
  return new Map(
    SANDBOX_CLUSTERS.flatMap(world => world.nodeGroups).flatMap(group => {
      if (!group.gpu || !group.gpusPerNode) {
        return [];
      }
      const nodes = Array.from(
        { length: group.count },
        (_, index) => `${group.prefix}-${index + 1}`,
      );
      const broken = nodes.flatMap(node =>
        unhealthyGpus(node).map(index => `${node}/${index}`),
      );
      const calendar = PoolCalendar.create({
        nodes,
        gpusPerNode: group.gpusPerNode,
        broken,
      });
      return [[group.gpu.shortName, calendar] as const];
    }),
  );
}

/** Every run of the world, of the past and of now. Depends on nothing but seed and start. */
export function planWorld(options: {
  seed: string | number;
  startMs: number;
}): { live: PlannedRun[]; past: PlannedRun[] } {
  const { seed, startMs } = options;
  const name = tunedModelName({
    name: TUNED_MODEL,
    clusterUid: uidOf(seed, 'hall-a', 'Namespace', '', 'kube-system'),
    runUid: uidOf(seed, 'hall-a', 'KaiwoJob', 'research-llm', TUNED_RUN),
  });
  const live = liveRuns({ startMs, tunedModelRef: `aimodel:default/${name}` });
  const pools = calendars();
  bookLive(pools, live);
  return { live, past: historyRuns({ seed, startMs, calendars: pools }) };
}
