import { hashFraction } from '../../controllers/runtime/random';
import { FAIL_ANNOTATION } from '../../profiles';
import { PoolCalendar } from './PoolCalendar';
import { SUBMITTERS, WORLD_PROJECTS, type WorldProject } from './people';
import { RECIPES, type Recipe } from './recipes';
import { specialRuns } from './specialRuns';
import type { PlannedRun } from './types';

const HOUR_MS = 3_600_000;
export const HISTORY_DAYS = 14;
/** Everything of the past has ended so long before the start. */
const CALM_MS = 20 * 60_000;
/** Nobody waited longer than this; what would have to is left out. */
const PATIENCE_MS = 14 * HOUR_MS;
const START_SECONDS = 45;
/** Submissions in an hour of the busiest time, all projects together. */
const BUSY_RATE = 3.4;
const FAILURES = ['missing-dataset', 'gpu-memory', 'host-memory'] as const;

/** How busy an hour is, as a share of the busiest: office hours, evenings, nights, weekends (UTC). */
export function busyness(atMs: number): number {
  const date = new Date(atMs);
  const hour = date.getUTCHours();
  const isWeekend = [0, 6].includes(date.getUTCDay());
  const ofDay =
    (hour >= 7 && hour < 18 && 1) || (hour >= 18 && hour < 23 && 0.35) || 0.08;
  return isWeekend ? ofDay * 0.25 : ofDay;
}

export interface HistoryOptions {
  seed: string | number;
  startMs: number;
  calendars: ReadonlyMap<string, PoolCalendar>;
}

/** Books what lives, so that the past leaves room for it. */
export function bookLive(
  calendars: ReadonlyMap<string, PoolCalendar>,
  runs: readonly PlannedRun[],
): void {
  for (const run of runs) {
    run.places.forEach(place =>
      calendars
        .get(run.pool)
        ?.book(place, run.admittedAtMs ?? run.submittedAtMs, Infinity),
    );
  }
}

function projectAt(random: number): WorldProject {
  const shares = [0.36, 0.28, 0.14, 0.12, 0.1];
  let left = random;
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) {
      return WORLD_PROJECTS[index];
    }
  }
  return WORLD_PROJECTS[0];
}

/**
 * Finished runs of the last two weeks, placed one after the other in the order of their submission on GPUs that nobody
 * holds meanwhile. Depends on nothing but the seed, the start and what is booked already.
 */
export function historyRuns(options: HistoryOptions): PlannedRun[] {
  const { seed, startMs } = options;
  const runs = specialRuns(startMs).flatMap(run => placed(run, options) ?? []);
  const numbers = new Map<string, number>();
  const beginMs = startMs - HISTORY_DAYS * 24 * HOUR_MS;
  for (let hour = 0; hour < HISTORY_DAYS * 24; hour += 1) {
    const fromMs = beginMs + hour * HOUR_MS;
    const random = (...key: (string | number)[]) =>
      hashFraction('history', seed, hour, ...key);
    const wanted = Math.floor(busyness(fromMs) * BUSY_RATE + random('count'));
    for (let index = 0; index < wanted; index += 1) {
      const project = projectAt(random(index, 'project'));
      const recipes = RECIPES[project];
      const recipe =
        recipes[Math.floor(random(index, 'recipe') * recipes.length)];
      const number = (numbers.get(recipe.stem) ?? 0) + 1;
      const run = placed(
        runOf({
          recipe,
          project,
          number,
          atMs: fromMs + Math.floor(random(index, 'minute') * HOUR_MS),
          random: (...key) => random(index, ...key),
        }),
        options,
      );
      if (run) {
        numbers.set(recipe.stem, number);
        runs.push(run);
      }
    }
  }
  return runs;
}

function runOf(options: {
  recipe: Recipe;
  project: WorldProject;
  number: number;
  atMs: number;
  random(...key: string[]): number;
}): PlannedRun {
  const { recipe, project, number, atMs, random } = options;
  const [shortest, longest] = recipe.hours;
  const seconds = Math.round(
    3600 * shortest * (longest / shortest) ** random('length'),
  );
  const gpus = recipe.gpus[Math.floor(random('gpus') * recipe.gpus.length)];
  const { annotations, ...program } = recipe.program(seconds);
  const fails = random('fails') < 0.09;
  const failure = FAILURES[Math.floor(random('failure') * FAILURES.length)];
  return {
    cluster:
      recipe.pool === 'mi210' || recipe.pool === 'l40s' ? 'hall-b' : 'hall-a',
    pool: recipe.pool,
    project,
    name: `${recipe.stem}-${String(number).padStart(2, '0')}`,
    submitter: SUBMITTERS[project],
    kind:
      recipe.pool === 'mi210' || recipe.pool === 'l40s' ? 'Job' : 'KaiwoJob',
    priority: recipe.priority ?? 'medium',
    gpus,
    ...program,
    annotations: {
      ...annotations,
      ...(fails && { [FAIL_ANNOTATION]: failure }),
    },
    submittedAtMs: atMs,
    seconds: fails ? Math.round(60 + seconds * 0.3 * random('early')) : seconds,
    places: [],
  };
}

/** The run with the first place and time that is free for it; `undefined` when it would not be over in time. */
function placed(
  run: PlannedRun,
  { startMs, calendars }: HistoryOptions,
): PlannedRun | undefined {
  const calendar = calendars.get(run.pool);
  const durationMs = ((run.seconds ?? 0) + START_SECONDS + 30) * 1000;
  const found = calendar?.earliest({
    gpus: run.gpus,
    notBeforeMs: run.submittedAtMs + 2_000,
    latestMs: run.submittedAtMs + PATIENCE_MS,
    durationMs,
  });
  if (!found || found.fromMs + durationMs > startMs - CALM_MS) {
    return undefined;
  }
  calendar?.book(found.place, found.fromMs, found.fromMs + durationMs);
  return { ...run, admittedAtMs: found.fromMs, places: [found.place] };
}
