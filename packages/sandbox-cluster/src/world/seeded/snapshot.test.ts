import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clusterKinds } from '../../api/kinds';
import { RUN_ANNOTATION } from '../../kubelet/runRecord';
import type { NodeObject, Pod } from '../../controllers/runtime/kubeTypes';
import { SANDBOX_CLUSTERS } from '../clusters';
import { planWorld } from './planWorld';
import { buildSnapshot } from './snapshot';
import { GPUS_ANNOTATION } from './types';

globalThis.structuredClone = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value));

/** A Wednesday. */
const START = Date.parse('2026-03-11T10:00:00Z');
const CATALOG = join(__dirname, '../../../../../catalog-info');

function worldAt(startMs: number, seed: number | string = 1) {
  const { live, past } = planWorld({ seed, startMs });
  const snapshots = SANDBOX_CLUSTERS.map(world =>
    buildSnapshot({
      world,
      kinds: clusterKinds({ kueue: world.kueueRelease, kaiwo: world.kaiwo }),
      runs: [...past, ...live],
      seed,
      startMs,
      speed: 1,
    }),
  );
  return { live, past, snapshots };
}

const world = worldAt(START);
const objectsOf = <T>(kind: string) =>
  world.snapshots
    .flatMap(({ objects }) => objects)
    .map(({ object }) => object)
    .filter(object => object.kind === kind) as T[];

interface Held {
  gpu: string;
  name: string;
  fromMs: number;
  toMs: number;
}

/** Which GPU which pod held when, from the pods alone. */
function heldGpus(): Held[] {
  return objectsOf<Pod>('Pod').flatMap(pod => {
    const [state] = (pod.status?.containerStatuses ?? []).map(
      status => status.state,
    );
    const scheduled = pod.status?.conditions?.find(
      ({ type }) => type === 'PodScheduled',
    );
    return (pod.metadata.annotations?.[GPUS_ANNOTATION] ?? '')
      .split(',')
      .filter(Boolean)
      .map(index => ({
        gpu: `${pod.spec.nodeName}/${index}`,
        name: pod.metadata.name,
        fromMs: Date.parse(scheduled?.lastTransitionTime ?? ''),
        toMs: state?.terminated
          ? Date.parse(state.terminated.finishedAt)
          : Infinity,
      }));
  });
}

