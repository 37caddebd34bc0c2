import { SimulatedServer, type SimulatedService } from '../simulatedServer';
import { describeEndpoint } from './describeEndpoint';

const NOW = Date.parse('2026-11-24T10:00:00Z');

const container = (change: object = {}) => ({
  name: 'workload',
  image: 'rocm/vllm:1',
  env: [{ name: 'MODEL_ID', value: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0' }],
  ...change,
});

describe('describeEndpoint', () => {
  it.each([
    ['its weights', {}, 'TinyLlama/TinyLlama-1.1B-Chat-v1.0', 'chat'],
    [
      'the name in its variables',
      { env: [{ name: 'PARAM_SERVED_MODEL_NAME', value: 'bot' }] },
      'bot',
      'chat',
    ],
    [
      'the name in its arguments',
      { args: ['serve', 'x', '--served-model-name', 'bot'] },
      'bot',
      'chat',
    ],
    [
      'its weights, which it turns texts into vectors with',
      { image: 'michaelf34/infinity:0.0.70' },
      'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
      'embeddings',
    ],
  ])('answers to %s', (_name, change, title, task) => {
    expect(describeEndpoint(container(change))).toEqual({ title, task });
  });
});

describe('SimulatedEndpoint', () => {
  let server: SimulatedServer;
  const offer = (task: 'chat' | 'embeddings') => {
    const service: SimulatedService = {
      kind: 'inference',
      description: { title: 'bot', task },
    };
    const path = server.offer('team-a', 'bot-1', service);
    return async (at: string, body?: unknown) => {
      const response = await fetch(
        `http://127.0.0.1:${server.port}${path}${at}`,
        {
          method: body === undefined ? 'GET' : 'POST',
          body: body === undefined ? undefined : JSON.stringify(body),
        },
      );
      return { status: response.status, text: await response.text() };
    };
  };

  beforeEach(async () => {
    server = await SimulatedServer.start({ now: () => NOW });
  });
  afterEach(() => server.stop());

  it('names what it serves, and says that it is simulated', async () => {
    const call = offer('chat');
    const { status, text } = await call('/v1/models');
    expect(status).toBe(200);
    expect(JSON.parse(text).data).toEqual([
      expect.objectContaining({ id: 'bot', simulated: true }),
    ]);
  });

  it('answers a conversation, and says that no model did', async () => {
    const call = offer('chat');
    const { text } = await call('/v1/chat/completions', {
      messages: [{ role: 'user', content: 'Hello' }],
    });
    const answer = JSON.parse(text);
    expect(answer).toMatchObject({ model: 'bot', simulated: true });
    expect(answer.choices[0].message.content).toMatch(
      /simulated answer of bot.*You wrote: Hello/,
    );
  });

  it('answers piece by piece where that is asked for', async () => {
    const call = offer('chat');
    const { text } = await call('/v1/chat/completions', {
      stream: true,
      messages: [{ role: 'user', content: 'Hello' }],
    });
    expect(text).toContain('"simulated":true');
    expect(text.trimEnd()).toMatch(/data: \[DONE\]$/);
  });

  it('turns texts into vectors of length 1, the same for the same text', async () => {
    const call = offer('embeddings');
    const { text } = await call('/v1/embeddings', { input: ['a', 'b', 'a'] });
    const { data, ...rest } = JSON.parse(text);
    const vectors: number[][] = data.map(
      ({ embedding }: { embedding: number[] }) => embedding,
    );
    expect(rest).toMatchObject({ model: 'bot', simulated: true });
    expect(vectors[2]).toEqual(vectors[0]);
    expect(vectors[1]).not.toEqual(vectors[0]);
    for (const vector of vectors)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
  });

  it.each([
    ['chat', '/v1/chat/completions', { messages: [] }, 400],
    ['chat', '/v1/chat/completions', undefined, 404],
    ['chat', '/v1/embeddings', { input: 'a' }, 404],
    ['embeddings', '/v1/chat/completions', { messages: [] }, 404],
    ['embeddings', '/v1/embeddings', {}, 400],
    ['embeddings', '/v1/embeddings', { input: ['a', ''] }, 400],
    ['embeddings', '/v1/embeddings', { input: Array(257).fill('a') }, 400],
  ] as const)('%s refuses %s with %j: %s', async (task, path, body, status) => {
    const { status: answered, text } = await offer(task)(path, body);
    expect(answered).toBe(status);
    expect(JSON.parse(text).error.message).toBeTruthy();
  });
});
