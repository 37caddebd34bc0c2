import {
  ClusterError,
  type ClusterClient,
  type KubeObject,
} from '@silogen/cluster-client';
import type { Clock } from './clock';
import { kubeTime } from './clock';
import { hexHash } from './random';
import { requireType } from './requireType';

export interface EventText {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

interface CoreEvent extends KubeObject {
  count: number;
}

/** How many kinds of Event are remembered for counting repetitions. */
const REMEMBERED = 4000;

/**
 * Writes core/v1 Events about objects; the same words about the same object raise a counter instead of adding one.
 * Events about cluster-scoped objects go to namespace `default`, as client-go's recorder does.
 */
export class EventRecorder {
  readonly #client: ClusterClient;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #seen = new Map<string, { name: string; count: number }>();
  readonly #pending = new Set<Promise<void>>();

  static create(options: {
    client: ClusterClient;
    clock: Clock;
    onError(error: unknown): void;
  }): EventRecorder {
    return new EventRecorder(options.client, options.clock, options.onError);
  }

  private constructor(
    client: ClusterClient,
    clock: Clock,
    onError: (error: unknown) => void,
  ) {
    this.#client = client;
    this.#clock = clock;
    this.#onError = onError;
  }

  /** Does not wait for the write: an Event that is lost must not hold up a controller. */
  record(about: KubeObject, source: string, event: EventText): void {
    const work: Promise<void> = this.#write(about, source, event)
      .catch(error => {
        // The namespace, or an old Event that was to be counted up, went away meanwhile.
        const isGone =
          error instanceof ClusterError &&
          ['NotFound', 'Forbidden'].includes(error.reason);
        if (!isGone) {
          this.#onError(error);
        }
      })
      .finally(() => this.#pending.delete(work));
    this.#pending.add(work);
  }

  /** Resolves when everything recorded so far is written. */
  async flush(): Promise<void> {
    await Promise.all([...this.#pending]);
  }

  async #write(
    about: KubeObject,
    source: string,
    event: EventText,
  ): Promise<void> {
    const type = await requireType(this.#client, { group: '', kind: 'Event' });
    const namespace = about.metadata.namespace ?? 'default';
    const time = kubeTime(this.#clock.now());
    const identity = [
      about.metadata.uid,
      source,
      event.reason,
      event.message,
    ].join('\u0000');
    const known = this.#seen.get(identity);
    if (known) {
      known.count += 1;
      const count = known.count;
      await this.#client.patch<CoreEvent>(type, known.name, namespace, {
        type: 'merge',
        body: { count, lastTimestamp: time },
      });
      return;
    }
    const name = `${about.metadata.name}.${hexHash(
      `${identity}${this.#clock.now()}`,
      16,
    )}`;
    this.#remember(identity, name);
    await this.#client.create(type, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name: about.metadata.name,
        namespace: about.metadata.namespace,
        uid: about.metadata.uid,
        resourceVersion: about.metadata.resourceVersion,
      },
      type: event.type ?? 'Normal',
      reason: event.reason,
      message: event.message,
      source: { component: source },
      reportingComponent: source,
      reportingInstance: '',
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    });
  }

  #remember(identity: string, name: string): void {
    this.#seen.set(identity, { name, count: 1 });
    if (this.#seen.size > REMEMBERED) {
      const [oldest] = this.#seen.keys();
      this.#seen.delete(oldest);
    }
  }
}
