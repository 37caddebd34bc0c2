import { by, oneOf, quoted } from './promql';
import { metricQueries, type NamedQuery, type QueryContext } from './queries';

const context: QueryContext = {
  clusterLabel: 'k8s_cluster_name',
  amdPrefix: '',
};

describe('promql', () => {
  it.each([
    ['plain', '"plain"'],
    ['a "b"', '"a \\"b\\""'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb', '"a\\nb"'],
    ['"} or up{a="', '"\\"} or up{a=\\""'],
  ])('quotes %j', (text, literal) => {
    expect(quoted(text)).toBe(literal);
  });

  it('matches exactly the values that are given', () => {
    expect(oneOf(['a.b', 'c|d', 'e+'])).toBe('"a\\\\.b|c\\\\|d|e\\\\+"');
  });

  it('leaves empty labels out', () => {
    expect(by('', 'namespace')).toBe('by (namespace)');
  });
});

describe('metricQueries', () => {
  const build = <P>(query: NamedQuery<P>, params: P, other = context) =>
    query.build(other, query.params.parse(params));
  const {
    gpusHeld,
    gpusBusy,
    gpusIdle,
    gpuMemoryUsed,
    gpusFree,
    gpusInstalled,
  } = metricQueries;
  const held =
    'kube_pod_container_resource_requests{resource=~"amd_com_.+|nvidia_com_(gpu|mig_.+)",node!=""}' +
    ' * on (k8s_cluster_name, namespace, pod, uid) group_left (phase)' +
    ' max by (k8s_cluster_name, namespace, pod, uid, phase) (kube_pod_status_phase{phase=~"Running|Pending"} == 1)';

  it.each<[string, string, string]>([
    [
      'gpusHeld',
      build(gpusHeld, { groupBy: 'namespace' }),
      `sum by (k8s_cluster_name, namespace, phase) (${held})`,
    ],
    [
      'gpusHeld by node',
      build(gpusHeld, { groupBy: 'namespaceAndNode' }),
      `sum by (k8s_cluster_name, namespace, node, phase) (${held})`,
    ],
    [
      'gpusBusy',
      build(gpusBusy, { groupBy: 'namespace', windowSeconds: 300 }),
      'count by (k8s_cluster_name, namespace) (((avg_over_time(gpu_gfx_activity{pod!="",gpu_partition_id="0"}[300s]) and gpu_gfx_activity{pod!="",gpu_partition_id="0"}) or (avg_over_time(DCGM_FI_DEV_GPU_UTIL{pod!=""}[300s]) and DCGM_FI_DEV_GPU_UTIL{pod!=""})) >= 5)',
    ],
    [
      'gpusMeasured',
      build(metricQueries.gpusMeasured, { groupBy: 'namespace' }),
      'count by (k8s_cluster_name, namespace) (gpu_gfx_activity{pod!="",gpu_partition_id="0"} or DCGM_FI_DEV_GPU_UTIL{pod!=""})',
    ],
    [
      'gpusIdle of some pods',
      build(gpusIdle, {
        groupBy: 'pod',
        windowSeconds: 1800,
        pods: ['a-1', 'b.c'],
      }),
      'count by (k8s_cluster_name, namespace, pod) (((avg_over_time(gpu_gfx_activity{pod!="",gpu_partition_id="0",pod=~"a-1|b\\\\.c"}[1800s]) and gpu_gfx_activity{pod!="",gpu_partition_id="0",pod=~"a-1|b\\\\.c"}) or (avg_over_time(DCGM_FI_DEV_GPU_UTIL{pod!="",pod=~"a-1|b\\\\.c"}[1800s]) and DCGM_FI_DEV_GPU_UTIL{pod!="",pod=~"a-1|b\\\\.c"})) < 5)',
    ],
    [
      'gpuMemoryUsed',
      build(gpuMemoryUsed, { groupBy: 'pod' }),
      'sum by (k8s_cluster_name, namespace, pod) (gpu_used_vram{pod!="",gpu_partition_id="0"} or DCGM_FI_DEV_FB_USED{pod!=""})',
    ],
    [
      'gpusInstalled without a cluster label',
      build(gpusInstalled, {}, { clusterLabel: '', amdPrefix: '' }),
      'sum by () (kube_node_status_capacity{resource=~"amd_com_.+|nvidia_com_(gpu|mig_.+)"})',
    ],
    [
      'gpuMemoryUsed with a prefix of the exporter',
      build(
        gpuMemoryUsed,
        { groupBy: 'namespace' },
        { clusterLabel: 'cluster', amdPrefix: 'amd_' },
      ),
      'sum by (cluster, namespace) (amd_gpu_used_vram{pod!="",gpu_partition_id="0"} or DCGM_FI_DEV_FB_USED{pod!=""})',
    ],
  ])('%s', (_, built, expected) => {
    expect(built).toBe(expected);
  });

  it('counts free GPUs on usable nodes only, and keeps nodes on which nothing is held', () => {
    const text = build(gpusFree, {});
    expect(text).toContain(
      'unless on (k8s_cluster_name, node) (kube_node_spec_unschedulable == 1)',
    );
    expect(text).toContain('condition="Ready",status="true"} == 0');
    expect(text).toContain('or 0 *');
    expect(text).toContain('clamp_min(');
  });

  it.each([
    [
      'a pod name with PromQL',
      { groupBy: 'pod', windowSeconds: 300, pods: ['x"} or up{a="'] },
    ],
    [
      'too many pods',
      {
        groupBy: 'pod',
        windowSeconds: 300,
        pods: Array.from({ length: 51 }, (_, i) => `p${i}`),
      },
    ],
    ['no pods', { groupBy: 'pod', windowSeconds: 300, pods: [] }],
    ['another grouping', { groupBy: 'pod) or (up', windowSeconds: 300 }],
    ['a window that is too long', { groupBy: 'pod', windowSeconds: 86_401 }],
    ['a window of parts of a second', { groupBy: 'pod', windowSeconds: 300.5 }],
  ])('refuses %s', (_, params) => {
    expect(() => gpusBusy.params.parse(params)).toThrow();
  });

  it('names every query once, by its own name', () => {
    for (const [name, query] of Object.entries(metricQueries))
      expect(query.name).toBe(name);
  });
});
