import type { Holding } from '../history/assignDevices';
import type { PodRecord } from '../history/podRecord';
import {
  activityOf,
  BLOCK_MS,
  IDLE,
  sampleOf,
  STILL,
  type Activity,
} from './activity';
import type { GpuFacts } from './gpuModels';
import { hashText, noise } from './noise';
import { SCRAPE_MS, type Span } from './LazySeries';

/** A stretch of time in which a GPU is used in one way. */
interface Phase extends Span {
  holding?: Holding;
  activity: Activity;
  /** Joules from the start of the history to the start of this phase. */
  joulesBefore: number;
  /** Joules from the start of the phase to the end of each of its blocks, as far as they were asked for. */
  joulesByBlock: number[];
}

/** Driver and firmware keep this much, MiB. */
const RESERVED_MIB = 283;

/** Share of a GPU's memory that a kind of program takes: least, and how much more at most. */
const MEMORY_SHARE: Readonly<Record<string, readonly [number, number]>> = {
  'fine-tuning': [0.7, 0.22],
  evaluation: [0.6, 0.25],
  // vLLM takes nine tenths of the memory for weights and cache at its start.
  inference: [0.88, 0.04],
  workspace: [0.05, 0.35],
  download: [0, 0],
};

/**
 * One GPU through time. Each reading is a function of (seed, who held it, time); readings fit together: power follows
 * activity, heat follows power, and energy is the integral of power.
 */
export class Gpu {
  readonly facts: GpuFacts;
  readonly node: string;
  readonly index: number;
  readonly #phases: Phase[] = [];
  readonly #seed: number;
  #last = 0;

  static create(options: {
    facts: GpuFacts;
    node: string;
    index: number;
    seed: string;
    startMs: number;
    holdings: readonly Holding[];
  }): Gpu {
    return new Gpu(options);
  }

  private constructor(options: Parameters<typeof Gpu.create>[0]) {
    this.facts = options.facts;
    this.node = options.node;
    this.index = options.index;
    this.#seed = hashText(`${options.seed}/${options.node}/${options.index}`);
    let atMs = options.startMs;
    for (const holding of options.holdings) {
      if (holding.toMs > atMs) {
        const fromMs = Math.max(atMs, holding.fromMs);
        this.#addPhase(atMs, fromMs, STILL);
        this.#addHolding(holding, fromMs);
        atMs = holding.toMs;
      }
    }
    this.#addPhase(atMs, Infinity, STILL);
  }

  /** Who held it when, and when nobody did. */
  spansByHolder(): { record?: PodRecord; spans: Span[] }[] {
    const free: Span[] = [];
    const held = new Map<Holding, Span>();
    for (const { holding, fromMs, toMs } of this.#phases) {
      const known = holding && held.get(holding);
      if (known) {
        known.toMs = toMs;
      } else if (holding) {
        held.set(holding, { fromMs, toMs });
      } else {
        free.push({ fromMs, toMs });
      }
    }
    const holders = [...held].map(([{ record }, span]) => ({
      record,
      spans: [span],
    }));
    return free.length > 0 ? [{ spans: free }, ...holders] : holders;
  }

