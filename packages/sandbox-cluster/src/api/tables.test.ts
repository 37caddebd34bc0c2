import type { KubeObject } from '@silogen/cluster-client';
import { clusterKinds } from './kinds';
import {
  convertClusterQueue,
  convertLocalQueue,
  convertWorkload,
} from './kinds/kueueConversion';
import { parsePath } from './parsePath';
import { patchObject } from './patch';
import { age, negotiate } from './render';
import { sameJson } from './sameJson';
import { prune, SchemaValidator } from './schema';
import type { KindSchema } from './types';

describe('parsePath', () => {
  it.each([
    ['/api/v1', { group: '', version: 'v1' }],
    ['/apis/batch/v1/jobs', { group: 'batch', version: 'v1', plural: 'jobs' }],
    ['/api/v1/namespaces', { group: '', version: 'v1', plural: 'namespaces' }],
    [
      '/api/v1/namespaces/lab',
      { group: '', version: 'v1', plural: 'namespaces', name: 'lab' },
    ],
    [
      '/api/v1/namespaces/lab/status',
      {
        group: '',
        version: 'v1',
        plural: 'namespaces',
        name: 'lab',
        subresource: 'status',
      },
    ],
    [
      '/api/v1/namespaces/lab/pods',
      { group: '', version: 'v1', plural: 'pods', namespace: 'lab' },
    ],
    [
      '/api/v1/namespaces/lab/pods/p/log',
      {
        group: '',
        version: 'v1',
        plural: 'pods',
        namespace: 'lab',
        name: 'p',
        subresource: 'log',
      },
    ],
    [
      '/api/v1/namespaces/lab/services/http:s:80/proxy/lab%2Ftree/x',
      {
        group: '',
        version: 'v1',
        plural: 'services',
        namespace: 'lab',
        name: 'http:s:80',
        subresource: 'proxy',
        proxyPath: '/lab%2Ftree/x',
      },
    ],
    ['/healthz', undefined],
    ['/api', undefined],
    ['/api/v1/namespaces/lab/pods/p/log/more', undefined],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });
});

describe('age', () => {
  const now = new Date('2026-01-10T00:00:00Z');
  it.each([
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [190, '3m10s'],
    [15 * 60, '15m'],
    [3 * 3600, '3h'],
    [3 * 3600 + 300, '3h5m'],
    [26 * 3600, '26h'],
    [52 * 3600, '2d4h'],
    [9 * 86_400, '9d'],
  ])('%d seconds', (seconds, expected) => {
    expect(
      age(new Date(now.getTime() - seconds * 1000).toISOString(), now),
    ).toBe(expected);
  });
});

describe('negotiate', () => {
  it.each([
    [undefined, 'object'],
    ['*/*', 'object'],
    ['application/vnd.kubernetes.protobuf,application/json', 'object'],
    ['application/json;as=Table;v=v1;g=meta.k8s.io,application/json', 'table'],
    [
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'metadata',
    ],
  ])('%s', (accept, expected) => {
    expect(negotiate(accept)).toBe(expected);
  });
});

describe('sameJson', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: undefined }, {}, true],
    [{ a: null }, {}, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    ['1', 1, false],
  ])('%j and %j: %s', (left, right, expected) => {
    expect(sameJson(left, right)).toBe(expected);
    expect(sameJson(right, left)).toBe(expected);
  });
});

describe('prune', () => {
  const schema: KindSchema = {
    type: 'object',
    properties: {
      known: { type: 'string' },
      map: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { x: {} } },
      },
      list: { type: 'array', items: { type: 'object', properties: { y: {} } } },
      free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  };

  it('removes what the schema does not name, and says what', () => {
    const value = {
      known: 'a',
      unknown: 1,
      map: { any: { x: 1, z: 2 } },
      list: [{ y: 1 }, { y: 2, w: 3 }],
      free: { what: { ever: true } },
    };
    expect(prune(value, schema)).toEqual(['unknown', 'map.any.z', 'list[1].w']);
    expect(value).toEqual({
      known: 'a',
      map: { any: { x: 1 } },
      list: [{ y: 1 }, { y: 2 }],
      free: { what: { ever: true } },
    });
  });
});

