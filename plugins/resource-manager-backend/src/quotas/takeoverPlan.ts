import { createHash } from 'node:crypto';
import type {
  FieldProblem,
  TakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-common';
import type {
  ClusterQueueObject,
  LocalQueueObject,
  WorkloadObject,
} from '../clusters/kubeTypes';
import { hasCondition } from '../clusters/kubeTypes';
import type { ClusterView } from '../clusters/types';
import type { ProposedPool } from '../pools/proposePools';
import type { DesiredQueues } from './desiredQueues';
import type { WrittenKind, WrittenObjects } from './OwnershipStore';
import { queueDifferences } from './queueDiff';
import { queueSpec } from './queueShape';

type Step = TakeoverPlan['steps'][number];

export interface TakeoverDecision {
  plan: TakeoverPlan;
  /** Objects that are there and become ours. */
  claims: { kind: WrittenKind; name: string }[];
}

export interface TakeoverInput {
  view: Pick<ClusterView, 'all' | 'get'>;
  writer: 'kaiwo' | 'kueue' | 'none';
  takenOver: boolean;
  desired: DesiredQueues;
  catchAll: string;
  proposed: readonly ProposedPool[];
  written: WrittenObjects;
  problems: readonly FieldProblem[];
}

/**
 * What becomes ours, and what would be written then. Taken over are the catch-all queue, queues and flavors that are named
 * like our projects and pools, and flavors that no remaining queue uses; all else is kept.
 */
export function takeoverPlan(input: TakeoverInput): TakeoverDecision {
  const { view, desired, catchAll } = input;
  const wantedQueues = new Map(
    desired.clusterQueues.map(queue => [queue.name, queue]),
  );
  const queues = [...view.all<ClusterQueueObject>('ClusterQueue')];
  const claimed = queues.filter(({ metadata }) =>
    wantedQueues.has(metadata.name),
  );
  const kept = queues.filter(
    ({ metadata }) => !wantedQueues.has(metadata.name),
  );
  const inUse = new Set(kept.flatMap(flavorsOf));
  const flavors = [...view.all('ResourceFlavor')].map(
    ({ metadata }) => metadata.name,
  );
  const wantedFlavors = new Set(desired.flavors.map(({ name }) => name));
  // On plain Kueue nothing is generated, so a flavor that nobody uses is somebody's plan, not ours to remove.
  const replaced =
    input.writer === 'kaiwo'
      ? flavors.filter(name => !wantedFlavors.has(name) && !inUse.has(name))
      : [];
  const steps: Step[] = [
    ...input.proposed.map(pool =>
      step(
        'create',
        'Pool',
        pool.name,
        `New pool ${pool.title}: nodes with ${labels(pool.selector)}`,
      ),
    ),
    ...desired.flavors.map(({ name, nodeLabels }) =>
      step(
        flavors.includes(name) ? 'change' : 'create',
        'ResourceFlavor',
        name,
        `Selects nodes with ${labels(nodeLabels)}`,
      ),
    ),
    ...desired.clusterQueues.flatMap(queue => queueStep(input, queue.name)),
    ...desired.localQueues.flatMap(({ namespace, name }) =>
      view.get<LocalQueueObject>('LocalQueue', name, namespace)
        ? []
        : [
            step(
              'create',
              'LocalQueue',
              `${namespace}/${name}`,
              'Runs of the project are submitted through it',
            ),
          ],
    ),
    ...replaced.map(name =>
      step('delete', 'ResourceFlavor', name, deletionText(view, name)),
    ),
  ];
  const claims: TakeoverDecision['claims'] = [
    ...claimed.map(({ metadata }) => ({
      kind: 'ClusterQueue' as const,
      name: metadata.name,
    })),
    ...[...flavors.filter(name => wantedFlavors.has(name)), ...replaced].map(
      name => ({
        kind: 'ResourceFlavor' as const,
        name,
      }),
    ),
  ];
  return {
    plan: {
      planId: planId(steps),
      needed: !input.takenOver,
      steps: input.takenOver ? [] : steps,
      kept: [
        ...kept.map(({ metadata }) => `ClusterQueue ${metadata.name}`),
        ...flavors
          .filter(name => inUse.has(name) && !wantedFlavors.has(name))
          .map(name => `ResourceFlavor ${name}`),
      ],
      problems: [...input.problems, ...noPoolProblem(input, catchAll)],
    },
    claims,
  };
}

function noPoolProblem(
  { desired, proposed }: TakeoverInput,
  catchAll: string,
): FieldProblem[] {
  if (desired.flavors.length + proposed.length > 0) return [];
  return [
    {
      field: 'pools',
      problem: `are missing, so that queue ${catchAll} would have nothing to give`,
      remedy: 'Create a pool on this cluster first',
    },
  ];
}

function step(
  action: Step['action'],
  kind: string,
  name: string,
  text: string,
): Step {
  return { action, kind, name, text };
}

function labels(selector: Record<string, string>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

function flavorsOf(queue: ClusterQueueObject): string[] {
  return (queue.spec?.resourceGroups ?? []).flatMap(group =>
    group.flavors.map(({ name }) => name),
  );
}

function queueStep(
  { view, desired, catchAll }: TakeoverInput,
  name: string,
): Step[] {
  const queue = desired.clusterQueues.find(
    candidate => candidate.name === name,
  );
  if (!queue) return [];
  const present = view.get<ClusterQueueObject>('ClusterQueue', name);
  const differences = queueDifferences(
    queueSpec(queue, 'v1beta1'),
    present?.spec,
  );
  if (present && differences.length === 0) return [];
  const amounts = queue.flavors
    .map(flavor => {
      const shown = flavor.resources.filter(
        ({ nominal, name: resource }) => nominal > 0n && resource.includes('/'),
      );
      return shown
        .map(
          ({ nominal, name: resource }) =>
            `${nominal / 1000n} × ${resource} of ${flavor.name}`,
        )
        .join(', ');
    })
    .filter(Boolean)
    .join(', ');
  const role =
    name === catchAll
      ? 'Holds what no project is guaranteed'
      : 'Guarantees the project';
  return [
    step(
      present ? 'change' : 'create',
      'ClusterQueue',
      name,
      `${role}: ${amounts || 'no GPUs'}`,
    ),
  ];
}

function deletionText(view: Pick<ClusterView, 'all'>, flavor: string): string {
  const users = [...view.all<WorkloadObject>('Workload')].filter(
    workload =>
      !hasCondition(workload, 'Finished') &&
      workload.status?.admission?.podSetAssignments?.some(({ flavors }) =>
        Object.values(flavors ?? {}).includes(flavor),
      ),
  ).length;
  return users
    ? `Replaced by the pools. ${users} Kueue workload${
        users > 1 ? 's' : ''
      } admitted on it run on, but are not counted against the pools until they end`
    : 'Replaced by the pools';
}

function planId(steps: readonly Step[]): string {
  return createHash('sha256')
    .update(JSON.stringify(steps))
    .digest('hex')
    .slice(0, 16);
}
