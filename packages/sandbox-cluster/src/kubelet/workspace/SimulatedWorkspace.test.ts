import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Pod } from '../../controllers/runtime/kubeTypes';
import { SimulatedServer, type SimulatedService } from '../simulatedServer';
import { describeWorkspace } from './describeWorkspace';

const NOW = Date.UTC(2026, 10, 24, 12);
const workspace = (pod: string): SimulatedService => ({
  kind: 'workspace',
  pod,
  description: {
    program: 'jupyter',
    name: 'Reading <room>',
    user: 'nadia.llm',
  },
});

describe('SimulatedWorkspace', () => {
  let server: SimulatedServer;
  let base: string;

  beforeEach(async () => {
    server = await SimulatedServer.start({ now: () => NOW });
    const path = server.offer('team-a', 'notebook', workspace('pod-1'));
    base = `http://127.0.0.1:${server.port}${path}`;
  });
  afterEach(() => server.stop());

  const cookieOf = async () =>
    (await fetch(`${base}/`)).headers.get('set-cookie')!.split(';')[0];
  const save = (name: string, body: string, headers: Record<string, string>) =>
    fetch(`${base}/api/contents/${name}`, { method: 'PUT', body, headers });
  const files = async () =>
    (await (await fetch(`${base}/api/contents`)).json()).content.map(
      ({ name }: { name: string }) => name,
    );

  it('is a page that says what it is, with nothing from elsewhere', async () => {
    const response = await fetch(`${base}/`);
    const page = await response.text();
    expect(page).toContain('Reading &#60;room&#62;');
    expect(page).toContain('nadia.llm');
    expect(page).toContain('This is a simulated workspace.');
    expect(page).not.toMatch(/(src|href)="(https?:)?\//);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
    for (const path of ['/app.js', '/style.css', '/api', '/api/contents'])
      expect((await fetch(`${base}${path}`)).status).toBe(200);
    expect((await fetch(`${base}/other`)).status).toBe(404);
  });

  it('keeps files in memory, for those with its cookie', async () => {
    const cookie = await cookieOf();
    const token = cookie.split('=')[1];
    expect((await save('a.txt', 'x', {})).status).toBe(403);
    expect((await save('a.txt', 'x', { cookie })).status).toBe(403);
    expect((await save('a.txt', 'x', { 'x-xsrftoken': token })).status).toBe(
      403,
    );
    const headers = { cookie, 'x-xsrftoken': token };
    expect((await save('a.txt', 'hello', headers)).status).toBe(200);
    expect(await files()).toEqual(['a.txt', 'README.md']);
    const file = await fetch(`${base}/api/contents/a.txt`);
    expect(await file.text()).toBe('hello');
  });

  it('refuses more than it can hold', async () => {
    const cookie = await cookieOf();
    const headers = { cookie, 'x-xsrftoken': cookie.split('=')[1] };
    expect((await save('big', 'x'.repeat(70_000), headers)).status).toBe(413);
    for (let count = 0; count < 31; count += 1)
      expect((await save(`f${count}`, 'x', headers)).status).toBe(200);
    expect((await save('one-more', 'x', headers)).status).toBe(413);
  });

  it('keeps the files while the same pod is offered again, and loses them with it', async () => {
    const cookie = await cookieOf();
    await save('a.txt', 'x', { cookie, 'x-xsrftoken': cookie.split('=')[1] });
    server.offer('team-a', 'notebook', workspace('pod-1'));
    expect(await files()).toContain('a.txt');
    server.offer('team-a', 'notebook', workspace('pod-2'));
    expect(await files()).toEqual(['README.md']);
  });

  it('speaks over a WebSocket, which ends with the pod', async () => {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/terminal`);
    const [first] = await once(socket, 'message');
    expect(JSON.parse(String(first))).toEqual({
      type: 'clock',
      value: '2026-11-24T12:00:00.000Z',
    });
    const echo = new Promise(resolve =>
      socket.on('message', data => {
        const { type, value } = JSON.parse(String(data));
        if (type === 'echo') resolve(value);
      }),
    );
    socket.send('hello');
    expect(await echo).toBe('hello');
    const closed = once(socket, 'close');
    server.withdraw('team-a', 'notebook');
    await closed;
    expect((await fetch(`${base}/`)).status).toBe(503);
  });
});

describe('describeWorkspace', () => {
  const pod = (annotations?: Record<string, string>) =>
    ({ metadata: { name: 'notebook-x', annotations } } as unknown as Pod);

  it.each([
    [['/bin/sh', '-c', 'exec code-server --auth none'], 'code-server'],
    [['/bin/sh', '-c', 'jupyter lab'], 'jupyter'],
    [undefined, 'jupyter'],
  ])('tells the program by what it starts: %j', (command, program) => {
    const container = { name: 'c', image: 'rocm/pytorch:1', command };
    expect(describeWorkspace(pod(), container as any)).toEqual({
      program,
      name: 'notebook-x',
      user: 'owner unknown',
    });
  });

  it('is named as the run, and for who submitted it', () => {
    expect(
      describeWorkspace(
        pod({ 'airm.silogen.ai/submitter': 'user:default/nadia.llm' }),
        {
          name: 'c',
          image: 'x',
          env: [{ name: 'RUN_NAME', value: 'Reading room' }],
        } as any,
      ),
    ).toMatchObject({ name: 'Reading room', user: 'nadia.llm' });
  });
});
