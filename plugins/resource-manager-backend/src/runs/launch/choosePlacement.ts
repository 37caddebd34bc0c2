import type { Decision } from '@silogen/kueue-admission';
import type { PoolAccess, PoolSummary } from '../../contracts';

/** One pool that a launch could go to. */
export interface PlacementCandidate {
  clusterTitle: string;
  pool: PoolSummary;
  access: PoolAccess['access'];
  /** What Kueue would say there now; undefined when the cluster cannot be reached. */
  decision?: Decision;
  /** Place in the project's queue, 1 = next. */
  position: number;
}

export interface ChosenPlacement {
  candidate: PlacementCandidate;
  /** Why here, in plain words. */
  reason: string;
}

/** Lower is better: free guarantee, free to borrow, guarantee to take back, wait, unknown, never. */
function rank({ decision }: PlacementCandidate): number {
  if (!decision) return 4;
  if (decision.outcome === 'admit') return decision.borrows ? 1 : 0;
  if (decision.outcome === 'preempt') return 2;
  return decision.never ? 5 : 3;
}

/** GPUs (or milli-units of whatever is missing) that a wait is for; a small shortage is the best guess at a short wait. */
function shortage({ decision }: PlacementCandidate): bigint {
  if (decision?.outcome !== 'wait') return 0n;
  return decision.shortages
    .filter(
      ({ resource }) =>
        resource.endsWith('/gpu') || decision.shortages.length === 1,
    )
    .reduce((sum, { needed }) => sum + needed, 0n);
}

const REASONS = [
  'free inside what the project is guaranteed',
  'free to borrow; nothing inside the guarantee is free anywhere',
  "starts by taking back the project's guarantee; nothing is free anywhere",
  'nothing is free anywhere; the shortest wait is here',
  'its cluster cannot be asked at the moment',
  'no pool of the project is large enough',
];

/**
 * Where a launch goes when it does not say so: free guarantee first, then what is free to borrow, then the shortest
 * wait. Among equals the order of the candidates (clusters as configured, pools in pool order) decides.
 */
export function choosePlacement(
  candidates: readonly PlacementCandidate[],
  options: { named: 'pool' | 'cluster' | 'neither' },
): ChosenPlacement | undefined {
  const ordered = candidates
    .map((candidate, index) => ({ candidate, index, rank: rank(candidate) }))
    .sort((a, b) => {
      if (a.rank !== b.rank) return a.rank - b.rank;
      const [left, right] = [shortage(a.candidate), shortage(b.candidate)];
      if (left !== right) return left < right ? -1 : 1;
      return a.candidate.position - b.candidate.position || a.index - b.index;
    });
  const best = ordered[0];
  if (!best) return undefined;
  const { candidate } = best;
  if (options.named === 'pool' && candidates.length === 1) {
    return { candidate, reason: 'Chosen by who launched it' };
  }
  const only = candidates.length === 1 ? 'The only pool that fits' : undefined;
  const where = `${candidate.pool.title} on ${candidate.clusterTitle}`;
  return { candidate, reason: `${only ?? where}: ${REASONS[best.rank]}` };
}
