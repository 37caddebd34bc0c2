import type { KubeObject } from '@silogen/cluster-client';
import { invalid } from '../metadata';
import type { FieldProblem, ValidationContext } from '../types';
import { sameJson } from '../sameJson';

interface ResourceQuota {
  name: string;
  nominalQuota: string | number;
  borrowingLimit?: string | number;
  lendingLimit?: string | number;
}

interface QueueSpec {
  cohort?: string;
  cohortName?: string;
  resourceGroups?: {
    coveredResources: string[];
    flavors: { name: string; resources: ResourceQuota[] }[];
  }[];
  preemption?: {
    reclaimWithinCohort?: string;
    borrowWithinCohort?: { policy?: string };
  };
}

/** What Kueue's webhook and the CRD's CEL rules refuse (pkg/webhooks/clusterqueue_webhook.go). */
export function validateClusterQueue(queue: KubeObject): FieldProblem[] {
  const spec = (queue.spec ?? {}) as QueueSpec;
  const inCohort = Boolean(spec.cohort ?? spec.cohortName);
  const problems: FieldProblem[] = [];
  const seenFlavors = new Set<string>();
  const seenResources = new Set<string>();
  (spec.resourceGroups ?? []).forEach((group, groupAt) => {
    const groupField = `spec.resourceGroups[${groupAt}]`;
    group.coveredResources.forEach((resource, at) => {
      if (seenResources.has(resource)) {
        problems.push(
          duplicate(`${groupField}.coveredResources[${at}]`, resource),
        );
      }
      seenResources.add(resource);
    });
    group.flavors.forEach((flavor, flavorAt) => {
      const field = `${groupField}.flavors[${flavorAt}]`;
      if (seenFlavors.has(flavor.name)) {
        problems.push(duplicate(`${field}.name`, flavor.name));
      }
      seenFlavors.add(flavor.name);
      const names = flavor.resources.map(resource => resource.name);
      if (!sameJson(names, group.coveredResources)) {
        problems.push(
          invalid(
            `${field}.resources`,
            names,
            'must list the same resources, in the same order, as coveredResources',
          ),
        );
      }
      flavor.resources.forEach((resource, at) =>
        problems.push(
          ...quotaProblems(resource, `${field}.resources[${at}]`, inCohort),
        ),
      );
    });
  });
  const { reclaimWithinCohort, borrowWithinCohort } = spec.preemption ?? {};
  if (
    reclaimWithinCohort === 'Never' &&
    (borrowWithinCohort?.policy ?? 'Never') !== 'Never'
  ) {
    problems.push(
      invalid(
        'spec.preemption',
        spec.preemption,
        'reclaimWithinCohort=Never and borrowWithinCohort.Policy!=Never',
      ),
    );
  }
  return problems;
}

function quotaProblems(
  quota: ResourceQuota,
  field: string,
  inCohort: boolean,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const key of [
    'nominalQuota',
    'borrowingLimit',
    'lendingLimit',
  ] as const) {
    if (String(quota[key] ?? '').startsWith('-')) {
      problems.push(
        invalid(
          `${field}.${key}`,
          quota[key],
          'must be greater than or equal to 0',
        ),
      );
    }
    if (key !== 'nominalQuota' && quota[key] !== undefined && !inCohort) {
      problems.push(
        invalid(
          `${field}.${key}`,
          quota[key],
          'must be nil when cohort is empty',
        ),
      );
    }
  }
  return problems;
}

/** A flavor with a topology needs node labels, and does not change any more. */
export function validateResourceFlavor(
  flavor: KubeObject,
  { old }: ValidationContext,
): FieldProblem[] {
  interface Spec {
    topologyName?: string;
    nodeLabels?: Record<string, string>;
  }
  const spec = (flavor.spec ?? {}) as Spec;
  const before = (old?.spec ?? {}) as Spec;
  const problems: FieldProblem[] = [];
  if (spec.topologyName && Object.keys(spec.nodeLabels ?? {}).length === 0) {
    problems.push(
      invalid(
        'spec',
        spec,
        'at least one nodeLabel is required when topology is set',
      ),
    );
  }
  if (before.topologyName && !sameJson(spec, before)) {
    problems.push(
      invalid(
        'spec',
        spec,
        'resourceFlavorSpec are immutable when topologyName is set',
      ),
    );
  }
  return problems;
}

/** Levels never change, repeat no label, and end with the host. */
export function validateTopology(
  topology: KubeObject,
  { old }: ValidationContext,
): FieldProblem[] {
  interface Spec {
    levels: { nodeLabel: string }[];
  }
  const levels = ((topology.spec as Spec | undefined)?.levels ?? []).map(
    level => level.nodeLabel,
  );
  const problems: FieldProblem[] = [];
  if (old && !sameJson(old.spec, topology.spec)) {
    problems.push(invalid('spec.levels', levels, 'field is immutable'));
  }
  if (new Set(levels).size !== levels.length) {
    problems.push(invalid('spec.levels', levels, 'must be unique'));
  }
  const host = levels.indexOf('kubernetes.io/hostname');
  if (host >= 0 && host !== levels.length - 1) {
    problems.push(
      invalid(
        'spec.levels',
        levels,
        'the kubernetes.io/hostname label can only be used at the lowest level of topology',
      ),
    );
  }
  return problems;
}

function duplicate(field: string, value: string): FieldProblem {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Duplicate value: ${JSON.stringify(value)}`,
  };
}