describe('SchemaValidator', () => {
  const schema: KindSchema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 3 },
          mode: { type: 'string', enum: ['A', 'B'], default: 'A' },
          count: { type: 'integer', minimum: 0 },
          quota: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
          items: {
            type: 'array',
            maxItems: 1,
            items: { type: 'object', properties: { n: { type: 'integer' } } },
          },
        },
      },
    },
  };

  it.each([
    [{}, 'spec.name: Required value'],
    [
      { name: 'abcd' },
      'spec.name: Invalid value: "abcd": spec.name in body may not be more than 3 bytes',
    ],
    [
      { name: 'a', mode: 'C' },
      'spec.mode: Unsupported value: "C": supported values: "A", "B"',
    ],
    [
      { name: 'a', count: '1' },
      'spec.count: Invalid value: "string": spec.count in body must be of type integer: "string"',
    ],
    [
      { name: 'a', count: -1 },
      'spec.count: Invalid value: -1: spec.count in body should be greater than or equal to 0',
    ],
    [
      { name: 'a', quota: true },
      'spec.quota: Invalid value: "boolean": spec.quota in body must be of type integer or string: "boolean"',
    ],
    [
      { name: 'a', items: [{ n: 'x' }] },
      'spec.items[0].n: Invalid value: "string": spec.items[0].n in body must be of type integer: "string"',
    ],
    [
      { name: 'a', items: [{}, {}] },
      'spec.items: Too many: 2: must have at most 1 items',
    ],
  ])('%j', (spec, expected) => {
    const problems = SchemaValidator.create().defaultAndValidate(
      { spec },
      schema,
    );
    expect(
      problems.map(problem => `${problem.field}: ${problem.message}`),
    ).toEqual([expected]);
  });

  it('fills in defaults, of a new object each time', () => {
    const queue = clusterKinds({ kueue: '0.12', kaiwo: false }).find(
      kind => kind.kind === 'ClusterQueue',
    )!;
    const validator = SchemaValidator.create();
    const first = { spec: {} as Record<string, unknown> };
    const second = { spec: {} as Record<string, unknown> };
    expect(
      validator.defaultAndValidate(first, queue.versions[0].schema!),
    ).toEqual([]);
    validator.defaultAndValidate(second, queue.versions[0].schema!);
    expect(first.spec).toEqual({
      queueingStrategy: 'BestEffortFIFO',
      stopPolicy: 'None',
      flavorFungibility: {
        whenCanBorrow: 'Borrow',
        whenCanPreempt: 'TryNextFlavor',
      },
      preemption: {
        reclaimWithinCohort: 'Never',
        withinClusterQueue: 'Never',
        borrowWithinCohort: { policy: 'Never' },
      },
    });
    expect(second.spec.preemption).not.toBe(first.spec.preemption);
  });
});

describe('conversion', () => {
  const of = (kind: string, spec: object, status?: object): KubeObject => ({
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind,
    metadata: { name: 'x' },
    spec,
    ...(status ? { status } : {}),
  });

  it.each([
    [
      convertClusterQueue,
      of(
        'ClusterQueue',
        {
          cohort: 'c',
          flavorFungibility: {
            whenCanBorrow: 'Borrow',
            whenCanPreempt: 'Preempt',
          },
        },
        { pendingWorkloads: 1 },
      ),
      of(
        'ClusterQueue',
        {
          cohortName: 'c',
          flavorFungibility: {
            whenCanBorrow: 'MayStopSearch',
            whenCanPreempt: 'MayStopSearch',
          },
        },
        { pendingWorkloads: 1 },
      ),
    ],
    [
      convertLocalQueue,
      of('LocalQueue', { clusterQueue: 'q' }, { flavorUsage: [] }),
      of('LocalQueue', { clusterQueue: 'q' }, { flavorsUsage: [] }),
    ],
    [
      convertWorkload,
      of('Workload', {
        priorityClassName: 'high',
        priorityClassSource: 'kueue.x-k8s.io/workloadpriorityclass',
      }),
      of('Workload', {
        priorityClassRef: {
          group: 'kueue.x-k8s.io',
          kind: 'WorkloadPriorityClass',
          name: 'high',
        },
      }),
    ],
  ])('there and back', (convert, older, newer) => {
    expect(convert(older, 'v1beta2')).toEqual(newer);
    expect(convert(newer, 'v1beta1')).toEqual(older);
  });
});

describe('strategic merge', () => {
  const kind = clusterKinds({ kueue: '0.12', kaiwo: false }).find(
    entry => entry.kind === 'Pod',
  )!;
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', finalizers: ['a'] },
    spec: {
      containers: [
        { name: 'one', env: [{ name: 'A', value: '1' }] },
        { name: 'two', command: ['x'] },
      ],
    },
  };

  it.each<[string, unknown, unknown]>([
    [
      'containers and env merge by name',
      {
        spec: {
          containers: [{ name: 'one', env: [{ name: 'B', value: '2' }] }],
        },
      },
      {
        containers: [
          {
            name: 'one',
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
          { name: 'two', command: ['x'] },
        ],
      },
    ],
    [
      'items are deleted by directive',
      { spec: { containers: [{ name: 'one', $patch: 'delete' }] } },
      { containers: [{ name: 'two', command: ['x'] }] },
    ],
    [
      'plain lists are replaced',
      { spec: { containers: [{ name: 'two', command: ['y', 'z'] }] } },
      {
        containers: [
          { name: 'one', env: [{ name: 'A', value: '1' }] },
          { name: 'two', command: ['y', 'z'] },
        ],
      },
    ],
    ['null removes', { spec: { containers: null } }, {}],
  ])('%s', (_, patch, expected) => {
    const contentType = 'application/strategic-merge-patch+json';
    expect(patchObject({ kind, object, contentType, patch }).spec).toEqual(
      expected,
    );
  });
});
