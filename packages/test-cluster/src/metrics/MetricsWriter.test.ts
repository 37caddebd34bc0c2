import type { KubeObject } from '@silogen/cluster-client';
import { GPU_MODELS, nodesOf } from '@silogen/sandbox-cluster';
import { MetricsWriter } from './MetricsWriter';
import type { WrittenSeries } from './remoteWrite';

/** A whole number of scrapes. */
const START_MS = Date.UTC(2026, 10, 2, 12);
const SCRAPE_MS = 15_000;

const time = (seconds: number) =>
  new Date(START_MS + seconds * 1000).toISOString();

/** Two nodes with eight GPUs, an hour old. */
function nodes(): KubeObject[] {
  const group = {
    prefix: 'mi300x',
    count: 2,
    cpus: 192,
    memoryGiB: 2048,
    gpu: GPU_MODELS.mi300x,
    gpusPerNode: 8,
    block: 'block',
    rack: () => 'rack',
  };
  const options = {
    kaiwo: false,
    kubeletVersion: 'v1.36.0',
    zone: 'test',
    nowMs: START_MS - 3_600_000,
  };
  return nodesOf(group, '10.31.0', options).map(node => ({
    ...node,
    metadata: { ...node.metadata, creationTimestamp: time(-3600) },
  }));
}

/** A pod that was bound and started two minutes ago. */
function pod(name: string, options: { gpus: number; node?: string }) {
  const { gpus, node } = options;
  const resources = { limits: { 'amd.com/gpu': String(gpus) } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'team',
      uid: `uid-${name}`,
      creationTimestamp: time(-120),
      labels: { 'airm.silogen.ai/workload-id': `run-${name}` },
    },
    spec: {
      nodeName: node,
      containers: [{ name: 'main', image: 'example.org/aimft:1', resources }],
    },
    status: node
      ? {
          phase: 'Running',
          startTime: time(-120),
          conditions: [
            {
              type: 'PodScheduled',
              status: 'True',
              lastTransitionTime: time(-120),
            },
          ],
          containerStatuses: [
            { name: 'main', state: { running: { startedAt: time(-120) } } },
          ],
        }
      : { phase: 'Pending' },
  };
}

/** A writer of a cluster whose objects and store the test holds. */
function writerOf(objects: { Node: KubeObject[]; Pod: KubeObject[] }) {
  const written: WrittenSeries[][] = [];
  const said: string[] = [];
  const store = { isDown: false };
  const writer = MetricsWriter.create({
    cluster: 'hall-a',
    client: {
      server: 'https://127.0.0.1:1',
      discover: async ({ kind }) => ({ kind } as any),
      listAll: async function* list({ kind }: any) {
        yield* objects[kind as keyof typeof objects] as any[];
      },
    },
    write: async series => {
      if (store.isDown) {
        const cause = Object.assign(new Error(), { code: 'ECONNREFUSED' });
        throw new Error('fetch failed', { cause });
      }
      written.push([...series]);
    },
    onProgress: text => said.push(text),
    now: () => START_MS + 4000,
  });
  return { writer, written, said, store };
}

/** Samples of one metric, by a label. */
function valuesOf(series: readonly WrittenSeries[], name: string, by: string) {
  return Object.fromEntries(
    series
      .filter(({ labels }) => labels.__name__ === name)
      .map(({ labels, samples }) => [labels[by] ?? '', samples[0][1]]),
  );
}

const held = (series: readonly WrittenSeries[]) =>
  series.filter(
    ({ labels }) =>
      labels.__name__ === 'gpu_gfx_activity' && labels.pod !== undefined,
  );

