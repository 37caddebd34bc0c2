import { readFileSync, statSync } from 'node:fs';
import { InputError, isError } from '@backstage/errors';

/** The fields of client-node's `User` and request options that an authenticator touches. */
interface TokenUser {
  authProvider?: { name?: string; config?: { path?: string } };
}

const PROVIDER = 'silogen-token-file';

/** Marks a kubeconfig user as one whose token stands in a file. */
export function tokenFileUser(name: string, path: string) {
  return { name, authProvider: { name: PROVIDER, config: { path } } };
}

/** Reads a bearer token from a file, again whenever the file changes: kubelet rotates service account tokens. */
export class TokenFileAuthenticator {
  #known: { path: string; stamp: string; token: string } | undefined;

  static create(): TokenFileAuthenticator {
    return new TokenFileAuthenticator();
  }

  private constructor() {}

  isAuthProvider(user: TokenUser): boolean {
    return user.authProvider?.name === PROVIDER;
  }

  async applyAuthentication(
    user: TokenUser,
    options: { headers?: object },
  ): Promise<void> {
    const path = user.authProvider?.config?.path ?? '';
    options.headers = {
      ...options.headers,
      Authorization: `Bearer ${this.#token(path)}`,
    };
  }

  #token(path: string): string {
    try {
      const { mtimeMs, ino, size } = statSync(path);
      const stamp = `${mtimeMs}/${ino}/${size}`;
      if (this.#known?.path !== path || this.#known.stamp !== stamp) {
        const token = readFileSync(path, 'utf8').trim();
        if (!token) {
          throw new Error('it is empty');
        }
        this.#known = { path, stamp, token };
      }
      return this.#known.token;
    } catch (error) {
      const problem = isError(error) ? error.message : String(error);
      throw new InputError(
        `tokenFile: cannot read a token from ${path}: ${problem}`,
      );
    }
  }
}