describe('the seeded world', () => {
  it('depends on nothing but seed and start', () => {
    expect(worldAt(START)).toEqual(world);
    const other = worldAt(START, 2);
    expect(other.past.map(({ submittedAtMs }) => submittedAtMs)).not.toEqual(
      world.past.map(({ submittedAtMs }) => submittedAtMs),
    );
  });

  it('gives the same run the same uid at every start', () => {
    const uidsAt = (startMs: number) =>
      new Map(
        worldAt(startMs).snapshots.flatMap(({ objects }) =>
          objects
            .filter(({ object }) => object.kind === 'KaiwoJob')
            .map(({ object }) => [object.metadata.name, object.metadata.uid]),
        ),
      );
    const later = uidsAt(START + 5.3 * 86_400_000);
    for (const name of ['support-assistant-sft', 'nightly-evaluation']) {
      expect(later.get(name)).toBe(uidsAt(START).get(name));
      expect(later.get(name)).toBeDefined();
    }
  });

  it('never gives one GPU to two pods, and none that its node has not', () => {
    const nodes = new Map(
      objectsOf<NodeObject>('Node').map(node => [node.metadata.name, node]),
    );
    const byGpu = new Map<string, Held[]>();
    for (const held of heldGpus()) {
      byGpu.set(held.gpu, [...(byGpu.get(held.gpu) ?? []), held]);
    }
    for (const [gpu, list] of byGpu) {
      const [node, index] = gpu.split('/');
      const { capacity } = nodes.get(node)!.status!;
      expect(Number(index)).toBeLessThan(
        Number(capacity?.['amd.com/gpu'] ?? capacity?.['nvidia.com/gpu']),
      );
      const sorted = [...list].sort((a, b) => a.fromMs - b.fromMs);
      sorted.slice(1).forEach((next, at) => {
        expect({
          gpu,
          after: sorted[at].name,
          free: next.fromMs >= sorted[at].toMs,
        }).toEqual({ gpu, after: sorted[at].name, free: true });
      });
    }
    expect(byGpu.has('hall-b-mi210-1/5')).toBe(false);
    expect(byGpu.size).toBeGreaterThan(60);
  });

  it('has a past of two weeks with office hours, and most of it went well', () => {
    const { past } = world;
    expect(past.length).toBeGreaterThan(250);
    expect(past.length).toBeLessThan(700);
    const onWeekends = past.filter(({ submittedAtMs }) =>
      [0, 6].includes(new Date(submittedAtMs).getUTCDay()),
    );
    expect(onWeekends.length / 4).toBeLessThan((past.length / 10) * 0.5);
    const pods = objectsOf<Pod>('Pod');
    const share =
      pods.filter(pod => pod.status?.phase === 'Failed').length / pods.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.2);
    const earliest = Math.min(...past.map(run => run.submittedAtMs));
    expect(START - earliest).toBeGreaterThan(12 * 86_400_000);
  });

  it('tells the end of every finished run in all of its objects alike', () => {
    const workloads = new Map(
      objectsOf<any>('Workload').map(workload => [
        workload.metadata.ownerReferences[0].uid,
        workload,
      ]),
    );
    const jobs = objectsOf<any>('Job');
    const kaiwoJobs = new Map(
      objectsOf<any>('KaiwoJob').map(job => [job.metadata.uid, job]),
    );
    const isTrue = (object: any, type: string) =>
      object?.status?.conditions?.some(
        (condition: any) =>
          condition.type === type && condition.status === 'True',
      );
    const finished = jobs.filter(
      job => isTrue(job, 'Complete') || isTrue(job, 'Failed'),
    );
    expect(finished.length).toBe(world.past.length);
    for (const job of finished) {
      expect(isTrue(workloads.get(job.metadata.uid), 'Finished')).toBe(true);
    }
    const ofKaiwo = finished.filter(job => job.metadata.ownerReferences);
    expect(ofKaiwo.length).toBeGreaterThan(200);
    for (const job of ofKaiwo) {
      const owner = kaiwoJobs.get(job.metadata.ownerReferences[0].uid);
      expect(owner.status.status).toBe(
        isTrue(job, 'Complete') ? 'COMPLETE' : 'FAILED',
      );
    }
  });

  it.each([
    ['gemma-3-27b-sft', 'GatedRepoError: 401'],
    ['qwen-vl-72b-full-sft', 'HIP out of memory'],
  ])('%s failed with its reason in log and status', (name, words) => {
    const pod = objectsOf<Pod>('Pod').find(item =>
      item.metadata.name.startsWith(`${name}-`),
    )!;
    expect(pod.status?.phase).toBe('Failed');
    const { terminated } = pod.status!.containerStatuses![0].state;
    expect(terminated?.message).toContain(words);
    const log = world.snapshots
      .flatMap(({ logs }) => logs)
      .find(({ ref }) => ref.pod === pod.metadata.name);
    expect(log?.lines.map(({ text }) => text).join('\n')).toContain(words);
  });

  it('names only what the catalogue has', () => {
    const folders = {
      aimodel: 'models',
      aidataset: 'datasets',
      aiworkload: 'workloads',
    };
    const refs = [...world.live, ...world.past].flatMap(({ annotations }) =>
      Object.values(annotations ?? {}).filter(value =>
        /^(aimodel|aidataset|aiworkload):/.test(value),
      ),
    );
    const missing = [...new Set(refs)].filter(ref => {
      const [kind, name] = ref.split(':default/');
      return !existsSync(
        join(CATALOG, folders[kind as keyof typeof folders], `${name}.yaml`),
      );
    });
    // The one that a run has made is not written down: the portal registers it.
    expect(missing).toEqual([
      expect.stringMatching(
        /^aimodel:default\/support-assistant-8b-[0-9a-f]{6}$/,
      ),
    ]);
    expect(refs.length).toBeGreaterThan(100);
  });

  it('shows the failed GPU as its device plugin and its exporter do', () => {
    const node = objectsOf<NodeObject>('Node').find(
      item => item.metadata.name === 'hall-b-mi210-1',
    )!;
    expect(node.status?.capacity?.['amd.com/gpu']).toBe('8');
    expect(node.status?.allocatable?.['amd.com/gpu']).toBe('7');
    expect(node.metadata.annotations).toMatchObject({
      'sandbox.silogen.ai/unhealthy-gpus': '5',
    });
  });

  it('lets what lives run in real time, however fast the simulation', () => {
    const running = objectsOf<Pod>('Pod').filter(
      pod => pod.status?.phase === 'Running',
    );
    expect(running.length).toBe(17);
    for (const pod of running) {
      const { workload } = JSON.parse(
        pod.metadata.annotations?.[RUN_ANNOTATION] ?? '{}',
      );
      expect(workload.speed).toBe(1);
    }
  });
});
