import { z } from 'zod';
import { by, on, oneOf, seconds } from './promql';

/** Facts of the installation that queries depend on; from configuration, never from a request. */
export interface QueryContext {
  /** The label that tells clusters apart; empty where the source has one cluster only. */
  clusterLabel: string;
  /** `MetricsFieldPrefix` of AMD's device-metrics-exporter, such as `amd_`; usually empty. */
  amdPrefix: string;
}

/** A query that the portal can ask. Nothing else reaches a metrics source. */
export interface NamedQuery<P> {
  name: string;
  title: string;
  unit: 'GPUs' | 'MiB' | 'percent';
  params: z.ZodType<P>;
  /** Metrics that answer it, by where they come from. */
  sources: { kubernetes?: string[]; amd?: string[]; nvidia?: string[] };
  build(context: QueryContext, params: P): string;
}

/** Mean activity, in percent, from which a held GPU counts as busy. */
export const BUSY_PERCENT = 5;

/** As kube-state-metrics writes resource names: every character that labels cannot have becomes `_`. */
const GPU_RESOURCES = 'resource=~"amd_com_.+|nvidia_com_(gpu|mig_.+)"';

/** Most pods that one query names; their names stand in its text. */
export const MAX_NAMED_PODS = 50;

/** Activity and memory are counted once a GPU: in partitioned modes AMD reports activity on partition 0 only. */
function amd(
  context: QueryContext,
  metric: string,
  matchers: readonly string[],
) {
  const all = ['pod!=""', 'gpu_partition_id="0"', ...matchers];
  return `${context.amdPrefix}${metric}{${all.join(',')}}`;
}

function nvidia(metric: string, matchers: readonly string[]) {
  return `${metric}{${['pod!=""', ...matchers].join(',')}}`;
}

function podMatchers(pods: readonly string[] | undefined): string[] {
  return pods ? [`pod=~${oneOf(pods)}`] : [];
}

const podName = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
const pods = z.array(podName).min(1).max(MAX_NAMED_PODS).optional();
const activityParams = z.object({
  groupBy: z.enum(['namespace', 'pod']),
  /** Over which the activity is averaged. */
  windowSeconds: z.number().int().min(60).max(86_400),
  pods,
});
const memoryParams = z.object({ groupBy: z.enum(['namespace', 'pod']), pods });

export type ActivityParams = z.infer<typeof activityParams>;
export type MemoryParams = z.infer<typeof memoryParams>;

function gpuLabels(
  context: QueryContext,
  groupBy: 'namespace' | 'pod',
): string[] {
  return groupBy === 'pod'
    ? [context.clusterLabel, 'namespace', 'pod']
    : [context.clusterLabel, 'namespace'];
}

/**
 * A series per held GPU with its mean activity in percent, of both vendors. Only GPUs that are held at the end of the
 * window count: a pod that ended within it has left its series there.
 */
function meanActivity(context: QueryContext, params: ActivityParams): string {
  const matchers = podMatchers(params.pods);
  const window = seconds(params.windowSeconds);
  const mean = (selector: string) =>
    `(avg_over_time(${selector}[${window}]) and ${selector})`;
  return `(${mean(amd(context, 'gpu_gfx_activity', matchers))} or ${mean(
    nvidia('DCGM_FI_DEV_GPU_UTIL', matchers),
  )})`;
}

/** What containers on nodes ask for, with their pod's phase as a label. */
function heldByPhase(context: QueryContext): string {
  const pod = [context.clusterLabel, 'namespace', 'pod', 'uid'];
  return (
    `kube_pod_container_resource_requests{${GPU_RESOURCES},node!=""}` +
    ` * ${on(...pod)} group_left (phase)` +
    ` max ${by(
      ...pod,
      'phase',
    )} (kube_pod_status_phase{phase=~"Running|Pending"} == 1)`
  );
}

/** GPUs that pods on nodes hold, by phase: Pending ones hold their GPUs too (their images are being pulled). */
export const gpusHeld: NamedQuery<{
  groupBy: 'namespace' | 'namespaceAndNode';
}> = {
  name: 'gpusHeld',
  title: 'GPUs held',
  unit: 'GPUs',
  params: z.object({ groupBy: z.enum(['namespace', 'namespaceAndNode']) }),
  sources: {
    kubernetes: [
      'kube_pod_container_resource_requests',
      'kube_pod_status_phase',
    ],
  },
  build(context, { groupBy }) {
    const node = groupBy === 'namespaceAndNode' ? 'node' : '';
    return `sum ${by(
      context.clusterLabel,
      'namespace',
      node,
      'phase',
    )} (${heldByPhase(context)})`;
  },
};

const activitySources = {
  amd: ['gpu_gfx_activity'],
  nvidia: ['DCGM_FI_DEV_GPU_UTIL'],
};

/** Held GPUs that work: mean activity of at least {@link BUSY_PERCENT}. Activity is not efficiency. */
export const gpusBusy: NamedQuery<ActivityParams> = {
  name: 'gpusBusy',
  title: 'GPUs busy',
  unit: 'GPUs',
  params: activityParams,
  sources: activitySources,
  build: (context, params) =>
    `count ${by(...gpuLabels(context, params.groupBy))} (${meanActivity(
      context,
      params,
    )} >= ${BUSY_PERCENT})`,
};

