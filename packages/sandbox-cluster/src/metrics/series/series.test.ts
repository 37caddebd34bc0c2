import { kubeTime } from '../../controllers/runtime/clock';
import { PromqlEngine } from '../promql/engine';
import {
  ask,
  clusterWith,
  HELD,
  HOUR,
  MINUTE,
  podObject,
  PODS,
  seriesOf,
  START_MS,
  TestCluster,
  type TestPod,
} from '../testing';

/** Value of a query that gives one series. */
function one(cluster: TestCluster, query: string, minutes: number): number {
  const answer = ask(seriesOf(cluster), query, START_MS + minutes * MINUTE);
  expect(answer).toHaveLength(1);
  return answer[0].value;
}

describe('series of a cluster', () => {
  it('shows every GPU 15 days back, free ones without a pod', () => {
    const cluster = clusterWith();
    const answer = ask(
      seriesOf(cluster),
      'count by (hostname, card_series, pod) (gpu_gfx_activity == 0)',
      START_MS - 14 * 24 * HOUR,
    );
    expect(answer.map(({ value }) => value)).toEqual(Array(8).fill(8));
    expect(answer[0].labels).toEqual({
      hostname: 'hall-a-mi300x-1',
      card_series: 'AMD Instinct MI300X OAM',
    });
    expect(
      ask(seriesOf(cluster), 'gpu_gfx_activity', START_MS - 16 * 24 * HOUR),
    ).toEqual([]);
  });

  it('gives a GPU to the pod whose annotation names it, from binding to end', () => {
    const cluster = clusterWith({
      name: 'train',
      gpus: 2,
      boundAt: 10,
      runningAt: 12,
      endedAt: 60,
      image: 'aimft:1',
      annotations: { 'sandbox.silogen.ai/gpus': '3,6' },
      labels: {
        'airm.silogen.ai/workload-id': 'run-1',
        'airm.silogen.ai/project-id': 'p',
      },
    });
    const ids = (minutes: number) =>
      ask(
        seriesOf(cluster),
        'gpu_gfx_activity{pod="train"}',
        START_MS + minutes * MINUTE,
      ).map(({ labels, value }) => [
        labels.gpu_id,
        labels.workload_id,
        labels.namespace,
        value > 50,
      ]);
    expect(ids(9)).toEqual([]);
    expect(ids(11)).toEqual([
      ['3', 'run-1', 'team', false],
      ['6', 'run-1', 'team', false],
    ]);
    expect(ids(30)).toEqual([
      ['3', 'run-1', 'team', true],
      ['6', 'run-1', 'team', true],
    ]);
    // Stale from the first scrape after the end on.
    expect(ids(60)).toEqual([]);
    expect(
      one(
        cluster,
        'count(gpu_gfx_activity{pod="",hostname="hall-a-mi300x-1"})',
        30,
      ),
    ).toBe(6);
    expect(
      one(
        cluster,
        'count(gpu_gfx_activity{pod="",hostname="hall-a-mi300x-1"})',
        60,
      ),
    ).toBe(8);
  });

  it.each([
    ['fine-tuning', 'aimft:1', 80, 97],
    ['evaluation', 'evaluation:1', 55, 90],
    ['inference', 'vllm:1', 10, 70],
    ['workspace', 'jupyter:1', 0, 60],
  ])('keeps the activity of %s within its bounds', (_, image, least, most) => {
    const cluster = clusterWith({ name: 'pod', gpus: 1, boundAt: 0, image });
    cluster.nowMs = START_MS + 24 * HOUR;
    const of = (name: string) =>
      one(
        cluster,
        `${name}_over_time(gpu_gfx_activity{pod="pod"}[23h])`,
        24 * 60,
      );
    expect(of('min')).toBeGreaterThanOrEqual(least);
    expect(of('max')).toBeLessThanOrEqual(most);
    expect(of('stddev')).toBeGreaterThan(0.5);
    expect(of('count')).toBe(23 * 240);
  });

  it('lets GPUs rest from idle-since on, with their memory kept', () => {
    const cluster = clusterWith({
      name: 'notebook',
      gpus: 1,
      boundAt: 0,
      image: 'aimft:1',
      annotations: {
        'sandbox.silogen.ai/idle-since': kubeTime(START_MS + HOUR),
      },
    });
    expect(
      one(cluster, 'min_over_time(gpu_gfx_activity{pod="notebook"}[30m])', 59),
    ).toBeGreaterThan(50);
    expect(
      one(cluster, 'max_over_time(gpu_gfx_activity{pod="notebook"}[30m])', 91),
    ).toBeLessThanOrEqual(2);
    expect(
      one(
        cluster,
        'gpu_used_vram{pod="notebook"} - gpu_used_vram{pod="notebook"} offset 1h',
        91,
      ),
    ).toBe(0);
    expect(
      one(
        cluster,
        'gpu_used_vram{pod="notebook"} + gpu_free_vram - gpu_total_vram',
        91,
      ),
    ).toBe(0);
  });

  it.each(['aimft:1', 'vllm:1', 'jupyter:1'])(
    'has an energy of %s that is the integral of its power and never falls',
    image => {
      const cluster = clusterWith({ name: 'pod', gpus: 1, boundAt: 0, image });
      const joules = one(
        cluster,
        '(gpu_energy_consumed{pod="pod"} - gpu_energy_consumed{pod="pod"} offset 4h) / 1e6',
        300,
      );
      const watts = one(
        cluster,
        'avg_over_time(gpu_package_power{pod="pod"}[4h])',
        300,
      );
      expect(joules / (watts * 4 * 3600)).toBeCloseTo(1, 1);
      expect(
        one(cluster, 'resets(gpu_energy_consumed{pod="pod"}[5h])', 300),
      ).toBe(0);
    },
  );

  it('reports unhealthy GPUs by the annotation of their node', () => {
    const cluster = clusterWith();
    cluster.annotateNode('hall-a-mi300x-2', {
      'sandbox.silogen.ai/unhealthy-gpus': '5',
    });
    const sick = ask(
      seriesOf(cluster),
      'gpu_health == 0 and gpu_ecc_uncorrect_total > 0 or gpu_health == 0',
      START_MS + HOUR,
    );
    expect(sick.map(({ labels }) => [labels.hostname, labels.gpu_id])).toEqual([
      ['hall-a-mi300x-2', '5'],
    ]);
  });

  it('answers for NVIDIA nodes under DCGM names', () => {
    const cluster = TestCluster.create('hall-b');
    cluster.store.put(
      PODS,
      podObject({
        name: 'serve',
        gpus: 1,
        node: 'hall-b-l40s-1',
        resource: 'nvidia.com/gpu',
        boundAt: 0,
        image: 'vllm:1',
      }),
    );
    cluster.nowMs = START_MS + 2 * HOUR;
    const [{ labels }] = ask(
      seriesOf(cluster),
      'DCGM_FI_DEV_GPU_UTIL{pod!=""} > 0',
      START_MS + HOUR,
    );
    expect(labels).toEqual(
      expect.objectContaining({
        Hostname: 'hall-b-l40s-1',
        gpu: '0',
        modelName: 'NVIDIA L40S',
        device: 'nvidia0',
        pod: 'serve',
        pod_uid: 'uid-serve',
        k8s_cluster_name: 'hall-b',
      }),
    );
    expect(
      one(
        cluster,
        'max(abs(DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE + DCGM_FI_DEV_FB_RESERVED - 46068))',
        60,
      ),
    ).toBe(0);
  });

  it('has kube-state series as long as the object exists', () => {
    const cluster = clusterWith({
      name: 'short',
      gpus: 4,
      boundAt: 10,
      runningAt: 20,
      endedAt: 30,
      outcome: 'Failed',
    });
    const phase = (minutes: number) =>
      ask(
        seriesOf(cluster),
        'kube_pod_status_phase == 1',
        START_MS + minutes * MINUTE,
      ).map(({ labels }) => labels.phase);
    expect([5, 15, 25, 35].map(phase)).toEqual([
      [],
      ['Pending'],
      ['Running'],
      ['Failed'],
    ]);
    cluster.nowMs = START_MS + 40 * MINUTE;
    cluster.store.remove(PODS, 'team', 'short');
    cluster.nowMs = START_MS + 50 * MINUTE;
    expect(phase(39)).toEqual(['Failed']);
    expect(phase(40)).toEqual([]);
    expect(ask(seriesOf(cluster), HELD, START_MS + 25 * MINUTE)).toEqual([
      { labels: { namespace: 'team' }, value: 4 },
    ]);
  });

  it('stops with the exporter of a node that is not ready', () => {
    const cluster = clusterWith();
    const node = cluster.node('hall-a-mi300x-1') as any;
    const conditions = node.status.conditions.map((condition: any) =>
      condition.type === 'Ready'
        ? {
            ...condition,
            status: 'Unknown',
            lastTransitionTime: kubeTime(START_MS + HOUR),
          }
        : condition,
    );
    cluster.store.put(
      { group: '', plural: 'nodes' },
      { ...node, status: { ...node.status, conditions } },
    );
    expect(one(cluster, 'count(gpu_gfx_activity)', 59)).toBe(64);
    expect(one(cluster, 'count(gpu_gfx_activity)', 61)).toBe(56);
    expect(one(cluster, 'count(up == 0)', 61)).toBe(1);
    expect(
      one(
        cluster,
        'sum(kube_node_status_condition{condition="Ready",status="true"})',
        59,
      ),
    ).toBe(10);
    expect(
      one(
        cluster,
        'sum(kube_node_status_condition{condition="Ready",status="true"})',
        61,
      ),
    ).toBe(9);
  });

  it('has no samples of the future', () => {
    const cluster = clusterWith();
    expect(
      ask(seriesOf(cluster), 'up', cluster.nowMs + 4 * MINUTE),
    ).not.toEqual([]);
    expect(ask(seriesOf(cluster), 'up', cluster.nowMs + 5 * MINUTE)).toEqual(
      [],
    );
    expect(
      one(
        cluster,
        'count_over_time(kube_node_spec_unschedulable{node="hall-a-cpu-1"}[1h])',
        6 * 60 + 30,
      ),
    ).toBe(120);
  });

  it('is the same whenever it is asked', () => {
    const pods: TestPod[] = [
      { name: 'serve', gpus: 3, boundAt: 5, image: 'vllm:1' },
    ];
    const once = clusterWith(...pods);
    const again = clusterWith(...pods);
    again.nowMs += 3 * HOUR;
    const query = '{__name__=~"gpu_.*",pod="serve"}';
    const answer = ask(seriesOf(once), query, START_MS + HOUR);
    expect(answer.length).toBeGreaterThan(30);
    expect(ask(seriesOf(again), query, START_MS + HOUR)).toEqual(answer);
  });

  it('answers two weeks of all GPUs at an hour a step from samples of a quarter minute', () => {
    const cluster = clusterWith({
      name: 'train',
      gpus: 8,
      boundAt: 0,
      image: 'aimft:1',
    });
    cluster.nowMs = START_MS + 14 * 24 * HOUR;
    const result = PromqlEngine.create({ source: seriesOf(cluster) }).range(
      'sum by (pod) (avg_over_time(gpu_gfx_activity[1h]))',
      { startMs: START_MS, endMs: START_MS + 14 * 24 * HOUR, stepMs: HOUR },
    );
    expect(
      result.type === 'matrix' &&
        result.series.map(({ labels, points }) => [labels, points.length]),
    ).toEqual([
      [{}, 337],
      [{ pod: 'train' }, 337],
    ]);
  });
});
