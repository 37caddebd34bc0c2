import type { OfCluster } from './MetricsSource';
import type { TimeRange } from './PrometheusClient';
import { timesOf } from './ranges';
import type { Series } from './readAnswer';

export type Lines = readonly OfCluster<Series>[];

/** What the registered queries gave for one time. */
export interface HistoryAnswers {
  /** By namespace, and node where rows are pools; with label `phase`. */
  held: Lines;
  busy: Lines;
  /** Held GPUs of which the activity is known. */
  measured: Lines;
  installed: Lines;
  /** Left out where the caller does not see the whole organisation. */
  free?: Lines;
}

/** A value for every time; null where nothing was recorded, which is drawn as a gap. */
export type Column = (number | null)[];

export interface History {
  times: string[];
  columns: {
    busy: Column;
    heldIdle: Column;
    unmeasured: Column;
    reserved: Column;
    free?: Column;
    unavailable?: Column;
    capacity?: Column;
  };
  groups: { key?: string; rest?: boolean; held: Column }[];
}

/** Groups that are told apart in a chart; what is left is one more. */
const MOST_GROUPS = 6;

export interface HistoryOptions {
  range: TimeRange;
  /** Whether what a namespace holds is shown to the caller. */
  shows: (cluster: string, namespace: string) => boolean;
  /** The row that held GPUs belong to; undefined for none. */
  groupOf: (at: {
    cluster: string;
    namespace: string;
    node?: string;
  }) => string | undefined;
}

/** Adds up lines at each time. */
class Sums {
  readonly #range: TimeRange;
  readonly #byKey = new Map<string, number[]>();

  constructor(range: TimeRange) {
    this.#range = range;
  }

  add(key: string, line: Series): void {
    const values =
      this.#byKey.get(key) ??
      new Array<number>(timesOf(this.#range).length).fill(0);
    this.#byKey.set(key, values);
    for (const { at, value } of line.points) {
      const index = Math.round((at - this.#range.start) / this.#range.step);
      if (index >= 0 && index < values.length) values[index] += value;
    }
  }

  at(key: string, index: number): number {
    return this.#byKey.get(key)?.[index] ?? 0;
  }

  get keys(): string[] {
    return [...this.#byKey.keys()];
  }
}

/** Seconds since the epoch at which anything was recorded. */
function recordedAt(lines: Lines): Set<number> {
  return new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)));
}

/**
 * The history of held GPUs and what they did. At a time at which the nodes were not recorded, nothing is known; at any
 * other time, held GPUs without a measurement are unmeasured.
 */
export function shapeHistory(
  answers: HistoryAnswers,
  options: HistoryOptions,
): History {
  const { range, shows, groupOf } = options;
  const times = timesOf(range);
  const known = recordedAt(answers.installed);
  const visible = (lines: Lines) =>
    lines.filter(({ cluster, labels }) =>
      shows(cluster, labels.namespace ?? ''),
    );
  const byNamespace = (lines: Lines) => {
    const sums = new Sums(range);
    for (const line of visible(lines))
      sums.add(`${line.cluster}/${line.labels.namespace}`, line);
    return sums;
  };
  const running = byNamespace(
    answers.held.filter(({ labels }) => labels.phase === 'Running'),
  );
  const pending = byNamespace(
    answers.held.filter(({ labels }) => labels.phase !== 'Running'),
  );
  const busyBy = byNamespace(answers.busy);
  const measuredBy = byNamespace(answers.measured);
  const total = (lines: Lines | undefined) => {
    const sums = new Sums(range);
    for (const line of lines ?? []) sums.add('', line);
    return sums;
  };
  const installed = total(answers.installed);
  const free = total(answers.free);

  const rows = times.map((at, index) => {
    if (!known.has(at)) return undefined;
    let [held, busy, heldIdle] = [0, 0, 0];
    for (const key of running.keys) {
      const here = running.at(key, index);
      // Measurements can be some seconds apart from the pods: they cannot make more than is held.
      const busyHere = Math.min(busyBy.at(key, index), here);
      const idleHere = measuredBy.at(key, index) - busyBy.at(key, index);
      held += here;
      busy += busyHere;
      heldIdle += Math.min(Math.max(0, idleHere), here - busyHere);
    }
    const reserved = pending.keys.reduce(
      (sum, key) => sum + pending.at(key, index),
      0,
    );
    const capacity = Math.max(installed.at('', index), held + reserved);
    const freeNow = Math.min(free.at('', index), capacity - held - reserved);
    return {
      busy,
      heldIdle,
      unmeasured: held - busy - heldIdle,
      reserved,
      free: freeNow,
      unavailable: capacity - held - reserved - freeNow,
      capacity,
    };
  });
  type Row = NonNullable<(typeof rows)[number]>;
  const column = (name: keyof Row): Column =>
    rows.map(row => row?.[name] ?? null);
  return {
    times: times.map(at => new Date(at * 1000).toISOString()),
    columns: {
      busy: column('busy'),
      heldIdle: column('heldIdle'),
      unmeasured: column('unmeasured'),
      reserved: column('reserved'),
      ...(answers.free && {
        free: column('free'),
        unavailable: column('unavailable'),
        capacity: column('capacity'),
      }),
    },
    groups: heldByGroup(visible(answers.held), { range, groupOf, known }),
  };
}

function heldByGroup(
  lines: Lines,
  options: {
    range: TimeRange;
    groupOf: HistoryOptions['groupOf'];
    known: ReadonlySet<number>;
  },
): History['groups'] {
  const { range, groupOf, known } = options;
  const times = timesOf(range);
  const groups = new Map<string | undefined, Sums>();
  const weights = new Map<string | undefined, number>();
  for (const line of lines) {
    const { namespace = '', node } = line.labels;
    const group = groupOf({ cluster: line.cluster, namespace, node });
    const sums = groups.get(group) ?? new Sums(range);
    groups.set(group, sums);
    sums.add('', line);
    const weight = line.points.reduce((sum, { value }) => sum + value, 0);
    weights.set(group, (weights.get(group) ?? 0) + weight);
  }
  const order = [...groups.keys()].sort(
    (a, b) =>
      (weights.get(b) ?? 0) - (weights.get(a) ?? 0) ||
      String(a ?? '').localeCompare(String(b ?? ''), 'en'),
  );
  const column = (keys: readonly (string | undefined)[]): Column =>
    times.map((at, index) =>
      known.has(at)
        ? keys.reduce(
            (sum, key) => sum + (groups.get(key)?.at('', index) ?? 0),
            0,
          )
        : null,
    );
  // One group more than fits is shown itself instead of as "the rest".
  const shown =
    order.length <= MOST_GROUPS + 1 ? order : order.slice(0, MOST_GROUPS);
  const rest = order.slice(shown.length);
  return [
    ...shown.map(key => ({ key, held: column([key]) })),
    ...(rest.length > 0 ? [{ rest: true, held: column(rest) }] : []),
  ];
}
