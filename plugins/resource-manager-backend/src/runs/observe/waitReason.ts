import type {
  Interruption,
  WaitReason,
} from '@silogen/backstage-plugin-resource-manager-common';
import { PENDING_PREEMPTION } from '../../clusters/kueueMessages';
import {
  conditionOf,
  isTrue,
  type Condition,
  type WorkloadObject,
} from './kube';

type Shortage = NonNullable<WaitReason['shortages']>[number];

const RESOURCE_WORDS: Record<string, string> = {
  'amd.com/gpu': 'GPU',
  'nvidia.com/gpu': 'GPU',
  cpu: 'CPU',
  memory: 'memory',
  'ephemeral-storage': 'disk',
};

/** Title of a pool by the name of its flavor. */
export type PoolTitle = (flavor: string) => string;

/** `3 GPUs short in MI300X`, `64Gi of memory short in CPU`. */
export function shortageText(shortage: Shortage, title: PoolTitle): string {
  const word = RESOURCE_WORDS[shortage.resource] ?? shortage.resource;
  const amount =
    word === 'GPU' || word === 'CPU'
      ? `${shortage.needed} ${word}${shortage.needed === '1' ? '' : 's'}`
      : `${shortage.needed} of ${word}`;
  return `${amount} short in ${title(shortage.pool)}`;
}

/** Reads `insufficient unused quota for <resource> in flavor <flavor>, <n> more needed`, however many there are. */
export function parseShortages(message: string): Shortage[] {
  const found = message.matchAll(
    /insufficient unused quota for (\S+) in flavor ([^\s,]+), (\S+) more needed/g,
  );
  return [...found].map(([, resource, pool, needed]) => ({
    pool,
    resource,
    needed: needed.replace(/[.,;]$/, ''),
  }));
}

function neverReason(
  message: string,
  title: PoolTitle,
): WaitReason | undefined {
  const found =
    /insufficient quota for (\S+) in flavor ([^\s,]+),.*?request.*? > maximum capacity \((?:(\S+) > )?([^)\s]+)\)/.exec(
      message,
    );
  if (!found) return undefined;
  const [, resource, flavor, asked, most] = found;
  const wanted =
    asked ?? /current podset request \(([^)]+)\)/.exec(message)?.[1];
  const word = RESOURCE_WORDS[resource] ?? resource;
  const of = (amount: string) =>
    word === 'GPU' || word === 'CPU'
      ? `${amount} ${word}${amount === '1' ? '' : 's'}`
      : `${amount} of ${word}`;
  return {
    code: 'exceeds-quota',
    text: `Can never run as things are: asks for ${
      wanted ? of(wanted) : `more ${word}`
    }, ${title(
      flavor,
    )} can give this project ${most}. Lower what it asks for, or ask a resource manager for more quota.`,
    message,
    shortages: [],
  };
}

interface Rule {
  pattern: RegExp;
  code: WaitReason['code'];
  text: string;
}

