import { hashText, noise } from './noise';

/** Workspaces and endpoints change in quarters of an hour. */
export const BLOCK_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** How a GPU is used: how busy it is on average, and how far single samples lie beside it. */
export interface Activity {
  /** Percent at a time; `uniform`: the same all the time. */
  level(timeMs: number): number;
  uniform: boolean;
  /** Samples lie within the level ± this many points… */
  spread: number;
  /** …and never outside. */
  min: number;
  max: number;
}

export const STILL: Activity = {
  level: () => 0,
  uniform: true,
  spread: 0,
  min: 0,
  max: 0,
};

/** Held, and nothing runs on it. */
export const IDLE: Activity = {
  level: () => 1,
  uniform: true,
  spread: 1,
  min: 0,
  max: 2,
};

function steady(
  seed: number,
  bounds: { min: number; max: number; spread: number },
): Activity {
  const { min, max, spread } = bounds;
  const level = min + spread + noise(seed, 1) * (max - min - 2 * spread);
  return { level: () => level, uniform: true, spread, min, max };
}

/** Endpoints follow the working day: least before dawn, most in the early afternoon. */
function daily(seed: number): Activity {
  const height = 22 + noise(seed, 2) * 8;
  return {
    level: timeMs =>
      40 - height * Math.cos((2 * Math.PI * (timeMs - 2 * 3_600_000)) / DAY_MS),
    uniform: false,
    spread: 5,
    min: 10,
    max: 70,
  };
}

/** A person at work: every other quarter of an hour something is computed, so that no half hour looks idle. */
function bursts(seed: number): Activity {
  return {
    level: timeMs => {
      const block = Math.floor(timeMs / BLOCK_MS);
      return (block + seed) % 2 === 0 ? 20 + noise(seed, block) * 35 : 1;
    },
    uniform: false,
    spread: 1,
    min: 0,
    max: 60,
  };
}

/** The activity of a profile; `key` tells one pod's GPU from another's. */
export function activityOf(profile: string, key: string): Activity {
  const seed = hashText(key);
  switch (profile) {
    case 'fine-tuning':
      return steady(seed, { min: 80, max: 97, spread: 4 });
    case 'evaluation':
      return steady(seed, { min: 55, max: 90, spread: 9 });
    case 'inference':
      return daily(seed);
    case 'workspace':
      return bursts(seed);
    case 'download':
      return IDLE;
    default:
      return steady(seed, { min: 40, max: 80, spread: 8 });
  }
}

/** One sample; `draw` is in [0, 1). */
export function sampleOf(
  activity: Activity,
  timeMs: number,
  draw: number,
): number {
  const value = activity.level(timeMs) + (2 * draw - 1) * activity.spread;
  return Math.round(Math.min(activity.max, Math.max(activity.min, value)));
}
