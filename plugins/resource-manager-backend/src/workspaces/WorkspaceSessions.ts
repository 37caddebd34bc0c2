import type { ProjectDirectory } from '../contracts';
import type { RunRecord } from '../runs/types';
import { mayOpen } from './mayOpen';
import { digestOf, newSecret } from './secrets';
import type { Pass, WorkspaceStore } from './WorkspaceStore';

const TICKET_MS = 30_000;
/** Longer than a working day's half, shorter than a day: then the portal is asked again. */
const SESSION_MS = 12 * 3_600_000;
/** How long an answer about a session is believed. A stopped run is closed to browsers within this time. */
const TRUST_MS = 2_000;
const MAX_REMEMBERED = 2_000;

export interface Session {
  /** Digest; names the session in the store. */
  id: string;
  run: RunRecord;
  userRef: string;
  expiresAtMs: number;
}

export interface WorkspaceSessionsOptions {
  store: WorkspaceStore;
  runs: { find(id: string): Promise<RunRecord | undefined> };
  projects: Pick<ProjectDirectory, 'roleOf'>;
  now: () => Date;
}

/** Lets browsers in, and out again as soon as they may not be there any more. Works the same on every replica. */
export class WorkspaceSessions {
  readonly #options: WorkspaceSessionsOptions;
  readonly #remembered = new Map<
    string,
    { untilMs: number; session: Promise<Session | undefined> }
  >();

  static create(options: WorkspaceSessionsOptions): WorkspaceSessions {
    return new WorkspaceSessions(options);
  }

  private constructor(options: WorkspaceSessionsOptions) {
    this.#options = options;
  }

  /** A ticket for one user and one run, good once and for 30 seconds. */
  async issue(
    run: RunRecord,
    userRef: string,
  ): Promise<{ ticket: string; expiresAt: Date }> {
    const { store } = this.#options;
    await store.clean(this.#nowMs);
    const ticket = newSecret();
    const expiresAtMs = this.#nowMs + TICKET_MS;
    await store.addTicket(digestOf(ticket), {
      run: run.id,
      userRef,
      expiresAtMs,
    });
    return { ticket, expiresAt: new Date(expiresAtMs) };
  }

  /** The secret of a new session; undefined where the ticket is no good at this origin, or not any more. */
  async redeem(
    ticket: string,
    run: string,
  ): Promise<{ secret: string; maxAgeSeconds: number } | undefined> {
    const { store } = this.#options;
    const pass = await store.useTicket(digestOf(ticket), this.#nowMs);
    if (pass?.run !== run || pass.expiresAtMs <= this.#nowMs) return undefined;
    if (!(await this.#allowed(pass))) return undefined;
    const secret = newSecret();
    await store.addSession(digestOf(secret), {
      ...pass,
      expiresAtMs: this.#nowMs + SESSION_MS,
    });
    return { secret, maxAgeSeconds: SESSION_MS / 1_000 };
  }

  /** The session that one of these secrets opens at this origin, if it still may. */
  async find(
    secrets: readonly string[],
    run: string,
  ): Promise<Session | undefined> {
    // A neighbouring workspace can add cookies of the same name, but none that opens anything here.
    for (const secret of secrets.slice(0, 4)) {
      const session = await this.check(digestOf(secret));
      if (session?.run.id === run) return session;
    }
    return undefined;
  }

  /** The same for a session that is known; asked again and again for connections that stay open. */
  check(id: string): Promise<Session | undefined> {
    const known = this.#remembered.get(id);
    if (known && known.untilMs > this.#nowMs) return known.session;
    const session = this.#load(id);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(id, { untilMs: this.#nowMs + TRUST_MS, session });
    session.catch(() => this.#remembered.delete(id));
    return session;
  }

  async #load(id: string): Promise<Session | undefined> {
    const { store } = this.#options;
    const pass = await store.findSession(id);
    if (!pass) return undefined;
    const run =
      pass.expiresAtMs > this.#nowMs ? await this.#allowed(pass) : undefined;
    if (run)
      return {
        id,
        run,
        userRef: pass.userRef,
        expiresAtMs: pass.expiresAtMs,
      };
    await store.removeSession(id);
    return undefined;
  }

  /** The run, while it runs and the user may open it. */
  async #allowed(pass: Pass): Promise<RunRecord | undefined> {
    const { runs, projects } = this.#options;
    const run = await runs.find(pass.run);
    if (!run || !isOpenable(run)) return undefined;
    const { userRef } = pass;
    // Read from the tables each time: a membership that ends, ends the sessions.
    const role = await projects.roleOf(userRef, run.project);
    return mayOpen({ run, userRef, role }) ? run : undefined;
  }

  get #nowMs(): number {
    return this.#options.now().getTime();
  }
}

/** Runs, and is to go on. */
export function isOpenable(
  run: Pick<RunRecord, 'type' | 'state' | 'intent'>,
): boolean {
  return (
    run.type === 'workspace' &&
    run.state === 'running' &&
    (run.intent === 'none' || run.intent === 'create')
  );
}
