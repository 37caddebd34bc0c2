import { SnapshotOptions } from './options';
import { compareQueued, isPending } from './order';
import { schedule } from './schedule';
import { AdmissionWorkload, AdmissionWorld, Decision, PreemptionReason } from './types';

export interface StartPrediction {
  verdict: 'starts-now' | 'starts-by-preemption' | 'waits' | 'never';
  decision: Decision;
  /** Place in its queue, 1 = the next that the queue looks at. */
  positionInQueue: number;
  victims: { key: string; reason: PreemptionReason }[];
}

/** What would happen to a workload that came now, behind and before those that wait already. */
export function wouldStart(
  world: AdmissionWorld,
  workload: AdmissionWorkload,
  options: SnapshotOptions = {},
): StartPrediction {
  const others = world.workloads.filter(({ key }) => key !== workload.key);
  const ahead = others.filter(
    other =>
      isPending(other) &&
      other.clusterQueue === workload.clusterQueue &&
      compareQueued(other, workload) < 0,
  );
  const newcomer = { ...workload, active: true, admission: undefined };
  const { decisions } = schedule({ ...world, workloads: [...others, newcomer] }, options);
  const decision = decisions.find(({ key }) => key === workload.key)!.decision;
  return {
    verdict: verdictOf(decision),
    decision,
    positionInQueue: ahead.length + 1,
    victims: decision.outcome === 'preempt' ? decision.victims : [],
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
