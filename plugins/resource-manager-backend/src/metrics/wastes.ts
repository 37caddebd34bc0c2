import type { Waste } from '@silogen/backstage-plugin-resource-manager-common';
import type { RunOfPod } from '../runs/store/RunsOfPods';
import type { ObservedGpus } from './GpuFacts';
import type { GpuPod } from './gpuView';
import { round, type IdlePod } from './idle';
import type { Visible } from './UtilisationService';

/** A pod that holds GPUs and does not run; images are pulled and volumes mounted in less. */
const SLOW_START_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

/** GPUs of one pod that nothing comes of. */
export interface PodWaste extends IdlePod {
  kind: 'idle' | 'reserved';
}

/** Pods that hold GPUs without running, for long. */
export function slowStarts(pods: readonly GpuPod[], now: Date): PodWaste[] {
  return pods.flatMap(pod => {
    if (pod.running || pod.since === undefined) return [];
    const since = new Date(pod.since);
    const ms = now.getTime() - since.getTime();
    if (ms < SLOW_START_MS) return [];
    const gpuHours = (pod.gpus * ms) / HOUR_MS;
    return [
      {
        kind: 'reserved' as const,
        pod,
        gpus: pod.gpus,
        since,
        atLeast: false,
        gpuHours,
      },
    ];
  });
}

export interface WasteNames {
  observed: Pick<ObservedGpus, 'projects' | 'pools' | 'clusterTitles'>;
  runs: ReadonlyMap<string, RunOfPod>;
  /** Projects whose runs the caller may open. */
  visibleRuns: Visible;
}

/** Pods of one run are one waste. The largest by GPU-hours come first. */
export function describeWastes(
  found: readonly PodWaste[],
  names: WasteNames,
): Waste[] {
  const groups = new Map<string, PodWaste[]>();
  for (const waste of found) {
    const { pod } = waste;
    const run = names.runs.get(pod.uid);
    const key = `${waste.kind}/${run?.id ?? pod.uid}`;
    groups.set(key, [...(groups.get(key) ?? []), waste]);
  }
  return [...groups.values()]
    .map(group => describeWaste(group, names))
    .sort(
      (a, b) =>
        b.gpuHours - a.gpuHours ||
        b.gpus - a.gpus ||
        (a.since < b.since ? -1 : 1),
    );
}

function describeWaste(group: readonly PodWaste[], names: WasteNames): Waste {
  const { observed, runs, visibleRuns } = names;
  const [first] = group;
  const oldest = group.reduce((a, b) => (b.since < a.since ? b : a));
  const { pod } = first;
  const run = runs.get(pod.uid);
  const project = observed.projects.find(({ name }) => name === pod.namespace);
  const mayOpen =
    run !== undefined &&
    (visibleRuns === 'all' || visibleRuns.has(run.project));
  return {
    kind: first.kind,
    cluster: pod.cluster,
    clusterTitle: observed.clusterTitles.get(pod.cluster),
    pool: pod.pool,
    poolTitle: observed.pools.find(
      ({ cluster, name }) => cluster === pod.cluster && name === pod.pool,
    )?.title,
    namespace: pod.namespace,
    project: project?.name,
    projectTitle: project?.title,
    department: project?.department,
    departmentTitle: project?.departmentTitle,
    type: run?.type,
    run: mayOpen ? { id: run.id, name: run.name, owner: run.owner } : undefined,
    gpus: group.reduce((sum, { gpus }) => sum + gpus, 0),
    since: oldest.since.toISOString(),
    atLeast: oldest.atLeast,
    gpuHours: round(group.reduce((sum, { gpuHours }) => sum + gpuHours, 0)),
  };
}
