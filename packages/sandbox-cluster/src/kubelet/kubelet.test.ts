import type {
  NodeObject,
  Pod,
  PodSpec,
} from '../controllers/runtime/kubeTypes';
import { ContainerRun } from './containerRun';
import { MissingReference, resolveEnvironment } from './environment';
import { choosePlace, roomOf } from './placement';
import { finiteCourse } from '../profiles/courses';

function node(
  name: string,
  gpus: number,
  more: Partial<NodeObject['spec']> = {},
  labels = {},
): NodeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec: more,
    status: {
      allocatable: {
        cpu: '64',
        memory: '512Gi',
        pods: '2',
        'amd.com/gpu': String(gpus),
      },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function spec(gpus: number, more: Partial<PodSpec> = {}): PodSpec {
  return {
    containers: [
      {
        name: 'main',
        image: 'x',
        resources: { requests: { cpu: '4', 'amd.com/gpu': gpus } },
      },
    ],
    ...more,
  };
}

function bound(name: string, on: string, gpus: number): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: spec(gpus, { nodeName: on }),
  };
}

describe('choosePlace', () => {
  const taint = { key: 'k', value: 'v', effect: 'NoSchedule' };
  it.each<[string, PodSpec, NodeObject[], Pod[], unknown]>([
    [
      'packs onto the fullest node that fits',
      spec(2),
      [node('a', 8), node('b', 8)],
      [bound('p', 'b', 4)],
      'b',
    ],
    [
      'leaves a node that is too full',
      spec(6),
      [node('a', 8), node('b', 8)],
      [bound('p', 'b', 4)],
      'a',
    ],
    [
      'follows the node selector',
      spec(1, { nodeSelector: { pool: 'x' } }),
      [node('a', 8), node('b', 8, {}, { pool: 'x' })],
      [],
      'b',
    ],
    [
      'tolerates a taint',
      spec(1, { tolerations: [{ key: 'k', operator: 'Exists' }] }),
      [node('a', 8, { taints: [taint] })],
      [],
      'a',
    ],
    [
      'names what is missing',
      spec(8),
      [
        node('a', 8),
        node('b', 8, { unschedulable: true }),
        node('c', 8, { taints: [taint] }),
      ],
      [bound('p', 'a', 1)],
      '0/3 nodes are available: 1 Insufficient amd.com/gpu, 1 node(s) had untolerated taint {k: v}, 1 node(s) were unschedulable.',
    ],
    [
      'counts pods',
      spec(0),
      [node('a', 8)],
      [bound('p', 'a', 0), bound('q', 'a', 0)],
      '0/1 nodes are available: 1 Too many pods.',
    ],
  ])('%s', (_name, pod, nodes, pods, expected) => {
    const place = choosePlace(pod, roomOf(nodes, pods));
    expect(
      'room' in place ? place.room.node.metadata.name : place.message,
    ).toBe(expected);
  });
});

describe('resolveEnvironment', () => {
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'team', labels: { a: 'b' } },
    spec: spec(0),
  };
  const sources = {
    secret: async (name: string) =>
      name === 'hf'
        ? ({
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name },
            data: { token: Buffer.from('hf_x').toString('base64') },
          } as never)
        : undefined,
    configMap: async () => undefined,
  };
  const container = (env: unknown) => ({
    name: 'c',
    image: 'i',
    env: env as never,
  });

  it('reads values, Secrets and fields', async () => {
    const env = await resolveEnvironment(
      pod,
      container([
        { name: 'A', value: '1' },
        {
          name: 'HF_TOKEN',
          valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } },
        },
        {
          name: 'NS',
          valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
        },
        {
          name: 'L',
          valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } },
        },
        {
          name: 'O',
          valueFrom: {
            secretKeyRef: { name: 'none', key: 'x', optional: true },
          },
        },
      ]),
      sources,
    );
    expect(env).toEqual({ A: '1', HF_TOKEN: 'hf_x', NS: 'team', L: 'b' });
  });

  it.each([
    ['none', 'token', 'secret "none" not found'],
    ['hf', 'other', "couldn't find key other in Secret team/hf"],
  ])('refuses %s/%s', async (name, key, message) => {
    const wanted = container([
      { name: 'T', valueFrom: { secretKeyRef: { name, key } } },
    ]);
    await expect(resolveEnvironment(pod, wanted, sources)).rejects.toThrow(
      new MissingReference(message),
    );
  });
});

describe('ContainerRun', () => {
  const course = finiteCourse(
    'test',
    [0.5, 1, 1, 2, 3].map((at, index) => ({ at, text: `line ${index}` })),
    { at: 4, exitCode: 0, reason: 'Completed' },
  );
  const record = {
    startedAtMs: 10_000,
    speed: 2,
    resumeFromStep: 0,
    restarts: 0,
  };

  it('keeps the speed it started with', () => {
    const run = ContainerRun.create({ record, course, written: [] });
    expect(run.elapsed(11_000)).toBe(2);
    expect(run.hasEnded(11_999)).toBe(false);
    expect(run.hasEnded(12_000)).toBe(true);
    expect(run.nextWakeMs(10_500)).toBe(11_000);
  });

  it('is never left without a wake-up before its end, however times are rounded', () => {
    // 1630 ms at speed 20 are 32.599999999999994 s: not over, and yet the end lies at that very millisecond.
    const startedAtMs = 1_795_541_975_672;
    const run = ContainerRun.create({
      record: { ...record, startedAtMs, speed: 20 },
      course: finiteCourse('test', [], {
        at: 32.6,
        exitCode: 0,
        reason: 'Completed',
      }),
      written: [],
    });
    const nowMs = startedAtMs + 1630;
    expect(run.hasEnded(nowMs)).toBe(false);
    expect(run.nextWakeMs(nowMs)).toBeGreaterThan(nowMs);
    expect(run.hasEnded(run.nextWakeMs(nowMs)!)).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'goes on after %i written lines, without gap or repetition',
    count => {
      const whole = ContainerRun.create({
        record,
        course,
        written: [],
      }).takeLines(20_000);
      const rest = ContainerRun.create({
        record,
        course,
        written: whole.slice(0, count),
      }).takeLines(20_000);
      expect(rest).toEqual(whole.slice(count));
    },
  );
});
