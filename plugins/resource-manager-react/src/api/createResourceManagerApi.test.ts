import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createResourceManagerApi } from './createResourceManagerApi';
import { ProblemError } from './ProblemError';
import { etagOf } from './ResourceManagerApi';

const BASE = 'http://127.0.0.1:7007/api/resource-manager';

describe('createResourceManagerApi', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const api = createResourceManagerApi({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: {
          getBaseUrl: async id => `http://127.0.0.1:7007/api/${id}`,
        },
      },
      injectIdentityAuth: { token: 'token-of-jane' },
    }),
  });

  it('asks the plugin, with the token, the path and every value of a list', async () => {
    let seen: Request | undefined;
    server.use(
      http.get(`${BASE}/v1/runs`, ({ request }) => {
        seen = request;
        return HttpResponse.json({ items: [], totalItems: 0 });
      }),
    );

    await expect(
      api.listRuns({ project: ['a', 'b'], state: ['running'], q: 'x y' }),
    ).resolves.toEqual({ items: [], totalItems: 0 });

    expect(seen?.headers.get('authorization')).toBe('Bearer token-of-jane');
    const { searchParams } = new URL(seen!.url);
    expect(searchParams.getAll('project')).toEqual(['a', 'b']);
    expect(searchParams.get('q')).toBe('x y');
  });

  it('sends the body as it is and the ETag that was read', async () => {
    let seen: { body: unknown; etag: string | null } | undefined;
    server.use(
      http.put(
        `${BASE}/v1/projects/team/clusters/sandbox/quota`,
        async ({ request }) => {
          seen = {
            body: await request.json(),
            etag: request.headers.get('if-match'),
          };
          return HttpResponse.json({
            project: 'team',
            cluster: 'sandbox',
            version: 4,
            pools: [],
            sync: { state: 'pending' },
          });
        },
      ),
    );

    const body = { pools: [], reason: 'none' };
    const stored = await api.setProjectQuota({
      project: 'team',
      cluster: 'sandbox',
      etag: etagOf({ version: 3 }),
      body,
    });

    expect(stored.version).toBe(4);
    expect(seen).toEqual({ body, etag: '"3"' });
  });

  it('turns a problem into an error with code, fields and status', async () => {
    server.use(
      http.post(`${BASE}/v1/pools`, () =>
        HttpResponse.json(
          {
            error: {
              name: 'ConflictError',
              message: 'Pool a overlaps pool b',
              code: 'pool.overlaps',
              details: [
                {
                  field: 'selector',
                  problem: 'matches n1 of b',
                  remedy: 'Narrow it',
                },
              ],
            },
          },
          { status: 409 },
        ),
      ),
    );

    const error = await api
      .createPool({
        cluster: 'sandbox',
        name: 'a',
        title: 'A',
        selector: { a: 'b' },
      })
      .catch(e => e);

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      code: 'pool.overlaps',
      status: 409,
      message: 'Pool a overlaps pool b',
      details: [
        { field: 'selector', problem: 'matches n1 of b', remedy: 'Narrow it' },
      ],
    });
  });

  it('says so when something else than the API answered, or nothing did', async () => {
    server.use(
      http.get(
        `${BASE}/v1/me`,
        () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 }),
      ),
      http.get(`${BASE}/v1/clusters`, () => HttpResponse.error()),
    );

    await expect(api.getMe()).rejects.toMatchObject({
      status: 502,
      code: undefined,
    });
    await expect(api.listClusters()).rejects.toMatchObject({
      name: 'ProblemError',
      status: undefined,
    });
  });

  it('takes 204 as done', async () => {
    server.use(
      http.delete(
        `${BASE}/v1/clusters/sandbox/pools/a`,
        () => new HttpResponse(null, { status: 204 }),
      ),
    );
    await expect(
      api.deletePool({ cluster: 'sandbox', pool: 'a', etag: '"1"' }),
    ).resolves.toBeUndefined();
  });

  it('opens a log as a stream of text, characters whole', async () => {
    const bytes = new TextEncoder().encode('step 1\nπ\n');
    server.use(
      http.get(`${BASE}/v1/runs/r/logs`, () => {
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            // Cut within the two bytes of π.
            controller.enqueue(bytes.slice(0, 8));
            controller.enqueue(bytes.slice(8));
            controller.close();
          },
        });
        return new HttpResponse(stream, {
          headers: { 'content-type': 'text/plain' },
        });
      }),
    );

    const reader = (
      await api.openRunLogs({ run: 'r', follow: true })
    ).getReader();
    let text = '';
    for (
      let part = await reader.read();
      !part.done;
      part = await reader.read()
    ) {
      text += part.value;
    }
    expect(text).toBe('step 1\nπ\n');
  });
});
