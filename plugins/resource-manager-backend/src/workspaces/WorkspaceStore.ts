import type { Knex } from 'knex';

export interface Pass {
  run: string;
  userRef: string;
  expiresAtMs: number;
}

interface PassRow {
  digest: string;
  run: string;
  user_ref: string;
  expires_at_ms: number | string;
}
interface TicketRow extends PassRow {
  used_at_ms: number | string | null;
}
interface CookieRow {
  session: string;
  digest: string;
  set_at_ms: number | string;
}

/** How many cookies of its own a workspace gets back; the oldest are forgotten first. */
const MAX_COOKIES = 64;

function toPass(row: PassRow): Pass {
  return {
    run: row.run,
    userRef: row.user_ref,
    // PostgreSQL gives big integers as text.
    expiresAtMs: Number(row.expires_at_ms),
  };
}

function toRow(digest: string, pass: Pass): PassRow {
  return {
    digest,
    run: pass.run,
    user_ref: pass.userRef,
    expires_at_ms: pass.expiresAtMs,
  };
}

/** Tickets and sessions of workspaces. Knows digests only, so that who reads the database cannot get in. */
export class WorkspaceStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): WorkspaceStore {
    return new WorkspaceStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async addTicket(digest: string, ticket: Pass): Promise<void> {
    await this.#knex<TicketRow>('workspace_tickets').insert({
      ...toRow(digest, ticket),
      used_at_ms: null,
    });
  }

  /**
   * Uses the ticket up, whoever of several asks first. It is used up even where it turns out to be of no use: what was
   * shown at a wrong origin, or too late, is known to others.
   */
  async useTicket(digest: string, nowMs: number): Promise<Pass | undefined> {
    const used = await this.#knex<TicketRow>('workspace_tickets')
      .where({ digest })
      .whereNull('used_at_ms')
      .update({ used_at_ms: nowMs });
    if (used !== 1) return undefined;
    const row = await this.#knex<TicketRow>('workspace_tickets')
      .where({ digest })
      .first();
    return row && toPass(row);
  }

  async addSession(digest: string, session: Pass): Promise<void> {
    await this.#knex<PassRow>('workspace_sessions').insert(
      toRow(digest, session),
    );
  }

  async findSession(digest: string): Promise<Pass | undefined> {
    const row = await this.#knex<PassRow>('workspace_sessions')
      .where({ digest })
      .first();
    return row && toPass(row);
  }

  async removeSession(digest: string): Promise<void> {
    await this.#knex<CookieRow>('workspace_cookies')
      .where({ session: digest })
      .delete();
    await this.#knex<PassRow>('workspace_sessions').where({ digest }).delete();
  }

  async cookiesOf(session: string): Promise<string[]> {
    const rows = await this.#knex<CookieRow>('workspace_cookies')
      .where({ session })
      .orderBy('set_at_ms', 'desc')
      .limit(MAX_COOKIES);
    return rows.map(({ digest }) => digest);
  }

  async addCookie(
    session: string,
    digest: string,
    nowMs: number,
  ): Promise<void> {
    await this.#knex<CookieRow>('workspace_cookies')
      .insert({ session, digest, set_at_ms: nowMs })
      .onConflict(['session', 'digest'])
      .merge(['set_at_ms']);
    const kept = this.#knex<CookieRow>('workspace_cookies')
      .where({ session })
      .orderBy('set_at_ms', 'desc')
      .limit(MAX_COOKIES)
      .select('digest');
    await this.#knex<CookieRow>('workspace_cookies')
      .where({ session })
      .whereNotIn(
        'digest',
        await kept.then(rows => rows.map(row => row.digest)),
      )
      .delete();
  }

  /** Forgets what has expired. */
  async clean(nowMs: number): Promise<void> {
    await this.#knex<TicketRow>('workspace_tickets')
      .where('expires_at_ms', '<', nowMs)
      .delete();
    const ended = await this.#knex<PassRow>('workspace_sessions')
      .where('expires_at_ms', '<', nowMs)
      .select('digest');
    for (const { digest } of ended) await this.removeSession(digest);
  }
}
