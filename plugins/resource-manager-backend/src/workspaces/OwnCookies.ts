import { hostOnly, setCookieOf, type Cookie } from './server/cookies';
import { digestOf } from './secrets';
import type { WorkspaceStore } from './WorkspaceStore';

/** How long the store's answer about a session's cookies is believed; another replica may have added one. */
const TRUST_MS = 2_000;
const MAX_SESSIONS = 1_000;
/** More in one answer are not set: each would cost a write. */
const MAX_LINES = 20;
/** A session that has set more is read again, where only the newest are. */
const MAX_DIGESTS = 200;

interface Known {
  digests: Set<string>;
  readAtMs: number;
}

/**
 * Which cookies are a workspace's own: those that its program has set through this proxy, value and all. Whatever else
 * a browser sends (cookies of the portal on a parent domain, cookies that a neighbouring workspace has planted) stays
 * outside, and a workspace cannot name a cookie of the portal to get it, since it would have to know the value.
 */
export class OwnCookies {
  readonly #store: WorkspaceStore;
  readonly #now: () => Date;
  readonly #known = new Map<string, Known>();

  static create(options: {
    store: WorkspaceStore;
    now: () => Date;
  }): OwnCookies {
    return new OwnCookies(options);
  }

  private constructor(options: { store: WorkspaceStore; now: () => Date }) {
    this.#store = options.store;
    this.#now = options.now;
  }

  /** Those of the cookies that the workspace has set. */
  async among(session: string, cookies: readonly Cookie[]): Promise<Cookie[]> {
    if (cookies.length === 0) return [];
    const digested = cookies.map(cookie => ({ cookie, digest: keyOf(cookie) }));
    let known = this.#known.get(session);
    const complete = digested.every(({ digest }) => known?.digests.has(digest));
    if (!complete && this.#isOld(known)) known = await this.#read(session);
    return digested
      .filter(({ digest }) => known?.digests.has(digest))
      .map(({ cookie }) => cookie);
  }

  /**
   * Notes what the workspace sets.
   *
   * @returns the lines that may go to the browser, bound to this one host
   */
  async take(
    session: string,
    lines: readonly string[],
    reserved: string,
  ): Promise<string[]> {
    const kept = lines
      .filter(line => {
        const name = setCookieOf(line)?.name;
        return name !== undefined && name !== reserved;
      })
      .slice(0, MAX_LINES);
    for (const line of kept) {
      const digest = keyOf(setCookieOf(line)!);
      const known = this.#known.get(session) ?? (await this.#read(session));
      if (known.digests.has(digest)) continue;
      known.digests.add(digest);
      await this.#store.addCookie(session, digest, this.#now().getTime());
      if (known.digests.size > MAX_DIGESTS) this.#known.delete(session);
    }
    return kept.map(hostOnly);
  }

  #isOld(known: Known | undefined): boolean {
    return !known || known.readAtMs + TRUST_MS <= this.#now().getTime();
  }

  async #read(session: string): Promise<Known> {
    const digests = new Set(await this.#store.cookiesOf(session));
    const known = { digests, readAtMs: this.#now().getTime() };
    if (this.#known.size >= MAX_SESSIONS) this.#known.clear();
    this.#known.set(session, known);
    return known;
  }
}

function keyOf({ name, value }: Cookie): string {
  return digestOf(`${name}=${value}`);
}