/** Held GPUs that have a measurement. Over time, those that are not busy are idle: this costs far less than asking twice. */
export const gpusMeasured: NamedQuery<{ groupBy: 'namespace' }> = {
  name: 'gpusMeasured',
  title: 'GPUs measured',
  unit: 'GPUs',
  params: z.object({ groupBy: z.literal('namespace') }),
  sources: activitySources,
  build: (context, { groupBy }) =>
    `count ${by(...gpuLabels(context, groupBy))} (${amd(
      context,
      'gpu_gfx_activity',
      [],
    )} or ${nvidia('DCGM_FI_DEV_GPU_UTIL', [])})`,
};

/** Held GPUs that do not work. Asked for by itself: a GPU without a series is unknown, not idle. */
export const gpusIdle: NamedQuery<ActivityParams> = {
  name: 'gpusIdle',
  title: 'GPUs held but idle',
  unit: 'GPUs',
  params: activityParams,
  sources: activitySources,
  build: (context, params) =>
    `count ${by(...gpuLabels(context, params.groupBy))} (${meanActivity(
      context,
      params,
    )} < ${BUSY_PERCENT})`,
};

/** Mean activity of the GPUs that a group holds. */
export const gpuActivity: NamedQuery<ActivityParams> = {
  name: 'gpuActivity',
  title: 'GPU activity',
  unit: 'percent',
  params: activityParams,
  sources: activitySources,
  build: (context, params) =>
    `avg ${by(...gpuLabels(context, params.groupBy))} (${meanActivity(
      context,
      params,
    )})`,
};

/** Memory that held GPUs use. AMD's exporter writes MB for what is MiB (a 192 GiB MI300X reports 196592). */
export const gpuMemoryUsed: NamedQuery<MemoryParams> = {
  name: 'gpuMemoryUsed',
  title: 'GPU memory used',
  unit: 'MiB',
  params: memoryParams,
  sources: { amd: ['gpu_used_vram'], nvidia: ['DCGM_FI_DEV_FB_USED'] },
  build(context, params) {
    const matchers = podMatchers(params.pods);
    return `sum ${by(...gpuLabels(context, params.groupBy))} (${amd(
      context,
      'gpu_used_vram',
      matchers,
    )} or ${nvidia('DCGM_FI_DEV_FB_USED', matchers)})`;
  },
};

/** Memory that held GPUs have. */
export const gpuMemoryTotal: NamedQuery<MemoryParams> = {
  name: 'gpuMemoryTotal',
  title: 'GPU memory of held GPUs',
  unit: 'MiB',
  params: memoryParams,
  sources: {
    amd: ['gpu_total_vram'],
    nvidia: ['DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_FB_FREE'],
  },
  build(context, params) {
    const matchers = podMatchers(params.pods);
    return `sum ${by(...gpuLabels(context, params.groupBy))} (${amd(
      context,
      'gpu_total_vram',
      matchers,
    )} or (${nvidia('DCGM_FI_DEV_FB_USED', matchers)} + ${nvidia(
      'DCGM_FI_DEV_FB_FREE',
      matchers,
    )}))`;
  },
};

/** All GPUs of the nodes. */
export const gpusInstalled: NamedQuery<Record<string, never>> = {
  name: 'gpusInstalled',
  title: 'GPUs installed',
  unit: 'GPUs',
  params: z.object({}).strict(),
  sources: { kubernetes: ['kube_node_status_capacity'] },
  build: context =>
    `sum ${by(
      context.clusterLabel,
    )} (kube_node_status_capacity{${GPU_RESOURCES}})`,
};

/**
 * GPUs that a pod could get: allocatable on nodes that are ready and not cordoned, less what is held there. The `or 0 *`
 * keeps nodes on which nothing is held.
 */
export const gpusFree: NamedQuery<Record<string, never>> = {
  name: 'gpusFree',
  title: 'GPUs free',
  unit: 'GPUs',
  params: z.object({}).strict(),
  sources: {
    kubernetes: [
      'kube_node_status_allocatable',
      'kube_node_spec_unschedulable',
      'kube_node_status_condition',
      'kube_pod_container_resource_requests',
      'kube_pod_status_phase',
    ],
  },
  build(context) {
    const node = [context.clusterLabel, 'node'];
    const usable =
      `(sum ${by(...node)} (kube_node_status_allocatable{${GPU_RESOURCES}})` +
      ` unless ${on(...node)} (kube_node_spec_unschedulable == 1)` +
      ` unless ${on(
        ...node,
      )} (kube_node_status_condition{condition="Ready",status="true"} == 0))`;
    const held = `sum ${by(...node)} (${heldByPhase(context)})`;
    return `sum ${by(
      context.clusterLabel,
    )} (clamp_min(${usable} - (${held} or 0 * ${usable}), 0))`;
  },
};

/** Everything that the portal asks of metrics sources, by name. */
export const metricQueries = {
  gpusHeld,
  gpusBusy,
  gpusMeasured,
  gpusIdle,
  gpuActivity,
  gpuMemoryUsed,
  gpuMemoryTotal,
  gpusInstalled,
  gpusFree,
} as const;
