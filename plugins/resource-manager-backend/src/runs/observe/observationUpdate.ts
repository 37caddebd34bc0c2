import { isFinalRunState } from '@silogen/backstage-plugin-resource-manager-common';
import { portsOf } from '../render/service';
import type { RunChange } from '../store/RunStore';
import { outputModelOf } from '../tunedModels';
import type { NewRunEvent, RunPodRecord, RunRecord } from '../types';
import { eventsFor } from './eventsFor';
import type { Observation } from './observe';

function samePod(a: RunPodRecord, b: RunPodRecord): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Pods to write: what is new or has changed, and what is gone. */
export function podChanges(
  known: readonly RunPodRecord[],
  seen: readonly RunPodRecord[],
  now: string,
): RunPodRecord[] {
  const before = new Map(known.map(pod => [pod.uid, pod]));
  const changed = seen.filter(pod => {
    const old = before.get(pod.uid);
    return !old || !samePod(old, pod);
  });
  const present = new Set(seen.map(pod => pod.uid));
  const gone = known
    .filter(pod => pod.present && !present.has(pod.uid))
    .map(pod => ({
      ...pod,
      present: false,
      finishedAt: pod.finishedAt ?? now,
    }));
  return [...changed, ...gone];
}

function hasService({ manifest }: RunRecord): boolean {
  return manifest !== undefined && portsOf(manifest).length > 0;
}

/** What is to be stored of an observation. Storing it twice changes nothing the second time. */
export function observationUpdate(options: {
  run: RunRecord;
  seen: Observation;
  objectUid: string | undefined;
  knownPods: readonly RunPodRecord[];
  gpuModel?: string;
  /** Whether a model that it makes is to be in the catalogue. */
  registers: boolean;
  now: string;
}): { change: RunChange; events: NewRunEvent[]; pods: RunPodRecord[] } {
  const { run, seen, objectUid, now } = options;
  const wasFinal = isFinalRunState(run.state);
  const events: NewRunEvent[] = [];
  const change: RunChange = { objectUid, objectPresent: true };
  if (run.intent === 'create' && !hasService(run)) {
    // The actor was interrupted between creating it and noting so. Where a Service is still to come, it goes on itself.
    Object.assign(change, {
      intent: 'none',
      attempts: 0,
      nextAttemptAt: undefined,
    });
  }
  if (run.object.uid === undefined) {
    events.push({
      at: now,
      type: 'created',
      text: `${run.object.kind} ${run.object.name} was created`,
    });
  }
  if (!wasFinal) {
    events.push(...eventsFor(run, seen, now));
    change.reason = seen.reason;
    change.progress = seen.progress ?? run.progress;
    change.pool = seen.pool ?? run.pool;
    change.gpuModel = options.gpuModel ?? run.gpuModel;
    if (seen.outputs) change.outputs = seen.outputs;
    if (seen.state === 'succeeded' && options.registers)
      change.outputModel = outputModelOf(run);
  } else if (seen.outputs && !run.outputs.artefactUri && !run.outputs.metrics) {
    change.outputs = seen.outputs;
  }
  return {
    change,
    events,
    pods: podChanges(options.knownPods, seen.pods, now),
  };
}
