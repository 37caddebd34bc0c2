import type { Difference } from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterQueueSpec, Quota } from '@silogen/kueue-admission';
import { toQueueSpec } from '../clusters/admissionWorld';
import { quantityText } from '../clusters/amounts';
import type { ClusterQueueSpecObject } from '../clusters/kubeTypes';

const ABSENT = 'not there';

function limitText(
  resource: string,
  limit: bigint | undefined,
  unlimited: string,
): string {
  return limit === undefined ? unlimited : quantityText(resource, limit);
}

/** A queue as flat facts, so that two API versions and two ways of writing a quantity compare equal. */
function factsOf(spec: ClusterQueueSpec): Map<string, string> {
  const facts = new Map<string, string>([
    ['cohort', spec.cohort ?? 'none'],
    ['queueingStrategy', spec.queueingStrategy],
    ['stopPolicy', spec.stopPolicy],
    ['namespaceSelector', JSON.stringify(spec.namespaceSelector)],
    ['whenCanBorrow', spec.fungibility.whenCanBorrow],
    ['whenCanPreempt', spec.fungibility.whenCanPreempt],
    ['preemption.reclaimWithinCohort', spec.preemption.reclaimWithinCohort],
    ['preemption.withinClusterQueue', spec.preemption.withinClusterQueue],
    [
      'preemption.borrowWithinCohort',
      spec.preemption.borrowWithinCohort.policy,
    ],
  ]);
  const groups = spec.resourceGroups;
  facts.set(
    'pools',
    groups
      .flatMap(group => group.flavors.map(({ flavor }) => flavor))
      .join(', ') || 'none',
  );
  facts.set(
    'resources',
    groups.map(group => group.coveredResources.join(', ')).join(' | ') ||
      'none',
  );
  for (const { flavor, resources } of groups.flatMap(group => group.flavors)) {
    for (const [resource, quota] of Object.entries(resources))
      addQuota(facts, flavor, resource, quota);
  }
  return facts;
}

function addQuota(
  facts: Map<string, string>,
  flavor: string,
  resource: string,
  quota: Quota,
): void {
  const at = `${flavor} ${resource}`;
  facts.set(`${at} guaranteed`, quantityText(resource, quota.nominal));
  facts.set(
    `${at} borrowing limit`,
    limitText(resource, quota.borrowingLimit, 'none'),
  );
  facts.set(
    `${at} lending limit`,
    limitText(resource, quota.lendingLimit, 'none'),
  );
}

/** Whatever differs, field by field; empty when the queue is as wanted. */
export function queueDifferences(
  wanted: ClusterQueueSpecObject | undefined,
  seen: ClusterQueueSpecObject | undefined,
  prefix = '',
): Difference[] {
  if (!wanted && !seen) return [];
  if (!wanted || !seen) {
    return [
      {
        field: `${prefix}queue`,
        wanted: wanted ? 'present' : ABSENT,
        seen: seen ? 'present' : ABSENT,
      },
    ];
  }
  const left = factsOf(toQueueSpec('', wanted));
  const right = factsOf(toQueueSpec('', seen));
  const fields = new Set([...left.keys(), ...right.keys()]);
  return [...fields]
    .filter(field => left.get(field) !== right.get(field))
    .filter(field => !isSilent(field, left, right))
    .map(field => ({
      field: `${prefix}${field}`,
      wanted: left.get(field) ?? ABSENT,
      seen: right.get(field) ?? ABSENT,
    }));
}

/** A limit of a pool that one side does not list at all says nothing beyond the missing guarantee. */
function isSilent(
  field: string,
  left: Map<string, string>,
  right: Map<string, string>,
): boolean {
  if (!/ (borrowing|lending) limit$/.test(field)) return false;
  return [left.get(field), right.get(field)].every(
    value => value === undefined || value === 'none',
  );
}

/** Whether an owner can take its guarantee back from borrowers. */
export function isEnforceable(
  spec: ClusterQueueSpecObject | undefined,
): boolean {
  return spec?.preemption?.reclaimWithinCohort === 'Any';
}