describe('MetricsWriter', () => {
  it('writes what stands in the cluster at the time of the scrape', async () => {
    const { writer, written } = writerOf({
      Node: nodes(),
      Pod: [
        pod('train', { gpus: 4, node: 'mi300x-1' }),
        pod('waiting', { gpus: 8 }),
      ],
    });
    await writer.writeAt(START_MS);
    const [series] = written;
    expect(new Set(series.map(({ samples }) => samples[0][0]))).toEqual(
      new Set([START_MS]),
    );
    expect(
      new Set(series.map(({ labels }) => labels.k8s_cluster_name)),
    ).toEqual(new Set(['hall-a']));
    expect(held(series).map(({ labels }) => labels)).toEqual(
      ['0', '1', '2', '3'].map(gpu_id =>
        expect.objectContaining({
          namespace: 'team',
          pod: 'train',
          container: 'main',
          hostname: 'mi300x-1',
          workload_id: 'run-train',
          gpu_partition_id: '0',
          gpu_id,
        }),
      ),
    );
    held(series).forEach(({ samples }) =>
      // A fine-tune's image.
      expect(samples[0][1]).toBeGreaterThanOrEqual(80),
    );
    expect(
      series.filter(({ labels }) => labels.__name__ === 'gpu_gfx_activity'),
    ).toHaveLength(16);
    const requests = series.filter(
      ({ labels }) =>
        labels.__name__ === 'kube_pod_container_resource_requests' &&
        labels.resource === 'amd_com_gpu',
    );
    expect(
      requests.map(({ labels: { pod: name, node }, samples }) => [
        name,
        node,
        samples[0][1],
      ]),
    ).toEqual([
      ['train', 'mi300x-1', 4],
      ['waiting', undefined, 8],
    ]);
  });

  it('ends the series of a pod that is gone, and frees its GPUs', async () => {
    const objects = {
      Node: nodes(),
      Pod: [pod('train', { gpus: 2, node: 'mi300x-2' })],
    };
    const { writer, written } = writerOf(objects);
    await writer.writeAt(START_MS);
    objects.Pod = [];
    await writer.writeAt(START_MS + SCRAPE_MS);
    expect(held(written[1]).map(({ samples }) => samples)).toEqual([
      [[START_MS + SCRAPE_MS, undefined]],
      [[START_MS + SCRAPE_MS, undefined]],
    ]);
    await writer.writeAt(START_MS + 2 * SCRAPE_MS);
    expect(held(written[2])).toEqual([]);
    const energy = (at: number) =>
      valuesOf(
        written[at].filter(
          ({ labels, samples }) =>
            labels.hostname === 'mi300x-2' && samples[0][1] !== undefined,
        ),
        'gpu_energy_consumed',
        'gpu_id',
      );
    expect(Object.keys(energy(2))).toHaveLength(8);
    // A GPU's energy never falls, whoever used it.
    expect(energy(2)['0']).toBeGreaterThan(energy(0)['0']!);
  });

  it('says once that it cannot write, and that it can again', async () => {
    jest.useFakeTimers({ now: START_MS });
    try {
      const { writer, written, said, store } = writerOf({
        Node: nodes(),
        Pod: [],
      });
      store.isDown = true;
      await writer.start();
      await jest.advanceTimersByTimeAsync(SCRAPE_MS);
      expect(said).toEqual([
        'the metrics of hall-a cannot be written; this is tried again: fetch failed (ECONNREFUSED)',
      ]);
      store.isDown = false;
      await jest.advanceTimersByTimeAsync(SCRAPE_MS);
      expect(said).toHaveLength(2);
      expect(said[1]).toBe('the metrics of hall-a are written again');
      expect(written).toHaveLength(1);
      await writer.stop();
      await jest.advanceTimersByTimeAsync(4 * SCRAPE_MS);
      expect(written).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it('ends what the store may have, also after a write that failed', async () => {
    const objects = {
      Node: nodes(),
      Pod: [pod('train', { gpus: 1, node: 'mi300x-1' })],
    };
    const { writer, written, store } = writerOf(objects);
    await writer.writeAt(START_MS);
    objects.Pod = [];
    store.isDown = true;
    await expect(writer.writeAt(START_MS + SCRAPE_MS)).rejects.toThrow();
    store.isDown = false;
    await writer.writeAt(START_MS + 2 * SCRAPE_MS);
    expect(held(written[1]).map(({ samples }) => samples[0][1])).toEqual([
      undefined,
    ]);
  });
});
