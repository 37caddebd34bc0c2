import { decide } from './decide';
import { SnapshotOptions } from './options';
import { compareQueued, isPending } from './order';
import { schedule } from './schedule';
import { buildSnapshot } from './snapshot';
import { rootOf } from './tree';
import {
  AdmissionWorkload,
  AdmissionWorld,
  Decision,
  PreemptionReason,
} from './types';

export interface StartPrediction {
  verdict: 'starts-now' | 'starts-by-preemption' | 'waits' | 'never';
  decision: Decision;
  /** Place in its queue, 1 = the next that the queue looks at. */
  positionInQueue: number;
  victims: { key: string; reason: PreemptionReason }[];
}

/** The part of a world that a queue can have anything to do with: its tree of cohorts. */
function treeOf(world: AdmissionWorld, name: string): AdmissionWorld {
  const { queues } = buildSnapshot({ ...world, workloads: [] });
  const queue = queues.get(name);
  const root = queue && rootOf(queue);
  const within = (other: string) => {
    const node = queues.get(other);
    return node !== undefined && rootOf(node) === root;
  };
  return {
    ...world,
    clusterQueues: world.clusterQueues.filter(spec => within(spec.name)),
    workloads: world.workloads.filter(
      ({ clusterQueue, admission }) =>
        within(clusterQueue) || (admission && within(admission.clusterQueue)),
    ),
  };
}

function verdictOf(decision: Decision): StartPrediction['verdict'] {
  switch (decision.outcome) {
    case 'admit':
      return 'starts-now';
    case 'preempt':
      return 'starts-by-preemption';
    default:
      return decision.never ? 'never' : 'waits';
  }
}

function isUnseen(decision: Decision): boolean {
  return decision.outcome === 'wait' && decision.reason === 'BlockedByHead';
}

/** Even of a workload that nobody looks at yet it can be said that it will never fit. */
function foresee(unseen: Decision, alone: Decision): Decision {
  return alone.outcome === 'wait' && alone.never ? alone : unseen;
}

/** What would happen to a workload that came now, behind and before those that wait already. */
export function wouldStart(
  world: AdmissionWorld,
  workload: AdmissionWorkload,
  options: SnapshotOptions & { nowMs?: number } = {},
): StartPrediction {
  const tree = treeOf(world, workload.clusterQueue);
  const others = tree.workloads.filter(({ key }) => key !== workload.key);
  const ahead = others.filter(
    other =>
      isPending(other) &&
      other.clusterQueue === workload.clusterQueue &&
      compareQueued(other, workload) < 0,
  );
  const newcomer = { ...workload, active: true, admission: undefined };
  const { decisions, snapshot } = schedule(
    { ...tree, workloads: [...others, newcomer] },
    options,
  );
  const own = decisions.find(({ key }) => key === workload.key);
  if (!own) {
    throw new Error(`No decision about workload '${workload.key}'`);
  }
  const decision = isUnseen(own.decision)
    ? foresee(own.decision, decide(snapshot, newcomer))
    : own.decision;
  return {
    verdict: verdictOf(decision),
    decision,
    positionInQueue: ahead.length + 1,
    victims: decision.outcome === 'preempt' ? decision.victims : [],
  };
}
