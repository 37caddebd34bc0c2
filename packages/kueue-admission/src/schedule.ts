import { runCycle } from './cycle';
import { waitFor } from './decide';
import { messages } from './messages';
import { SnapshotOptions } from './options';
import { compareQueued, isPending } from './order';
import { buildSnapshot, Snapshot } from './snapshot';
import { AdmissionWorkload, AdmissionWorld, Decision } from './types';

/** What became of one waiting workload. */
export interface Scheduled {
  key: string;
  decision: Decision;
}

/** What of a queue is still to be looked at; the next is the last, which is cheap to take away. */
interface Line {
  strict: boolean;
  pending: AdmissionWorkload[];
}

function lines(world: AdmissionWorld): Map<string, Line> {
  const strict = new Set(
    world.clusterQueues
      .filter(({ queueingStrategy }) => queueingStrategy === 'StrictFIFO')
      .map(({ name }) => name),
  );
  const byQueue = new Map<string, Line>();
  for (const workload of world.workloads.filter(isPending)) {
    const line = byQueue.get(workload.clusterQueue);
    if (line) {
      line.pending.push(workload);
    } else {
      byQueue.set(workload.clusterQueue, {
        strict: strict.has(workload.clusterQueue),
        pending: [workload],
      });
    }
  }
  byQueue.forEach(({ pending }) => pending.sort((a, b) => compareQueued(b, a)));
  return byQueue;
}

/** Those behind a head that holds the queue: nobody looks at them before it is gone. */
function blocked(line: Line, head: AdmissionWorkload): Scheduled[] {
  return line.pending
    .reverse()
    .map(({ key }) => ({ key, decision: waitFor('BlockedByHead', messages.blockedByHead(head.key, head.clusterQueue)) }));
}

/**
 * What Kueue does about everything that waits, until it would do nothing more before somebody's pods are gone: cycle
 * after cycle over the heads of all queues, in the order of the decisions. Victims still hold their quota.
 *
 * The snapshot that comes with it is the state after the decisions.
 */
export function schedule(
  world: AdmissionWorld,
  options: SnapshotOptions = {},
): { decisions: Scheduled[]; snapshot: Snapshot } {
  const snapshot = buildSnapshot(world, options);
  const queues = lines(world);
  const preempted = new Set<string>();
  const decisions: Scheduled[] = [];
  while (queues.size > 0) {
    const heads = Array.from(queues.values(), ({ pending }) => pending[pending.length - 1]);
    for (const { workload, decision, again } of runCycle(snapshot, heads, preempted)) {
      const line = queues.get(workload.clusterQueue);
      if (again || !line) {
        continue;
      }
      line.pending.pop();
      decisions.push({ key: workload.key, decision });
      const waitsForVictims =
        decision.outcome === 'preempt' ||
        (decision.outcome === 'wait' && decision.reason === 'WaitingForPreemptedWorkloads');
      if (waitsForVictims || (line.strict && decision.outcome === 'wait')) {
        decisions.push(...blocked(line, workload));
        queues.delete(workload.clusterQueue);
      } else if (line.pending.length === 0) {
        queues.delete(workload.clusterQueue);
      }
    }
  }
  return { decisions, snapshot };
}
