import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { ClusterRegistry } from '../clusters/types';
import type { RunRecord } from '../runs/types';
import { readError } from './kubernetesStatus';
import { serviceOfRun } from './upstream';

/** What a workspace was last seen to do. */
export interface Answering {
  ready: boolean;
  /** RFC 3339. */
  checkedAt?: string;
  problem?: string;
}

export interface WorkspaceProbeOptions {
  clusters: ClusterRegistry;
  /** Called when an answer has changed. */
  onChanged(): void;
  now: () => Date;
  timeoutMs?: number;
}

const READY_MS = 30_000;
const NOT_READY_MS = 2_000;
const TIMEOUT_MS = 3_000;
const MAX_REMEMBERED = 1_000;
const MAX_AT_ONCE = 8;
/** How long after the last look a workspace that does not answer is asked again by itself. */
const INTEREST_MS = 20_000;
const NOT_YET = 'Its program does not answer yet';

interface Known {
  answer: Answering;
  untilMs: number;
  timer?: NodeJS.Timeout;
}

/**
 * Asks workspaces whether they answer, no more often than somebody looks: a running pod may still be installing its
 * program. One request at a time for each, eight for all, and the last answer meanwhile.
 */
export class WorkspaceProbe {
  readonly #options: WorkspaceProbeOptions;
  readonly #known = new Map<string, Known>();
  /** When somebody last looked, in epoch milliseconds. */
  readonly #looked = new Map<string, number>();
  readonly #asking = new Map<string, Promise<Answering>>();

  static create(options: WorkspaceProbeOptions): WorkspaceProbe {
    return new WorkspaceProbe(options);
  }

  private constructor(options: WorkspaceProbeOptions) {
    this.#options = options;
  }

  /** What is known now; asks again in the background where that is old. */
  last(run: RunRecord): Answering {
    if (this.#looked.size >= MAX_REMEMBERED) this.#looked.clear();
    this.#looked.set(run.id, this.#nowMs);
    const known = this.#known.get(run.id);
    if (!known || known.untilMs <= this.#nowMs)
      this.ask(run).catch(() => undefined);
    return known?.answer ?? { ready: false };
  }

  /** A fresh answer, or one of a moment ago. */
  async ask(run: RunRecord): Promise<Answering> {
    const known = this.#known.get(run.id);
    if (known && known.untilMs > this.#nowMs) return known.answer;
    const pending = this.#asking.get(run.id);
    if (pending) return await pending;
    if (this.#asking.size >= MAX_AT_ONCE)
      return known?.answer ?? { ready: false };
    const asking = this.#request(run)
      .then(problem => this.#remember(run, problem))
      .finally(() => this.#asking.delete(run.id));
    this.#asking.set(run.id, asking);
    return await asking;
  }

  /** Nobody waits any more. */
  stop(): void {
    for (const { timer } of this.#known.values()) clearTimeout(timer);
    this.#known.clear();
    this.#looked.clear();
  }

  #remember(run: RunRecord, problem: string | undefined): Answering {
    const before = this.#known.get(run.id);
    const ready = problem === undefined;
    const checkedAt = this.#options.now().toISOString();
    const answer: Answering = { ready, checkedAt, problem };
    if (this.#known.size >= MAX_REMEMBERED) this.stop();
    const known: Known = {
      answer,
      untilMs: this.#nowMs + (ready ? READY_MS : NOT_READY_MS),
    };
    this.#known.set(run.id, known);
    clearTimeout(before?.timer);
    if (!ready) this.#askAgain(run, known);
    if (before?.answer.ready !== ready) this.#options.onChanged();
    return answer;
  }

  /** While somebody waits for it, so that the button appears by itself. */
  #askAgain(run: RunRecord, known: Known): void {
    known.timer = setTimeout(() => {
      const looked = this.#looked.get(run.id) ?? 0;
      if (looked + INTEREST_MS > this.#nowMs)
        this.ask(run).catch(() => undefined);
    }, NOT_READY_MS + 50);
    known.timer.unref();
  }

  /** Undefined when it answers, whatever it says; what the API server says itself means that nothing behind it did. */
  async #request(run: RunRecord): Promise<string | undefined> {
    const connection = this.#options.clusters.find(run.cluster);
    if (!connection?.reachability().reachable)
      return 'Its cluster cannot be reached';
    try {
      const { url, headers, agent } = await connection.client.serviceProxy(
        serviceOfRun(run),
      );
      const { status, byApiServer } = await answerOf(
        `${url}/`,
        { headers, agent },
        this.#options.timeoutMs ?? TIMEOUT_MS,
      );
      if (!byApiServer) return status >= 500 ? NOT_YET : undefined;
      if (status === 404) return 'The cluster has no Service for it';
      return status === 401 || status === 403
        ? 'The portal may not reach it on this cluster'
        : NOT_YET;
    } catch {
      return NOT_YET;
    }
  }

  get #nowMs(): number {
    return this.#options.now().getTime();
  }
}

async function answerOf(
  url: string,
  options: { headers: Record<string, string>; agent: http.Agent },
  timeoutMs: number,
): Promise<{ status: number; byApiServer: boolean }> {
  const request = (url.startsWith('https:') ? https : http).get(url, {
    ...options,
    signal: AbortSignal.timeout(timeoutMs),
  });
  // Also rejects when the request fails.
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  request.on('error', () => undefined);
  const status = answer.statusCode ?? 0;
  try {
    const byApiServer = status >= 400 && (await readError(answer)).byApiServer;
    return { status, byApiServer };
  } finally {
    answer.destroy();
  }
}
