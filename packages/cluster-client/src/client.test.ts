import { ClusterError } from './ClusterError';
import { createClusterClient } from './createClusterClient';
import { loadKubeConfig } from './loadKubeConfig';
import {
  FaultServer,
  failure,
  json,
  pod,
  podList,
  watchOf,
} from './testing/FaultServer';
import type { ClusterClient, ResourceType } from './types';

const PODS: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  subresources: ['log'],
};

describe('ClusterClient', () => {
  let server: FaultServer;
  let client: ClusterClient;
  let clock: number;

  const clientThatWaits = (requestTimeoutMs: number) =>
    createClusterClient({
      kubeConfig: loadKubeConfig({
        url: server.url,
        skipTlsVerify: true,
        token: 'secret',
      }),
      userAgent: 'tester',
      requestTimeoutMs,
      now: () => clock,
    });

  beforeEach(async () => {
    server = await FaultServer.start();
    clock = 0;
    client = clientThatWaits(30_000);
  });

  afterEach(() => server.stop());

  describe('discover', () => {
    const group = json({
      preferredVersion: { version: 'v1beta2' },
      versions: [{ version: 'v1beta2' }, { version: 'v1beta1' }],
    });
    const resources = json({
      resources: [
        { name: 'clusterqueues', kind: 'ClusterQueue', namespaced: false },
        {
          name: 'clusterqueues/status',
          kind: 'ClusterQueue',
          namespaced: false,
        },
      ],
    });
    const kind = { group: 'kueue.x-k8s.io', kind: 'ClusterQueue' };

    it('takes the version that the server prefers, and remembers it', async () => {
      server.script(group, resources);
      const found = await client.discover(kind);
      expect(found).toEqual({
        ...kind,
        version: 'v1beta2',
        plural: 'clusterqueues',
        namespaced: false,
        subresources: ['status'],
      });
      expect(await client.discover(kind)).toEqual(found);
      expect(server.requests.map(request => request.path)).toEqual([
        '/apis/kueue.x-k8s.io',
        '/apis/kueue.x-k8s.io/v1beta2',
      ]);
    });

    it.each([
      [['v1beta1'], 'v1beta1'],
      [['v1beta1', 'v1beta2'], 'v1beta1'],
      [['v1', 'v1beta2'], 'v1beta2'],
    ])('of %j takes the first that is served', async (versions, expected) => {
      server.script(group, resources);
      expect(await client.discover({ ...kind, versions })).toMatchObject({
        version: expected,
      });
    });

    it('finds nothing when no version is understood', async () => {
      server.script(group);
      expect(
        await client.discover({ ...kind, versions: ['v1'] }),
      ).toBeUndefined();
    });

    it('asks again on request, and by itself when a missing group may have come', async () => {
      server.script(
        failure(404, 'NotFound'),
        group,
        resources,
        group,
        resources,
      );
      expect(await client.discover(kind)).toBeUndefined();
      expect(await client.discover(kind)).toBeUndefined();
      expect(server.requests).toHaveLength(1);
      clock += 31_000;
      expect(await client.discover(kind)).toBeDefined();
      await client.discover(kind, { refresh: true });
      expect(server.requests).toHaveLength(5);
    });

    it('does not remember a failure', async () => {
      server.script(failure(503, 'ServiceUnavailable'), group, resources);
      await expect(client.discover(kind)).rejects.toMatchObject({ code: 503 });
      expect(await client.discover(kind)).toBeDefined();
    });
  });

  it('hands out each object once when a list has to start again', async () => {
    server.script(
      json(podList(7, ['a', 'b'], 'old')),
      failure(410, 'Expired'),
      json(podList(9, ['b', 'c'], 'new')),
      json({ items: null, metadata: { resourceVersion: '9' } }),
    );
    const names = [];
    for await (const object of client.listAll(PODS, { namespace: 'lab' })) {
      names.push(object.metadata.name);
    }
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it('fills in what servers leave out of list items', async () => {
    server.script(
      json({
        items: [{ metadata: { name: 'a' } }],
        metadata: { resourceVersion: '1' },
      }),
    );
    const list = await client.list(PODS, { limit: 1 });
    expect(list.items).toEqual([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
    ]);
    expect(server.requests[0]).toMatchObject({
      path: '/api/v1/pods',
      query: { limit: '1' },
    });
  });

  it('turns a Status into an error that names server, path, reason and causes', async () => {
    const causes = [
      { field: 'spec.gpus', reason: 'FieldValueInvalid', message: 'too many' },
    ];
    server.script(
      json(
        {
          kind: 'Status',
          reason: 'Invalid',
          message: 'no good',
          code: 422,
          details: { causes },
        },
        422,
      ),
    );
    const error = await client
      .create(PODS, pod('a', 0))
      .catch(caught => caught);
    expect(error).toBeInstanceOf(ClusterError);
    expect(error).toMatchObject({
      code: 422,
      reason: 'Invalid',
      details: causes,
    });
    expect(error.message).toBe(
      `POST ${server.url}/api/v1/namespaces/lab/pods: 422 Invalid: no good`,
    );
  });

  it('makes sense of a proxy that answers a page', async () => {
    server.script(response =>
      response.writeHead(502).end('<h1>Bad gateway</h1>'),
    );
    await expect(client.version()).rejects.toMatchObject({
      code: 502,
      reason: 'Unknown',
      message: expect.stringContaining('<h1>Bad gateway</h1>'),
    });
  });

  it.each([
    ['that does not answer', () => {}],
    [
      'that stops within its answer',
      (response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"git');
      },
    ],
  ])('gives up on a server %s', async (_, answer) => {
    server.script(answer);
    await expect(clientThatWaits(60).version()).rejects.toMatchObject({
      code: 0,
      reason: 'Timeout',
    });
  });

  it.each([
    [
      'is ready',
      (response: import('node:http').ServerResponse) => response.end('ok'),
    ],
    ['lets nobody ask', failure(403, 'Forbidden')],
    ['does not know the question', failure(404, 'NotFound')],
  ])('takes a server for ready that %s', async (_, answer) => {
    server.script(answer);
    expect(await client.ready()).toBeUndefined();
    expect(server.requests.at(-1)).toMatchObject({ path: '/readyz' });
  });

  it('says what a server lacks that is not ready', async () => {
    server.script(response =>
      response
        .writeHead(500)
        .end(
          [
            '[+]ping ok',
            '[-]etcd failed: reason withheld',
            '[-]etcd-readiness failed: reason withheld',
            '[+]informer-sync ok',
            'readyz check failed',
          ].join('\n'),
        ),
    );
    await expect(client.ready()).rejects.toMatchObject({
      code: 500,
      reason: 'NotReady',
      message: `GET ${server.url}/readyz: 500 NotReady: the API server answers, but is not ready: etcd, etcd-readiness`,
    });
  });

  it('says Unreachable when nothing listens', async () => {
    const { url } = server;
    await server.stop();
    await expect(client.version()).rejects.toMatchObject({
      code: 0,
      reason: 'Unreachable',
      message: expect.stringContaining(`GET ${url}/version`),
    });
    server = await FaultServer.start();
  });

  it('finds nothing on 404 only', async () => {
    server.script(failure(404, 'NotFound'), failure(403, 'Forbidden'));
    expect(await client.find(PODS, 'a', 'lab')).toBeUndefined();
    await expect(client.find(PODS, 'a', 'lab')).rejects.toMatchObject({
      reason: 'Forbidden',
    });
  });

  it.each([
    ['json', 'application/json-patch+json'],
    ['merge', 'application/merge-patch+json'],
    ['strategic', 'application/strategic-merge-patch+json'],
    ['apply', 'application/apply-patch+yaml'],
  ] as const)('sends a %s patch as %s', async (type, contentType) => {
    server.script(json(pod('a', 8)));
    await client.patch(
      PODS,
      'a',
      'lab',
      { type, body: { x: 1 }, subresource: 'status', force: true },
      { dryRun: true, fieldManager: 'us' },
    );
    expect(server.requests[0]).toMatchObject({
      method: 'PATCH',
      path: '/api/v1/namespaces/lab/pods/a/status',
      query: {
        dryRun: 'All',
        fieldManager: 'us',
        ...(type === 'apply' ? { force: 'true' } : {}),
      },
      headers: { 'content-type': contentType, 'user-agent': 'tester' },
      body: '{"x":1}',
    });
  });

  it('deletes with preconditions, and takes "not there" for done', async () => {
    server.script(
      json({ kind: 'Status', status: 'Success' }),
      failure(404, 'NotFound'),
      failure(409, 'Conflict'),
    );
    const options = {
      preconditions: { uid: 'u' },
      propagationPolicy: 'Background',
      dryRun: true,
    } as const;
    expect(await client.delete(PODS, 'a', 'lab', options)).toEqual({
      gone: false,
    });
    expect(JSON.parse(server.requests[0].body)).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'u' },
      propagationPolicy: 'Background',
      dryRun: ['All'],
    });
    expect(await client.delete(PODS, 'a', 'lab')).toEqual({ gone: true });
    await expect(client.delete(PODS, 'a', 'lab')).rejects.toMatchObject({
      code: 409,
    });
  });

  it.each([
    ['an empty name', () => client.get(PODS, '', 'lab'), "name: ''"],
    [
      'a name with a slash',
      () => client.get(PODS, '../secrets', 'lab'),
      'name:',
    ],
    [
      'no namespace',
      () => client.get(PODS, 'a'),
      'namespace: Pod is namespaced',
    ],
    [
      'an apply without a manager',
      () => client.patch(PODS, 'a', 'lab', { type: 'apply', body: {} }),
      'fieldManager:',
    ],
  ])('refuses %s without asking the server', async (_, call, message) => {
    await expect(call()).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect(server.requests).toHaveLength(0);
  });

  it('watches once, and throws 410 when the version is too old', async () => {
    server.script(
      watchOf(
        [
          { type: 'ADDED', object: pod('a', 8) },
          { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } },
        ],
        'end',
      ),
      failure(410, 'Expired'),
    );
    const events = [];
    for await (const event of client.watch(PODS, { resourceVersion: '7' })) {
      events.push(event);
    }
    expect(events).toEqual([
      { type: 'ADDED', object: pod('a', 8) },
      { type: 'BOOKMARK', resourceVersion: '9' },
    ]);
    await expect(
      client
        .watch(PODS, { resourceVersion: '7' })
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toMatchObject({
      code: 410,
    });
  });

  it('streams logs past the request timeout, until the caller stops', async () => {
    let send = (_: string) => {};
    server.script(response => {
      response.writeHead(200);
      send = text => response.write(text);
      send('one\n');
    });
    const abort = new AbortController();
    const stream = await clientThatWaits(500).logs('lab', 'a', {
      follow: true,
      tailLines: 5,
      signal: abort.signal,
    });
    const reader = stream.getReader();
    const text = async () =>
      Buffer.from((await reader.read()).value ?? []).toString();
    expect(await text()).toBe('one\n');
    await new Promise(resolve => setTimeout(resolve, 600));
    send('two\n');
    expect(await text()).toBe('two\n');
    expect(server.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/lab/pods/a/log',
      query: { follow: 'true', tailLines: '5' },
    });
    abort.abort();
    await expect(reader.read()).rejects.toThrow();
  });

  it('asks whether it may', async () => {
    server.script(
      json({ status: { allowed: true } }, 201),
      json({ status: { allowed: false } }, 201),
    );
    expect(await client.canI({ resource: 'pods', verb: 'list' })).toBe(true);
    expect(await client.canI({ resource: 'pods', verb: 'create' })).toBe(false);
    expect(JSON.parse(server.requests[0].body).spec).toEqual({
      resourceAttributes: { resource: 'pods', verb: 'list' },
    });
  });

  it('uses the given fetch, with the credentials', async () => {
    const calls: { url: string; authorization: string }[] = [];
    const injected = createClusterClient({
      kubeConfig: loadKubeConfig({
        url: 'https://cluster.test:6443/',
        token: 'secret',
      }),
      fetch: async (url, init) => {
        calls.push({ url, authorization: init.headers.Authorization });
        return Response.json({ gitVersion: 'v1.33.3' });
      },
    });
    expect(await injected.version()).toEqual({ gitVersion: 'v1.33.3' });
    expect(calls).toEqual([
      {
        url: 'https://cluster.test:6443/version',
        authorization: 'Bearer secret',
      },
    ]);
  });
});
