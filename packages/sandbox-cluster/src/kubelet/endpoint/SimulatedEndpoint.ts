import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashFraction } from '../../controllers/runtime/random';
import { readJson, sendJson } from './json';

/** What an endpoint serves. */
export interface EndpointDescription {
  /** Model name, for the answers. */
  title: string;
  /** What its engine does: write texts, or turn them into vectors. */
  task: 'chat' | 'embeddings';
}

/** Enough to see what a vector looks like; those of real models are a hundred times as long. */
const DIMENSIONS = 8;

/** Texts of one request that are turned into vectors. */
const MAX_INPUTS = 256;

/** A small server in the form of the OpenAI API. No model runs in it, and every answer says so. */
export class SimulatedEndpoint {
  readonly #description: EndpointDescription;
  readonly #now: () => number;

  static create(
    description: EndpointDescription,
    options: { now: () => number },
  ): SimulatedEndpoint {
    return new SimulatedEndpoint(description, options.now);
  }

  private constructor(description: EndpointDescription, now: () => number) {
    this.#description = description;
    this.#now = now;
  }

  async answer(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { task, title } = this.#description;
    const isPost = request.method === 'POST';
    if (path === '/health') {
      sendJson(response, 200, { simulated: true });
    } else if (path === '/v1/models') {
      const model = {
        id: title,
        object: 'model',
        owned_by: 'sandbox',
        created: this.#seconds(),
        simulated: true,
      };
      sendJson(response, 200, { object: 'list', data: [model] });
    } else if (task === 'chat' && path === '/v1/chat/completions' && isPost) {
      await this.#chat(request, response);
    } else if (task === 'embeddings' && path === '/v1/embeddings' && isPost) {
      await this.#embed(request, response);
    } else {
      sendJson(response, 404, {
        error: { message: `no such path: ${path}`, type: 'NotFoundError' },
      });
    }
  }

  async #chat(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { title } = this.#description;
    const body = await readJson(request);
    const messages = Array.isArray(body?.messages)
      ? (body.messages as unknown[])
      : undefined;
    const last = messages?.at(-1) as { content?: unknown } | undefined;
    if (typeof last?.content !== 'string') {
      refuse(
        response,
        'messages: give at least one message whose content is a text',
      );
      return;
    }
    const content = `This is a simulated answer of ${title}; the sandbox runs no model. You wrote: ${last.content.slice(
      0,
      500,
    )}`;
    const id = `chatcmpl-${this.#now().toString(36)}`;
    const base = { id, created: this.#seconds(), model: title };
    if (body?.stream === true) {
      stream(response, base, content);
      return;
    }
    const [prompt, completion] = [words(last.content), words(content)];
    sendJson(response, 200, {
      ...base,
      object: 'chat.completion',
      simulated: true,
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

  async #embed(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readJson(request);
    const inputs = [body?.input].flat();
    if (!inputs.every(isText) || inputs.length > MAX_INPUTS) {
      refuse(
        response,
        `input: give a text, or a list of at most ${MAX_INPUTS} texts`,
      );
      return;
    }
    const tokens = inputs.reduce((sum, text) => sum + words(text), 0);
    sendJson(response, 200, {
      object: 'list',
      model: this.#description.title,
      simulated: true,
      data: inputs.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: vectorOf(text),
      })),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The same for the same text, of length 1, and without any meaning. */
function vectorOf(text: string): number[] {
  const parts = Array.from(
    { length: DIMENSIONS },
    (_, index) => hashFraction(text, index) * 2 - 1,
  );
  const length = Math.hypot(...parts) || 1;
  return parts.map(part => part / length);
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function refuse(response: ServerResponse, message: string): void {
  sendJson(response, 400, { error: { message, type: 'BadRequestError' } });
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
      simulated: true,
      choices: [{ index: 0, delta, finish_reason: finish }],
    })}\n\n`;
  for (const piece of content.match(/\S+\s*/g) ?? []) {
    response.write(chunk({ content: piece }, null));
  }
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}
