import {
  parseQuantity,
  QuantityError,
  type FieldProblem,
  type PoolQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import { isGpuResource, quantityText } from '../clusters/amounts';
import type { PoolFacts } from '../pools/poolFacts';
import {
  nominalOf,
  type DesiredQueue,
  type DesiredQueues,
} from './desiredQueues';

const MILLI = 1000n;

/** What is wrong with a quota by itself, whoever else has one. */
export function quotaProblems(
  quotas: readonly PoolQuota[],
  options: {
    pools: readonly Pick<PoolFacts, 'name'>[];
    covered: readonly string[];
  },
): FieldProblem[] {
  const seen = new Set<string>();
  return quotas.flatMap((quota, index) => {
    const field = `pools[${index}]`;
    const problems: FieldProblem[] = [];
    if (!options.pools.some(pool => pool.name === quota.pool)) {
      problems.push({
        field: `${field}.pool`,
        problem: `${quota.pool} is not a pool of this cluster`,
        remedy: `Choose one of ${
          options.pools.map(pool => pool.name).join(', ') ||
          '(none yet: create a pool first)'
        }`,
      });
    }
    if (seen.has(quota.pool)) {
      problems.push({
        field: `${field}.pool`,
        problem: `${quota.pool} is listed twice`,
        remedy: 'List each pool once',
      });
    }
    seen.add(quota.pool);
    return [...problems, ...resourceProblems(quota, field, options.covered)];
  });
}

function resourceProblems(
  quota: PoolQuota,
  poolField: string,
  covered: readonly string[],
): FieldProblem[] {
  const seen = new Set<string>();
  return quota.resources.flatMap((entry, index) => {
    const field = `${poolField}.resources[${index}]`;
    const problems: FieldProblem[] = [];
    if (!covered.includes(entry.resource)) {
      problems.push({
        field: `${field}.resource`,
        problem: `${entry.resource} is not a resource of this cluster`,
        remedy: `Choose one of ${covered.join(', ')}`,
      });
    }
    if (seen.has(entry.resource)) {
      problems.push({
        field: `${field}.resource`,
        problem: `${entry.resource} is listed twice`,
        remedy: 'List each resource once',
      });
    }
    seen.add(entry.resource);
    const guaranteed = readQuantity(
      entry.resource,
      entry.guaranteed,
      `${field}.guaranteed`,
      problems,
    );
    readQuantity(
      entry.resource,
      entry.borrowingLimit,
      `${field}.borrowingLimit`,
      problems,
    );
    const lending = readQuantity(
      entry.resource,
      entry.lendingLimit,
      `${field}.lendingLimit`,
      problems,
    );
    if (
      guaranteed !== undefined &&
      lending !== undefined &&
      lending > guaranteed
    ) {
      problems.push({
        field: `${field}.lendingLimit`,
        problem: 'is more than what is guaranteed',
        remedy: `Lend at most ${entry.guaranteed}, or leave it out to lend everything`,
      });
    }
    if (
      guaranteed !== undefined &&
      guaranteed > 0n &&
      quota.access !== 'guaranteed'
    ) {
      problems.push({
        field: `${field}.guaranteed`,
        problem: `is above 0 although access is ${quota.access}`,
        remedy: 'Set access to guaranteed, or the guarantee to 0',
      });
    }
    return problems;
  });
}

function readQuantity(
  resource: string,
  quantity: string | undefined,
  field: string,
  problems: FieldProblem[],
): bigint | undefined {
  if (quantity === undefined) return undefined;
  try {
    const milli = parseQuantity(quantity);
    if (milli < 0n) {
      problems.push({
        field,
        problem: `${quantity} is negative`,
        remedy: 'Give 0 or more',
      });
    } else if (isGpuResource(resource) && milli % MILLI !== 0n) {
      problems.push({
        field,
        problem: `${quantity} is not a whole number of GPUs`,
        remedy: 'Give a whole number',
      });
    }
    return milli;
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    problems.push({
      field,
      problem: `${quantity} is not a quantity`,
      remedy:
        'Write a number with an optional suffix, such as 8, 500m or 128Gi',
    });
    return undefined;
  }
}

/**
 * Where the guarantees of all projects would be more than a pool has. Only a guarantee that grows is refused, so that
 * after a node was lost it can still be lowered.
 */
export function capacityProblems(options: {
  project: string;
  quotas: readonly PoolQuota[];
  before: DesiredQueues;
  after: DesiredQueues;
  catchAll: string;
  pools: readonly PoolFacts[];
  foreign: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
}): FieldProblem[] {
  const { project, before, after, catchAll, pools, foreign } = options;
  const ofProject = (queue: DesiredQueue) => queue.name === project;
  const mine = after.clusterQueues.find(ofProject);
  const previous = before.clusterQueues.find(ofProject);
  if (!mine) return [];
  return pools.flatMap(pool => {
    const problems = mine.coveredResources.flatMap(resource => {
      const asked = nominalOf(mine, pool.name, resource);
      const had = previous ? nominalOf(previous, pool.name, resource) : 0n;
      const others = after.clusterQueues
        .filter(queue => queue.name !== project && queue.name !== catchAll)
        .reduce(
          (sum, queue) => sum + nominalOf(queue, pool.name, resource),
          foreign.get(pool.name)?.get(resource) ?? 0n,
        );
      const capacity = pool.capacity.get(resource) ?? 0n;
      if (asked <= had || others + asked <= capacity) return [];
      return [
        exceeded({ ...options, pool, resource, asked, others, capacity }),
      ];
    });
    // Shares follow from what was named: where that is too much, it is the thing to change.
    const named = problems.filter(({ field }) => field.endsWith('.guaranteed'));
    return named.length ? named : problems;
  });
}

function exceeded(options: {
  quotas: readonly PoolQuota[];
  pool: PoolFacts;
  resource: string;
  asked: bigint;
  others: bigint;
  capacity: bigint;
}): FieldProblem {
  const { quotas, pool, resource, asked, others, capacity } = options;
  const text = (milli: bigint) => quantityText(resource, milli);
  const index = quotas.findIndex(quota => quota.pool === pool.name);
  const entry =
    quotas[index]?.resources.findIndex(given => given.resource === resource) ??
    -1;
  const left = capacity > others ? capacity - others : 0n;
  return {
    field:
      entry >= 0
        ? `pools[${index}].resources[${entry}].guaranteed`
        : `pools[${index}]`,
    problem: `asks for ${text(asked)} ${resource} in pool ${
      pool.name
    }, which has ${text(capacity)}, of which ${text(
      others,
    )} are guaranteed to others`,
    remedy:
      entry >= 0
        ? `Guarantee at most ${text(
            left,
          )}, or lower another project's guarantee first`
        : `Name ${resource} in the quota with at most ${text(
            left,
          )}, or lower another project's guarantee first`,
  };
}
