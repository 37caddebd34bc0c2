import type {
  AffectedRun,
  Verdict,
} from '@silogen/backstage-plugin-resource-manager-common';
import { formatQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { Decision, Shortage } from '@silogen/kueue-admission';
import {
  shortageText,
  waitReasonOf,
  type PoolTitle,
} from '../observe/waitReason';

function publicShortage({
  flavor,
  resource,
  needed,
}: Shortage): Verdict['shortages'][number] {
  return {
    pool: flavor,
    resource,
    needed: formatQuantity(
      needed,
      resource === 'memory' ? 'binary' : 'decimal',
    ),
  };
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** What a decision of Kueue's rules means for somebody who is about to launch. Pure. */
export function verdictOf(options: {
  decision: Decision | undefined;
  gpus: number;
  position: number;
  victims: AffectedRun[];
  title: PoolTitle;
}): Verdict {
  const { decision, gpus, position, victims, title } = options;
  if (!decision) {
    return {
      outcome: 'unknown',
      text: 'Its cluster cannot be asked at the moment',
      shortages: [],
      victims: [],
    };
  }
  if (decision.outcome === 'admit') {
    const text = decision.borrows
      ? 'Would start now, on borrowed GPUs: it is suspended when their owners need them'
      : 'Would start now';
    return {
      outcome: 'starts-now',
      text,
      borrows: decision.borrows,
      shortages: [],
      victims: [],
    };
  }
  if (decision.outcome === 'preempt') {
    const many = counted(decision.victims.length, 'run');
    const back = decision.victims.every(
      ({ reason }) => reason !== 'InClusterQueue',
    );
    return {
      outcome: 'starts-by-preemption',
      text: back
        ? `Would start now: it takes back what the project is guaranteed, and suspends ${many} of others`
        : `Would start now: it suspends ${many} of lower priority in the project`,
      borrows: false,
      shortages: [],
      victims,
    };
  }
  const shortages = decision.shortages.map(publicShortage);
  if (decision.never)
    return { ...never(decision, title), shortages, victims: [] };
  const wait = waitReasonOf(decision.message, title);
  let text = wait.text;
  if (shortages.length > 0) {
    text = `Would wait: ${shortages
      .map(each => shortageText(each, title))
      .join(', ')}`;
  } else if (gpus > 0 || wait.code !== 'unknown') {
    text = `Would wait. ${wait.text}`;
  }
  return {
    outcome: 'waits',
    text,
    borrows: false,
    position,
    shortages,
    victims: [],
  };
}

function never(
  decision: Extract<Decision, { outcome: 'wait' }>,
  title: PoolTitle,
): Pick<Verdict, 'outcome' | 'text'> {
  if (decision.reason === 'QueueUnavailable') {
    return {
      outcome: 'never',
      text: "Can not run: the project's queue is not ready on this cluster. A resource manager can see why.",
    };
  }
  const { text } = waitReasonOf(decision.message, title);
  return {
    outcome: 'never',
    text: text.startsWith('Can never run') ? text : `Can never run: ${text}`,
  };
}