  /** Percent. */
  activity(timeMs: number): number {
    const { activity } = this.#phaseAt(timeMs);
    return activity === STILL
      ? 0
      : sampleOf(activity, timeMs, this.#draw(timeMs));
  }

  /** Percent of the time in which memory is read or written. */
  memoryActivity(timeMs: number): number {
    return Math.round(
      this.activity(timeMs) * (0.45 + 0.15 * this.#draw(timeMs, 7)),
    );
  }

  /** MiB; what was loaded stays loaded while nothing is computed. */
  usedMiB(timeMs: number): number {
    const { holding } = this.#phaseAt(timeMs);
    const record = holding?.record;
    if (!record || !(timeMs >= (record.runningMs ?? Infinity))) {
      return RESERVED_MIB;
    }
    const { memoryMiB } = this.facts;
    if (record.gpuMemoryGiB !== undefined) {
      return Math.min(memoryMiB, RESERVED_MIB + record.gpuMemoryGiB * 1024);
    }
    const [least, more] = MEMORY_SHARE[record.profile] ?? [0.3, 0.3];
    const share = least + more * noise(hashText(record.uid), this.index);
    return RESERVED_MIB + Math.round(share * (memoryMiB - RESERVED_MIB));
  }

  watts(timeMs: number): number {
    const { idleWatts } = this.facts;
    const wobble = (2 * this.#draw(timeMs, 3) - 1) * 0.02 * idleWatts;
    return Math.round(this.#wattsAt(this.activity(timeMs)) + wobble);
  }

  /** Joules since the start of the history; never falls. */
  joules(timeMs: number): number {
    const phase = this.#phaseAt(timeMs);
    return phase.joulesBefore + this.#joulesInto(phase, timeMs);
  }

  /** °C of the hottest spot. */
  junction(timeMs: number): number {
    return Math.round(
      34 + 0.46 * this.activity(timeMs) + 2 * this.#draw(timeMs, 4),
    );
  }

  edge(timeMs: number): number {
    return this.junction(timeMs) - 6;
  }

  memoryTemperature(timeMs: number): number {
    return Math.round(
      31 + 0.4 * this.activity(timeMs) + 2 * this.#draw(timeMs, 5),
    );
  }

  /** MHz. */
  clock(timeMs: number): number {
    const { idle, busy } = this.facts.clocks;
    return this.activity(timeMs) > 2 ? busy : idle;
  }

  /** A constant of this GPU, in [0, 1). */
  constant(salt: number): number {
    return noise(this.#seed, -1 - salt);
  }

  #draw(timeMs: number, salt = 0): number {
    return noise(this.#seed + salt * 7919, Math.floor(timeMs / SCRAPE_MS));
  }

  /** Up to 93 % of the limit: real programs do not reach it. */
  #wattsAt(activity: number): number {
    const { idleWatts, maxWatts } = this.facts;
    return idleWatts + ((0.93 * maxWatts - idleWatts) * activity) / 100;
  }

  #addHolding(holding: Holding, fromMs: number): void {
    const { record, toMs } = holding;
    const within = (timeMs = Infinity) =>
      Math.min(toMs, Math.max(fromMs, timeMs));
    const runningMs = within(record.runningMs);
    const idleMs = Math.max(runningMs, within(record.idleSinceMs));
    const busy = activityOf(record.profile, `${record.uid}/${this.index}`);
    this.#addPhase(fromMs, runningMs, STILL, holding);
    this.#addPhase(runningMs, idleMs, busy, holding);
    this.#addPhase(idleMs, toMs, IDLE, holding);
  }

  #addPhase(
    fromMs: number,
    toMs: number,
    activity: Activity,
    holding?: Holding,
  ): void {
    if (toMs <= fromMs) {
      return;
    }
    const before = this.#phases[this.#phases.length - 1];
    this.#phases.push({
      fromMs,
      toMs,
      activity,
      holding,
      joulesBefore: before
        ? before.joulesBefore + this.#joulesInto(before, before.toMs)
        : 0,
      joulesByBlock: [],
    });
  }

  #joulesInto(phase: Phase, timeMs: number): number {
    const { activity, fromMs, joulesByBlock } = phase;
    if (activity.uniform) {
      const watts = this.#wattsAt(activity.level(fromMs));
      return (watts * (timeMs - fromMs)) / 1000;
    }
    const firstBlock = Math.floor(fromMs / BLOCK_MS);
    const block = Math.floor(timeMs / BLOCK_MS) - firstBlock;
    const startOf = (at: number) =>
      Math.max(fromMs, (firstBlock + at) * BLOCK_MS);
    const within = (at: number, untilMs: number) => {
      const middleMs = (firstBlock + at + 0.5) * BLOCK_MS;
      return (
        (this.#wattsAt(activity.level(middleMs)) * (untilMs - startOf(at))) /
        1000
      );
    };
    while (joulesByBlock.length < block) {
      const at = joulesByBlock.length;
      const before = at === 0 ? 0 : joulesByBlock[at - 1];
      joulesByBlock.push(before + within(at, startOf(at + 1)));
    }
    const before = block === 0 ? 0 : joulesByBlock[block - 1];
    return before + within(block, timeMs);
  }

  #phaseAt(timeMs: number): Phase {
    // Readings come in order of time, so mostly it is the same phase as before.
    const known = this.#phases[this.#last];
    if (timeMs >= known.fromMs && timeMs < known.toMs) {
      return known;
    }
    let low = 0;
    let high = this.#phases.length - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#phases[middle].toMs <= timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    this.#last = low;
    return this.#phases[low];
  }
}
