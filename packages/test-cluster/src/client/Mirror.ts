import type {
  ClusterClient,
  ClusterError,
  KubeObject,
  ListWatchHandle,
  ListWatchOptions,
  ResourceType,
} from '@silogen/cluster-client';
import { waitFor } from '../waitFor';

/** What a list+watch told, and the objects that are there by its word. */
export class Mirror {
  readonly objects = new Map<string, KubeObject>();
  readonly errors: ClusterError[] = [];
  readonly delaysMs: number[] = [];
  /** How often everything was listed. */
  syncs = 0;
  resumed = 0;
  readonly #handle: ListWatchHandle;

  static of(
    client: ClusterClient,
    type: ResourceType,
    options: ListWatchOptions = {},
  ): Mirror {
    return new Mirror(client, type, options);
  }

  private constructor(
    client: ClusterClient,
    type: ResourceType,
    options: ListWatchOptions,
  ) {
    this.#handle = client.listWatch(
      type,
      {
        onSynced: objects => {
          this.syncs += 1;
          this.objects.clear();
          objects.forEach(object =>
            this.objects.set(object.metadata.name, object),
          );
        },
        onUpserted: object => {
          this.objects.set(object.metadata.name, object);
        },
        onDeleted: object => {
          this.objects.delete(object.metadata.name);
        },
        onInterrupted: (error, delayMs) => {
          this.errors.push(error as ClusterError);
          this.delaysMs.push(delayMs);
        },
        onResumed: () => {
          this.resumed += 1;
        },
      },
      options,
    );
  }

  get names(): string[] {
    return [...this.objects.keys()].sort();
  }

  /** The last one that was told. */
  get error(): ClusterError | undefined {
    return this.errors.at(-1);
  }

  async until(what: string, check: (mirror: Mirror) => boolean): Promise<void> {
    await waitFor({
      what: `${what}; syncs ${this.syncs}`,
      check: async () => check(this),
      timeoutMs: 60_000,
    });
  }

  async untilNames(...names: string[]): Promise<void> {
    const wanted = [...names].sort().join();
    await this.until(
      `a mirror of ${wanted}`,
      () => this.names.join() === wanted,
    );
  }

  stop(): Promise<void> {
    return this.#handle.stop();
  }
}
