import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiError } from './ApiError';

export interface RequestUser {
  name: string;
  readOnly: boolean;
}

const READ_VERBS = new Set(['get', 'list', 'watch']);

/** Bearer tokens of one cluster. */
export class Authenticator {
  readonly #tokens: { digest: Buffer; user: RequestUser }[];

  static create(options: {
    token: string;
    readOnlyToken?: string;
  }): Authenticator {
    return new Authenticator(options);
  }

  private constructor(options: { token: string; readOnlyToken?: string }) {
    this.#tokens = [
      {
        digest: digest(options.token),
        user: { name: 'admin', readOnly: false },
      },
    ];
    if (options.readOnlyToken) {
      this.#tokens.push({
        digest: digest(options.readOnlyToken),
        user: { name: 'viewer', readOnly: true },
      });
    }
  }

  authenticate(request: IncomingMessage): RequestUser {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    const given = digest(token ?? '');
    const match =
      scheme.toLowerCase() === 'bearer'
        ? this.#tokens.find(entry => timingSafeEqual(entry.digest, given))
        : undefined;
    if (!match) {
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    }
    return match.user;
  }
}

export function mayUse(user: RequestUser, verb: string): boolean {
  return !user.readOnly || READ_VERBS.has(verb);
}

/** Refuses a request in the words of the real RBAC authorizer. */
export function authorize(
  user: RequestUser,
  request: {
    verb: string;
    group: string;
    resource: string;
    namespace?: string;
    name?: string;
  },
): void {
  if (mayUse(user, request.verb)) {
    return;
  }
  const { verb, group, resource, namespace, name } = request;
  const where =
    namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  const qualified = group ? `${resource}.${group}` : resource;
  throw ApiError.forbidden(
    `${qualified}${name ? ` "${name}"` : ''} is forbidden: User "${
      user.name
    }" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    { name, group: group || undefined, kind: resource },
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
