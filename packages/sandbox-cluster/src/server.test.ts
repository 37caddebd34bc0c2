import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import { clusterKinds } from './api/kinds';
import type { SandboxCluster, SandboxServer } from './api/types';
import { startSandboxServer } from './server';

const NAMESPACES = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  subresources: [],
};

/** A document, or the lines of a watch. */
function parse(text: string): any {
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return text.endsWith('\n') ? lines : lines[0];
}

describe('startSandboxServer', () => {
  let directory: string;
  let server: SandboxServer;
  let cluster: SandboxCluster;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
    server = await start();
    [cluster] = server.clusters;
  });

  afterEach(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  function start(port = 0) {
    return startSandboxServer({
      clusters: [
        {
          name: 'hall-a',
          port,
          token: 'admin-token',
          readOnlyToken: 'reader-token',
          kinds: clusterKinds({ kueue: '0.19', kaiwo: true }),
          dataFile: join(directory, 'hall-a.sqlite'),
        },
      ],
    });
  }

  /** One raw request, for what the client does not show. */
  function raw(
    path: string,
    options: {
      method?: string;
      headers?: Record<string, string>;
      body?: unknown;
      token?: string;
    } = {},
  ): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: any }> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        `${cluster.url}${path}`,
        {
          ca: cluster.caData,
          agent: false,
          method: options.method ?? 'GET',
          headers: {
            authorization: `Bearer ${options.token ?? 'admin-token'}`,
            ...options.headers,
          },
        },
        async response => {
          let text = '';
          for await (const chunk of response) {
            text += chunk;
          }
          const json = response.headers['content-type'] === 'application/json';
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: json ? parse(text) : text,
          });
        },
      );
      request.on('error', reject);
      request.end(
        options.body === undefined ? undefined : JSON.stringify(options.body),
      );
    });
  }

  it('answers 401 with a Status to whoever it does not know', async () => {
    expect(await raw('/api/v1/namespaces', { token: 'wrong' })).toMatchObject({
      status: 401,
      body: {
        kind: 'Status',
        status: 'Failure',
        reason: 'Unauthorized',
        code: 401,
      },
    });
    expect(await raw('/healthz', { token: 'wrong' })).toMatchObject({
      status: 200,
      body: 'ok',
    });
  });

  it('answers 404 and 405 with a Status', async () => {
    expect(await raw('/apis/nothing/v1')).toMatchObject({
      status: 404,
      body: {
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
      },
    });
    expect(await raw('/api/v1/namespaces/default/pods/p/exec')).toMatchObject({
      status: 404,
    });
    expect(
      await raw('/api/v1/namespaces/default', { method: 'POST', body: {} }),
    ).toMatchObject({
      status: 405,
      body: { reason: 'MethodNotAllowed' },
    });
  });

  it('draws tables for kubectl', async () => {
    const { body } = await raw('/api/v1/namespaces', {
      headers: {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      },
    });
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(
      body.columnDefinitions.map((column: { name: string }) => column.name),
    ).toEqual(['Name', 'Status', 'Age']);
    expect(body.rows[0].cells.slice(0, 2)).toEqual(['default', 'Active']);
    expect(body.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'default' },
    });
  });

  it('describes itself enough for kubectl apply', async () => {
    const index = await raw('/openapi/v3');
    const entry = index.body.paths['apis/kaiwo.silogen.ai/v1alpha1'];
    const { body } = await raw(entry.serverRelativeURL);
    const path =
      '/apis/kaiwo.silogen.ai/v1alpha1/namespaces/{namespace}/kaiwojobs/{name}';
    expect(body.paths[path].patch).toMatchObject({
      'x-kubernetes-group-version-kind': { kind: 'KaiwoJob' },
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'fieldValidation' }),
      ]),
    });
    const groups = await raw('/apis');
    const kueue = groups.body.groups.find(
      (group: { name: string }) => group.name === 'kueue.x-k8s.io',
    );
    expect(kueue.preferredVersion.version).toBe('v1beta2');
  });

  it('warns of deprecated versions and unknown fields, and refuses the latter when told to', async () => {
    const path = '/apis/kueue.x-k8s.io/v1beta1/namespaces/default/localqueues';
    const body = {
      apiVersion: 'kueue.x-k8s.io/v1beta1',
      kind: 'LocalQueue',
      metadata: { name: 'q' },
      spec: { clusterQueue: 'a', colour: 'red' },
    };
    const strict = await raw(`${path}?fieldValidation=Strict`, {
      method: 'POST',
      body,
    });
    expect(strict).toMatchObject({
      status: 400,
      body: {
        message: expect.stringContaining(
          'strict decoding error: unknown field "spec.colour"',
        ),
      },
    });
    const warned = await raw(path, { method: 'POST', body });
    expect(warned.status).toBe(201);
    expect(warned.headers.warning).toContain('v1beta1 is deprecated');
    expect(warned.headers.warning).toContain('unknown field \\"spec.colour\\"');
  });

  it('keeps warnings within what a header can carry', async () => {
    const fields = Array.from({ length: 2_000 }, (_, at) => [
      `größe-日本-${at}`,
      1,
    ]);
    const { status, headers } = await raw(
      '/apis/kueue.x-k8s.io/v1beta2/namespaces/default/localqueues',
      {
        method: 'POST',
        body: { metadata: { name: 'many' }, spec: Object.fromEntries(fields) },
      },
    );
    expect(status).toBe(201);
    expect(headers.warning).toContain(
      'spec.gr\\u00f6\\u00dfe-\\u65e5\\u672c-0',
    );
    expect(headers.warning?.length).toBeLessThan(5_000);
  });

  it('refuses server-side apply, and bodies that are too large', async () => {
    const patch = await raw(
      '/api/v1/namespaces/default/configmaps/x?fieldManager=us',
      {
        method: 'PATCH',
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body: {},
      },
    );
    expect(patch).toMatchObject({
      status: 415,
      body: { reason: 'UnsupportedMediaType' },
    });
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'big' },
      data: { key: 'x'.repeat(1_572_864) },
    };
    const big = await raw('/api/v1/namespaces/default/configmaps', {
      method: 'POST',
      body: object,
    });
    expect(big).toMatchObject({
      status: 500,
      body: { message: 'etcdserver: request is too large' },
    });
  });

  it('tells a watch where its initial events end, and leaves it a bookmark', async () => {
    const query =
      'watch=true&timeoutSeconds=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
    const { body } = await raw(
      `/api/v1/namespaces?${query}&fieldSelector=metadata.name%3Ddefault`,
    );
    const events = body.map((event: { type: string; object: any }) => ({
      type: event.type,
      name: event.object.metadata.name,
      end: event.object.metadata.annotations?.['k8s.io/initial-events-end'],
    }));
    expect(events).toEqual([
      { type: 'ADDED', name: 'default' },
      { type: 'BOOKMARK', end: 'true' },
      { type: 'BOOKMARK' },
    ]);
  });

  it('keeps objects, versions, certificate and tokens over a restart', async () => {
    const file = join(directory, 'kubeconfig');
    await server.writeKubeconfig(file);
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({ file, context: 'hall-a' }),
    });
    const created = await client.create(NAMESPACES, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'kept' },
    });
    const { resourceVersion } = (await client.list(NAMESPACES)).metadata;
    const port = Number(new URL(cluster.url).port);
    await server.stop();
    server = await start(port);
    [cluster] = server.clusters;
    expect(await client.get(NAMESPACES, 'kept')).toEqual(created);
    await client.delete(NAMESPACES, 'kept');
    const events = [];
    for await (const event of client.watch(NAMESPACES, { resourceVersion })) {
      events.push(event.type);
      if (event.type === 'DELETED') {
        break;
      }
    }
    expect(events).toEqual(['MODIFIED', 'DELETED']);
    expect(readFileSync(file, 'utf8')).toContain('hall-a-readonly');
  });

  describe('services/proxy', () => {
    let upstream: http.Server;
    const path = '/api/v1/namespaces/default/services/notebook:8888/proxy';

    beforeEach(async () => {
      upstream = http.createServer((request, response) => {
        response.setHeader(
          'x-seen-authorization',
          String(request.headers.authorization),
        );
        response.end(`${request.method} ${request.url}`);
      });
      upstream.on('upgrade', (request, socket) => {
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: test\r\n\r\n',
        );
        socket.write(`hello ${request.url}`);
        socket.pipe(socket);
      });
      await new Promise<void>(resolve => {
        upstream.listen(0, '127.0.0.1', resolve);
      });
    });

    afterEach(async () => {
      upstream.closeAllConnections();
      await new Promise(resolve => {
        upstream.close(resolve);
      });
    });

    const register = () =>
      cluster.services.register(
        { namespace: 'default', name: 'notebook', port: 8888 },
        { port: (upstream.address() as AddressInfo).port, basePath: '/base' },
      );

    it('forwards to what is registered, without the credentials', async () => {
      const unregister = register();
      const answer = await raw(`${path}/tree/a%20b?x=1`, {
        method: 'POST',
        body: {},
      });
      expect(answer).toMatchObject({
        status: 200,
        body: 'POST /base/tree/a%20b?x=1',
      });
      expect(answer.headers['x-seen-authorization']).toBe('undefined');
      unregister();
      expect(await raw(path)).toMatchObject({
        status: 503,
        body: {
          reason: 'ServiceUnavailable',
          message: expect.stringContaining('no endpoints'),
        },
      });
    });

    it('forwards upgrades both ways', async () => {
      register();
      const { socket, head } = await upgrade('admin-token');
      const seen = await new Promise<string>(resolve => {
        let text = head.toString();
        const check = () => text.includes('ping') && resolve(text);
        socket.on('data', chunk => {
          text += chunk;
          check();
        });
        socket.write('ping');
      });
      expect(seen).toBe('hello /base/api/kernelsping');
      socket.destroy();
    });

    function upgrade(
      token: string,
    ): Promise<{ socket: import('node:stream').Duplex; head: Buffer }> {
      return new Promise((resolve, reject) => {
        https
          .request(`${cluster.url}${path}/api/kernels`, {
            ca: cluster.caData,
            agent: false,
            headers: {
              authorization: `Bearer ${token}`,
              connection: 'Upgrade',
              upgrade: 'test',
            },
          })
          .on('upgrade', (_, socket, head) => resolve({ socket, head }))
          .on('response', response =>
            reject(new Error(`answered ${response.statusCode}`)),
          )
          .on('error', reject)
          .end();
      });
    }

    it('lets nobody unknown upgrade', async () => {
      register();
      await expect(upgrade('wrong')).rejects.toThrow('answered 401');
    });
  });
});
