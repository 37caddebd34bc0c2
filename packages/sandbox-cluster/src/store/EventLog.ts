import type { KubeObject } from '@silogen/cluster-client';
import {
  CompactedError,
  type StoredResource,
  type StoreEvent,
} from './ObjectStore';

/** The kept history in memory, oldest first, with the time of each event. */
export class EventLog {
  readonly #windowMs: number;
  readonly #maxEvents: number;
  #events: { event: StoreEvent; atMs: number }[] = [];
  #compactedVersion: number;

  static create(options: {
    windowMs: number;
    maxEvents: number;
    compactedVersion: number;
    events: { event: StoreEvent; atMs: number }[];
  }): EventLog {
    return new EventLog(options);
  }

  private constructor(options: Parameters<typeof EventLog.create>[0]) {
    this.#windowMs = options.windowMs;
    this.#maxEvents = options.maxEvents;
    this.#compactedVersion = options.compactedVersion;
    this.#events = options.events;
  }

  get compactedVersion(): number {
    return this.#compactedVersion;
  }

  append(event: StoreEvent, atMs: number): void {
    this.#events.push({ event, atMs });
  }

  /** Forgets what is too old or too much; returns the new bound when it moved. */
  compact(nowMs: number): number | undefined {
    const oldestKeptMs = nowMs - this.#windowMs;
    let drop = Math.max(0, this.#events.length - this.#maxEvents);
    while (
      drop < this.#events.length &&
      this.#events[drop].atMs < oldestKeptMs
    ) {
      drop += 1;
    }
    if (drop === 0) {
      return undefined;
    }
    this.#compactedVersion = this.#events[drop - 1].event.resourceVersion;
    this.#events = this.#events.slice(drop);
    return this.#compactedVersion;
  }

  /** Forgets everything: what comes next is the first thing that is known. */
  reset(resourceVersion: number): void {
    this.#events = [];
    this.#compactedVersion = resourceVersion;
  }

  since(resourceVersion: number, resource: StoredResource): StoreEvent[] {
    return this.#after(resourceVersion).filter(event =>
      sameResource(event.resource, resource),
    );
  }

  /** Turns today's objects of a resource into those of an earlier version by taking its events back. */
  rewind(
    objects: Map<string, KubeObject>,
    resource: StoredResource,
    toVersion: number,
  ): Map<string, KubeObject> {
    const past = new Map(objects);
    for (const event of this.since(toVersion, resource).reverse()) {
      const key = objectKey(
        event.object.metadata.namespace,
        event.object.metadata.name,
      );
      if (event.previous) {
        past.set(key, event.previous);
      } else {
        past.delete(key);
      }
    }
    return past;
  }

  #after(resourceVersion: number): StoreEvent[] {
    if (resourceVersion < this.#compactedVersion) {
      throw new CompactedError(resourceVersion, this.#compactedVersion);
    }
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#events[middle].event.resourceVersion <= resourceVersion) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#events.slice(low).map(entry => entry.event);
  }
}

export function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function sameResource(left: StoredResource, right: StoredResource): boolean {
  return left.group === right.group && left.plural === right.plural;
}
