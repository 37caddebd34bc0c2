import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { AiMemberships } from '@silogen/backstage-plugin-developer-center-common';
import type { ResourceManagerService } from '@silogen/backstage-plugin-resource-manager-node';

/**
 * How long an answer serves, counted from when it was asked for. A page of search results asks once per result, so
 * that one request is needed for all; a removal takes effect within this time.
 */
const FRESH_MS = 1_000;

/** The catalog waits for the policy: a Resource Manager that hangs must not hang the portal. */
const PATIENCE_MS = 3_000;

/** Answers of people who do not come back are dropped when there are more than this. */
const MANY = 1_000;

export const noMemberships: AiMemberships = {
  projects: [],
  departments: [],
  departmentProjects: [],
};

interface Answer {
  askedAtMs: number;
  memberships: Promise<AiMemberships>;
}

export interface MembershipsOptions {
  resourceManager: Pick<ResourceManagerService, 'getMemberships'>;
  auth: AuthService;
  logger: LoggerService;
  /** Milliseconds. */
  now?: () => number;
  patienceMs?: number;
}

/**
 * Where people belong, as the Resource Manager has it now. Someone whose memberships cannot be had belongs nowhere, and
 * so sees what everyone sees: never an error, never more.
 */
export class Memberships {
  readonly #options: MembershipsOptions;
  readonly #now: () => number;
  readonly #answers = new Map<string, Answer>();

  static create(options: MembershipsOptions): Memberships {
    return new Memberships(options);
  }

  private constructor(options: MembershipsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async of(userRef: string): Promise<AiMemberships> {
    const nowMs = this.#now();
    const known = this.#answers.get(userRef);
    if (known && nowMs - known.askedAtMs < FRESH_MS) return known.memberships;
    if (this.#answers.size >= MANY) this.#dropOld(nowMs);
    const memberships = this.#ask(userRef);
    this.#answers.set(userRef, { askedAtMs: nowMs, memberships });
    return memberships;
  }

  async #ask(userRef: string): Promise<AiMemberships> {
    const { resourceManager, auth, logger, patienceMs } = this.#options;
    try {
      return await withinMs(patienceMs ?? PATIENCE_MS, async () =>
        resourceManager.getMemberships(
          { userRef },
          { credentials: await auth.getOwnServiceCredentials() },
        ),
      );
    } catch (error) {
      logger.warn(
        `The memberships of ${userRef} are not known, so only what everyone may see is shown: ${stringifyError(
          error,
        )}`,
      );
      return noMemberships;
    }
  }

  #dropOld(nowMs: number): void {
    for (const [userRef, { askedAtMs }] of this.#answers) {
      if (nowMs - askedAtMs >= FRESH_MS) this.#answers.delete(userRef);
    }
  }
}

async function withinMs<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${ms} ms`)),
      ms,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
