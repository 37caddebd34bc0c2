import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import { Readable } from 'node:stream';

/** One page of what is indexed; `nextCursor` is left out on the last one. */
export interface CollatedPage {
  documents: IndexableDocument[];
  nextCursor?: string;
}

export interface PagedCollatorFactoryOptions {
  type: string;
  /** Who may see a document: asked for its `authorization.resourceRef`. */
  visibilityPermission: ResourcePermission;
  auth: AuthService;
  readPage(
    cursor: string | undefined,
    options: { credentials: BackstageCredentials },
  ): Promise<CollatedPage>;
}

/** Reads page after page, each only when the one before has been taken: however many there are, one is in memory. */
export class PagedCollatorFactory implements DocumentCollatorFactory {
  readonly type: string;
  readonly visibilityPermission: ResourcePermission;
  readonly #options: PagedCollatorFactoryOptions;

  static create(options: PagedCollatorFactoryOptions): PagedCollatorFactory {
    return new PagedCollatorFactory(options);
  }

  private constructor(options: PagedCollatorFactoryOptions) {
    this.type = options.type;
    this.visibilityPermission = options.visibilityPermission;
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents() {
    const { auth, readPage } = this.#options;
    let cursor: string | undefined;
    do {
      const credentials = await auth.getOwnServiceCredentials();
      const page = await readPage(cursor, { credentials });
      yield* page.documents;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}
