import type {
  BackstageUserIdentity,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

/** What the provider `trial-accounts` answers (`auth-backend-module-trial-accounts`). */
interface Session {
  profile: ProfileInfo;
  backstageIdentity: {
    token: string;
    expiresInSeconds?: number;
    identity: BackstageUserIdentity;
  };
}

/** One account that the sign-in page offers. */
export interface TrialAccount {
  name: string;
  title: string;
  description?: string;
}

/** Fetches again this long before the token ends. */
const RENEW_BEFORE_MS = 60_000;
const STORAGE_KEY = 'trial-account';

/**
 * Identity of a trial account. The account's name is kept for the browser tab only; the token never leaves memory
 * and is renewed before it ends.
 */
export class TrialIdentity implements IdentityApi {
  static async listAccounts(baseUrl: string): Promise<TrialAccount[]> {
    const response = await fetch(`${baseUrl}/accounts`);
    // Another sign-in is configured instead of the trial accounts.
    if (response.status === 404) return [];
    if (!response.ok) throw await problemOf(response);
    return (await response.json()).items;
  }

  /** The account of this tab, signed in again after a reload. */
  static async resume(baseUrl: string): Promise<TrialIdentity | undefined> {
    const account = window.sessionStorage.getItem(STORAGE_KEY);
    if (!account) return undefined;
    try {
      return await TrialIdentity.signIn(baseUrl, account);
    } catch (error) {
      // The account was removed. Anything else passes: right after a start the catalog does not know its users yet.
      if ((error as { status?: number }).status !== 404) throw error;
      window.sessionStorage.removeItem(STORAGE_KEY);
      return undefined;
    }
  }

  static async signIn(baseUrl: string, account: string): Promise<TrialIdentity> {
    const identity = new TrialIdentity(baseUrl, account);
    await identity.#session();
    window.sessionStorage.setItem(STORAGE_KEY, account);
    return identity;
  }

  readonly #baseUrl: string;
  readonly #account: string;
  #current: { session: Promise<Session>; renewAt: number } | undefined;

  private constructor(baseUrl: string, account: string) {
    this.#baseUrl = baseUrl;
    this.#account = account;
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return (await this.#session()).profile;
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.#session()).backstageIdentity.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.#session()).backstageIdentity.token };
  }

  async signOut(): Promise<void> {
    window.sessionStorage.removeItem(STORAGE_KEY);
    window.location.href = '/';
  }

  #session(): Promise<Session> {
    if (!this.#current || Date.now() >= this.#current.renewAt) {
      const session = this.#fetch();
      const current = { session, renewAt: Number.POSITIVE_INFINITY };
      this.#current = current;
      session.then(
        ({ backstageIdentity: { expiresInSeconds = 300 } }) => {
          current.renewAt = Date.now() + Math.max(10_000, expiresInSeconds * 1000 - RENEW_BEFORE_MS);
        },
        () => {
          if (this.#current === current) this.#current = undefined;
        },
      );
    }
    return this.#current.session;
  }

  async #fetch(): Promise<Session> {
    const response = await fetch(`${this.#baseUrl}/refresh`, {
      headers: { 'x-trial-account': this.#account, 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok) throw await problemOf(response);
    return response.json();
  }
}

async function problemOf(response: Response): Promise<Error> {
  const body = await response.json().catch(() => undefined);
  const message = body?.error?.message ?? `${response.status} ${response.statusText}`;
  return Object.assign(new Error(message), { status: response.status });
}
