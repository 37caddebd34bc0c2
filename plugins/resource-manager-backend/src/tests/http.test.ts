import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import plugin from '../index';
import { API, specified } from '../__testUtils__/portal';

describe('the HTTP side', () => {
  let http: ReturnType<typeof specified>;
  let stop: () => Promise<void>;
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };

  beforeAll(async () => {
    auditor.createEvent.mockResolvedValue(event);
    const backend = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory(),
        auditor.factory,
        mockServices.rootConfig.factory({
          data: {
            resourceManager: {
              seed: { departments: [{ name: 'research', title: 'Research' }] },
            },
          },
        }),
      ],
    });
    http = specified(request(backend.server));
    stop = () => backend.stop();
  });
  afterAll(() => stop());
  afterEach(() => {
    event.success.mockClear();
    event.fail.mockClear();
    auditor.createEvent.mockClear();
  });

  it.each([
    ['a missing field', { name: 'team-a' }, 400, 'input.invalid', 'title'],
    [
      'a field that is not known',
      { name: 'team-a', title: 'A', department: 'research', x: 1 },
      400,
      'input.invalid',
      'body',
    ],
    [
      'a wrong type',
      { name: 'team-a', title: 1, department: 'research' },
      400,
      'input.invalid',
      'title',
    ],
    [
      'a nested field',
      {
        name: 'team-a',
        title: 'A',
        department: 'research',
        members: [{ userRef: 'ada', role: 'member' }],
      },
      400,
      'input.invalid',
      'members[0].userRef',
    ],
    [
      'a reserved name',
      { name: 'kaiwo', title: 'A', department: 'research' },
      400,
      'name.invalid',
      'name',
    ],
    [
      'an unknown department',
      { name: 'team-a', title: 'A', department: 'none' },
      400,
      'input.invalid',
      'department',
    ],
  ])('names %s', async (_, body, status, code, field) => {
    const response = await http.post(`${API}/projects`).send(body);
    expect(response.status).toBe(status);
    expect(response.body.error.code).toBe(code);
    expect(
      response.body.error.details.map(
        (detail: { field: string }) => detail.field,
      ),
    ).toContain(field);
  });

  it('refuses a large body with 413 and a broken one with 400', async () => {
    const large = await http
      .post(`${API}/projects`)
      .send({ description: 'x'.repeat(10 * 1024 * 1024) });
    expect(large.status).toBe(413);
    const broken = await http
      .post(`${API}/projects`)
      .set('Content-Type', 'application/json')
      .send('{"name":');
    expect([broken.status, broken.body.error.code]).toEqual([
      400,
      'input.invalid',
    ]);
  });

  it('refuses an If-Match that is missing or was not made here', async () => {
    const missing = await http
      .put(`${API}/departments/research`)
      .send({ title: 'x' });
    expect([missing.status, missing.body.error.details[0].field]).toEqual([
      400,
      'If-Match',
    ]);
    const odd = await http
      .put(`${API}/departments/research`)
      .set('If-Match', 'abc')
      .send({ title: 'x' });
    expect([odd.status, odd.body.error.code]).toEqual([400, 'input.invalid']);
  });

  it('keeps a department through its life, with versions and one audit event a change', async () => {
    const created = await http
      .post(`${API}/departments`)
      .send({ name: 'nlp', title: 'NLP', parent: 'research' });
    expect([created.status, created.headers.etag]).toEqual([201, '"1"']);
    const updated = await http
      .put(`${API}/departments/nlp`)
      .set('If-Match', '"1"')
      .send({ title: 'Language' });
    expect([updated.status, updated.headers.etag, updated.body.parent]).toEqual(
      [200, '"2"', undefined],
    );
    const stale = await http
      .put(`${API}/departments/nlp`)
      .set('If-Match', '"1"')
      .send({ title: 'x' });
    expect([stale.status, stale.body.error.code]).toEqual([
      412,
      'conflict.stale',
    ]);
    const cycle = await http
      .put(`${API}/departments/nlp`)
      .set('If-Match', '"2"')
      .send({ title: 'x', parent: 'nlp' });
    expect([cycle.status, cycle.body.error.details[0].field]).toEqual([
      400,
      'parent',
    ]);
    const taken = await http
      .post(`${API}/departments`)
      .send({ name: 'nlp', title: 'Again' });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'name.taken']);
    await http
      .delete(`${API}/departments/nlp`)
      .set('If-Match', '"2"')
      .expect(204);
    await http.get(`${API}/departments/nlp`).expect(404);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
    ).toEqual([
      'department-create',
      'department-update',
      'department-update',
      'department-update',
      'department-create',
      'department-delete',
    ]);
    expect([
      event.success.mock.calls.length,
      event.fail.mock.calls.length,
    ]).toEqual([3, 3]);
  });

  it('keeps a project through its life', async () => {
    const created = await http.post(`${API}/projects`).send({
      name: 'team-a',
      title: 'Team A',
      department: 'research',
      members: [{ userRef: 'user:default/Mock', role: 'admin' }],
    });
    expect(created.body).toMatchObject({
      version: 1,
      myRole: 'admin',
      state: 'ready',
      clusters: [],
    });
    const twice = await http
      .put(`${API}/projects/team-a`)
      .set('If-Match', '"1"')
      .send({
        title: 'x',
        department: 'research',
        members: [
          { userRef: 'user:default/a', role: 'admin' },
          { userRef: 'user:default/A', role: 'member' },
        ],
      });
    expect([twice.status, twice.body.error.details[0].field]).toEqual([
      400,
      'members[1].userRef',
    ]);
    const updated = await http
      .put(`${API}/projects/team-a`)
      .set('If-Match', '"1"')
      .send({ title: 'New', department: 'research', members: [] });
    expect(updated.body).toMatchObject({
      version: 2,
      title: 'New',
      myRole: null,
      members: [],
    });
    const inUse = await http
      .delete(`${API}/departments/research`)
      .set('If-Match', '"1"');
    expect([inUse.status, inUse.body.error.code]).toEqual([
      409,
      'conflict.inUse',
    ]);
    await http
      .delete(`${API}/projects/team-a`)
      .set('If-Match', '"2"')
      .expect(202);
    await http.get(`${API}/projects/team-a`).expect(404);
  });

  it('pages projects', async () => {
    for (const name of ['p-1', 'p-2', 'p-3']) {
      await http
        .post(`${API}/projects`)
        .send({ name, title: name, department: 'research' })
        .expect(201);
    }
    const first = await http.get(`${API}/projects?q=p-&limit=2`);
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual([
      'p-1',
      'p-2',
    ]);
    const second = await http.get(
      `${API}/projects?q=p-&limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(second.body.items.map(({ name }: { name: string }) => name)).toEqual(
      ['p-3'],
    );
    expect(second.body.nextCursor).toBeUndefined();
    const odd = await http.get(`${API}/projects?cursor=nonsense`);
    expect([odd.status, odd.body.error.details[0].field]).toEqual([
      400,
      'cursor',
    ]);
  });

  it('knows no cluster that is not configured', async () => {
    for (const path of [
      '/clusters/none',
      '/clusters/none/nodes',
      '/pools?cluster=none',
      '/projects/p-1/clusters/none/quota',
    ]) {
      const response = await http.get(`${API}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });
});
