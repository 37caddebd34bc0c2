import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers behind a Service of the sandbox. */
export interface SimulatedService {
  kind: 'inference' | 'workspace';
  /** Model or workspace name, for the answers. */
  title: string;
}

/** Larger requests are refused: nothing here needs them. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The programs that simulated pods would run, as one listener on the loopback interface: an OpenAI-compatible model
 * server, and the start page of a workspace. Every answer says that it is simulated.
 */
export class SimulatedServer {
  readonly #server: Server;
  readonly #services = new Map<string, SimulatedService>();
  readonly #now: () => number;

  static async start(options: { now: () => number }): Promise<SimulatedServer> {
    const running = new SimulatedServer(options.now);
    await new Promise<void>((resolve, reject) => {
      running.#server.once('error', reject);
      running.#server.listen(0, '127.0.0.1', resolve);
    });
    return running;
  }

  private constructor(now: () => number) {
    this.#now = now;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() =>
        send(response, 500, { error: 'internal error' }),
      );
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @returns The path under which the service answers. */
  offer(namespace: string, name: string, service: SimulatedService): string {
    const path = `/${namespace}/${name}`;
    this.#services.set(path, service);
    return path;
  }

  withdraw(namespace: string, name: string): void {
    this.#services.delete(`/${namespace}/${name}`);
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, namespace, name, ...rest] = pathname.split('/');
    const service = this.#services.get(`/${namespace}/${name}`);
    if (!service) {
      send(response, 503, { error: 'no pod of this service is ready' });
      return;
    }
    const path = `/${rest.join('/')}`;
    if (service.kind === 'workspace') {
      answerWorkspace(service, path, response);
    } else {
      await this.#answerInference(service, path, request, response);
    }
  }

  async #answerInference(
    service: SimulatedService,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (path === '/health') {
      send(response, 200, {});
    } else if (path === '/v1/models') {
      const model = {
        id: service.title,
        object: 'model',
        owned_by: 'sandbox',
        created: this.#seconds(),
      };
      send(response, 200, { object: 'list', data: [model] });
    } else if (path === '/v1/chat/completions' && request.method === 'POST') {
      await this.#chat(service, request, response);
    } else {
      send(response, 404, {
        error: { message: `no such path: ${path}`, type: 'NotFoundError' },
      });
    }
  }

  async #chat(
    service: SimulatedService,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readJson(request);
    const messages = Array.isArray(body?.messages)
      ? (body.messages as unknown[])
      : undefined;
    const last = messages?.at(-1) as { content?: unknown } | undefined;
    if (typeof last?.content !== 'string') {
      const message =
        'messages: give at least one message whose content is a text';
      send(response, 400, { error: { message, type: 'BadRequestError' } });
      return;
    }
    const content = `This is a simulated answer of ${
      service.title
    }; the sandbox runs no model. You wrote: ${last.content.slice(0, 500)}`;
    const id = `chatcmpl-${this.#now().toString(36)}`;
    const base = { id, created: this.#seconds(), model: service.title };
    if (body?.stream === true) {
      stream(response, base, content);
      return;
    }
    const [prompt, completion] = [words(last.content), words(content)];
    send(response, 200, {
      ...base,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content },
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: prompt + completion,
      },
    });
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function stream(response: ServerResponse, base: object, content: string): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
  });
  const chunk = (delta: object, finish: string | null) =>
    `data: ${JSON.stringify({
      ...base,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason: finish }],
    })}\n\n`;
  for (const piece of content.match(/\S+\s*/g) ?? []) {
    response.write(chunk({ content: piece }, null));
  }
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}

function answerWorkspace(
  service: SimulatedService,
  path: string,
  response: ServerResponse,
): void {
  if (path === '/healthz' || path === '/api') {
    send(response, 200, { status: 'alive', simulated: true });
    return;
  }
  const title = service.title.replace(
    /[&<>"']/g,
    character => `&#${character.charCodeAt(0)};`,
  );
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>` +
      `<body><main><h1>${title}</h1><p>This workspace is simulated: the sandbox runs no notebook or editor. ` +
      `On a real cluster the program of the workspace's image answers here.</p></main></body></html>`,
  );
}

async function readJson(
  request: IncomingMessage,
): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
