/** Names one container's log. */
export interface ContainerRef {
  namespace: string;
  pod: string;
  container: string;
}

export interface LogLine {
  /** Epoch milliseconds at which the container wrote it. */
  timeMs: number;
  text: string;
}

/** One open log: what was written so far, and what comes. */
export interface PodLog {
  lines: readonly LogLine[];
  /** True when nothing will be added: the container has ended, or this is the previous instance. */
  ended: boolean;
  /** `onEnd` is called once, when the container ends or its pod is removed. */
  subscribe(onLine: (line: LogLine) => void, onEnd: () => void): () => void;
}

/** What `pods/log` reads. */
export interface PodLogSource {
  /** `undefined`: no such container was ever started (or it has no previous instance). */
  open(ref: ContainerRef & { previous?: boolean }): PodLog | undefined;
}

/** Keeps the logs of a cluster over restarts. */
export interface PodLogPersistence {
  /** All lines of one instance, oldest first. */
  read(
    ref: ContainerRef,
    instance: 'current' | 'previous',
  ): LogLine[] | undefined;
  append(ref: ContainerRef, lines: readonly LogLine[]): void;
  /** Replaces what is kept of the current instance. */
  rewrite(ref: ContainerRef, lines: readonly LogLine[]): void;
  /** The current instance becomes the previous one. */
  rotate(ref: ContainerRef): void;
  removePod(namespace: string, pod: string): void;
}

interface Entry {
  lines: LogLine[];
  bytes: number;
  ended: boolean;
  subscribers: Set<{ onLine: (line: LogLine) => void; onEnd: () => void }>;
}

const MAX_BYTES = 10 * 1024 * 1024;

/** Append-only logs of all containers of a cluster, each bounded: the oldest lines go first, as log rotation does. */
export class PodLogRegistry implements PodLogSource {
  readonly #persistence: PodLogPersistence | undefined;
  readonly #maxBytes: number;
  readonly #entries = new Map<string, Entry>();

  static create(options?: {
    persistence?: PodLogPersistence;
    /** Bound of one container's log; 10 MiB when left out. */
    maxBytesPerContainer?: number;
  }): PodLogRegistry {
    return new PodLogRegistry(
      options?.persistence,
      options?.maxBytesPerContainer ?? MAX_BYTES,
    );
  }

  private constructor(
    persistence: PodLogPersistence | undefined,
    maxBytes: number,
  ) {
    this.#persistence = persistence;
    this.#maxBytes = maxBytes;
  }

  /** A container starts (again): a log that exists becomes the previous one. */
  start(ref: ContainerRef): void {
    const key = keyOf(ref);
    const current = this.#load(ref);
    if (current) {
      this.#finish(current);
      this.#persistence?.rotate(ref);
      this.#entries.set(`${key}#previous`, {
        ...current,
        ended: true,
        subscribers: new Set(),
      });
    }
    this.#entries.set(key, emptyEntry());
  }

  /** Adds lines; starts the log when it does not exist. */
  append(ref: ContainerRef, lines: readonly LogLine[]): void {
    if (lines.length === 0) {
      return;
    }
    const key = keyOf(ref);
    const entry = this.#load(ref) ?? emptyEntry();
    this.#entries.set(key, entry);
    for (const line of lines) {
      entry.lines.push(line);
      entry.bytes += sizeOf(line);
    }
    if (entry.bytes > this.#maxBytes) {
      this.#trim(entry);
      this.#persistence?.rewrite(ref, entry.lines);
    } else {
      this.#persistence?.append(ref, lines);
    }
    for (const subscriber of [...entry.subscribers]) {
      lines.forEach(line => subscriber.onLine(line));
    }
  }

  /** The container ended: followers are told, the log stays readable. */
  end(ref: ContainerRef): void {
    const entry = this.#load(ref);
    if (entry) {
      this.#finish(entry);
    }
  }

  /** The pod is gone, and its logs with it. */
  removePod(namespace: string, pod: string): void {
    const prefix = `${namespace}/${pod}/`;
    for (const [key, entry] of [...this.#entries]) {
      if (key.startsWith(prefix)) {
        this.#finish(entry);
        this.#entries.delete(key);
      }
    }
    this.#persistence?.removePod(namespace, pod);
  }

  open(ref: ContainerRef & { previous?: boolean }): PodLog | undefined {
    const entry = this.#load(ref, ref.previous ? 'previous' : 'current');
    if (!entry) {
      return undefined;
    }
    return {
      lines: [...entry.lines],
      ended: entry.ended,
      subscribe: (onLine, onEnd) => {
        const subscriber = { onLine, onEnd };
        entry.subscribers.add(subscriber);
        return () => entry.subscribers.delete(subscriber);
      },
    };
  }

  #load(
    ref: ContainerRef,
    instance: 'current' | 'previous' = 'current',
  ): Entry | undefined {
    const key = instance === 'current' ? keyOf(ref) : `${keyOf(ref)}#previous`;
    const known = this.#entries.get(key);
    if (known) {
      return known;
    }
    const lines = this.#persistence?.read(ref, instance);
    if (!lines) {
      return undefined;
    }
    const entry: Entry = {
      lines,
      bytes: lines.reduce((sum, line) => sum + sizeOf(line), 0),
      ended: instance === 'previous',
      subscribers: new Set(),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #finish(entry: Entry): void {
    entry.ended = true;
    const subscribers = [...entry.subscribers];
    entry.subscribers.clear();
    subscribers.forEach(subscriber => subscriber.onEnd());
  }

  /** Cuts a quarter more than needed, so that a full log is not rewritten at every line. */
  #trim(entry: Entry): void {
    const target = this.#maxBytes * 0.75;
    let drop = 0;
    while (entry.bytes > target && drop < entry.lines.length - 1) {
      entry.bytes -= sizeOf(entry.lines[drop]);
      drop += 1;
    }
    entry.lines.splice(0, drop);
  }
}

function emptyEntry(): Entry {
  return { lines: [], bytes: 0, ended: false, subscribers: new Set() };
}

function sizeOf(line: LogLine): number {
  return Buffer.byteLength(line.text) + 1;
}

function keyOf(ref: ContainerRef): string {
  return `${ref.namespace}/${ref.pod}/${ref.container}`;
}