/** Upstream's sentences (Kueue 0.12 to 0.19) → plain words. What matches nothing is passed on as it is. */
const RULES: Rule[] = [
  {
    pattern: PENDING_PREEMPTION,
    code: 'waiting-for-suspension',
    text: 'Waiting for borrowed GPUs to come back: a run of another project is being suspended.',
  },
  {
    pattern:
      /ClusterQueue \S+ (?:is inactive|not found)|ClusterQueue .*doesn't exist/,
    code: 'queue-unavailable',
    text: "The project's queue is missing or switched off on this cluster.",
  },
  {
    pattern:
      /LocalQueue \S+ (?:doesn't exist|is inactive|is terminating or missing|is stopped)|LocalQueue .*not found/,
    code: 'queue-unavailable',
    text: "The project's queue is missing or stopped in its namespace.",
  },
  {
    pattern: /The ClusterQueue is stopped/,
    code: 'queue-unavailable',
    text: "The project's queue is stopped.",
  },
  {
    pattern: /namespace doesn't match ClusterQueue selector/,
    code: 'queue-unavailable',
    text: 'The queue does not accept runs from this namespace.',
  },
  {
    pattern:
      /untolerated taint|doesn't match node affinity|doesn't match node selector/,
    code: 'no-matching-pool',
    text: 'No pool of the project matches what the run asks of its nodes.',
  },
  {
    pattern: /unavailable in ClusterQueue|flavor \S+ not found/,
    code: 'no-matching-pool',
    text: 'The project has no access to a pool with what the run asks for.',
  },
  {
    pattern: /no longer fits after processing another workload/,
    code: 'blocked-by-older',
    text: 'Another run was first; it is tried again.',
  },
  {
    pattern: /The workload is deactivated/,
    code: 'queue-unavailable',
    text: 'It was taken out of the queue and does not come back by itself.',
  },
  {
    pattern: /admission check/i,
    code: 'queue-unavailable',
    text: "Waiting for the cluster's admission checks.",
  },
];

/** What Kueue says about a waiting workload, in plain words. Upstream's wording is not an API: unknown text is kept. */
export function waitReasonOf(message: string, title: PoolTitle): WaitReason {
  const pending = RULES[0].pattern.test(message) ? RULES[0] : undefined;
  const shortages = parseShortages(message);
  if (pending) {
    return { code: pending.code, text: pending.text, message, shortages };
  }
  const never = neverReason(message, title);
  if (shortages.length === 0 && never) return never;
  if (shortages.length > 0) {
    return {
      code: 'waiting-for-quota',
      text: `Waiting for quota: ${shortages
        .map(each => shortageText(each, title))
        .join(', ')}.`,
      message,
      shortages,
    };
  }
  const rule = RULES.find(each => each.pattern.test(message));
  if (rule) return { code: rule.code, text: rule.text, message, shortages };
  return { code: 'unknown', text: message, message, shortages };
}

const COMES_BACK: Record<Interruption, string> = {
  resumes: 'It comes back by itself and resumes from its last checkpoint.',
  restarts: 'It comes back by itself and starts from zero.',
  'loses-session': 'It comes back by itself, but the session is lost.',
};

const PREEMPTION_CAUSES: Record<string, string> = {
  InCohortReclamation:
    'its project was above its guarantee and the owner took it back',
  InCohortReclaimWhileBorrowing:
    'its project was above its guarantee and another project needed the GPUs',
  InCohortFairSharing:
    'its project had more than its fair share of borrowed GPUs',
  InClusterQueue:
    'a run of its own project with a higher priority took its place',
};

const EVICTION_CAUSES: Record<string, string> = {
  Preempted: 'another run took its place',
  PodsReadyTimeout: 'its pods were not ready in time',
  AdmissionCheck: 'an admission check of the cluster failed',
  ClusterQueueStopped: "the project's queue was stopped",
  LocalQueueStopped: "the project's queue was stopped",
  NodeFailures: 'its nodes failed',
};

/** Why a run that had been admitted waits again, and what becomes of it. */
export function suspensionReason(options: {
  evicted: Condition;
  preempted?: Condition;
  active: boolean;
  interruption?: Interruption;
  checkpointStep?: number;
}): WaitReason {
  const { evicted, preempted, active, interruption, checkpointStep } = options;
  const cause =
    (isTrue(preempted) && PREEMPTION_CAUSES[preempted.reason ?? '']) ||
    EVICTION_CAUSES[evicted.reason ?? ''] ||
    'the cluster took it out';
  const deactivated = !active || evicted.reason === 'Deactivated';
  let after = 'It comes back by itself.';
  if (deactivated)
    after = 'It was switched off and does not come back by itself.';
  else if (interruption === 'resumes' && checkpointStep)
    after = `It comes back by itself and resumes from step ${checkpointStep}.`;
  else if (interruption) after = COMES_BACK[interruption];
  return {
    code: 'suspended',
    text: `Suspended: ${cause}. ${after}`,
    message:
      (isTrue(preempted) ? preempted.message : undefined) ?? evicted.message,
    shortages: [],
  };
}

/** The reason of a Kueue workload that has no quota now. */
export function pendingReason(
  workload: WorkloadObject,
  options: {
    title: PoolTitle;
    interruption?: Interruption;
    checkpointStep?: number;
  },
): WaitReason {
  const evicted = conditionOf(workload, 'Evicted');
  if (isTrue(evicted)) {
    return suspensionReason({
      evicted,
      preempted: conditionOf(workload, 'Preempted'),
      active: workload.spec?.active !== false,
      interruption: options.interruption,
      checkpointStep: options.checkpointStep,
    });
  }
  const message = conditionOf(workload, 'QuotaReserved')?.message;
  return message
    ? waitReasonOf(message, options.title)
    : {
        code: 'scheduling',
        text: 'In the queue; it was not looked at yet.',
        shortages: [],
      };
}
