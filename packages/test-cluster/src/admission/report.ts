import { fromJson, toJson } from './json';
import type {
  Difference,
  PlayResult,
  RecordedStep,
  Recording,
} from './playWorlds';
import type { Facts, PlayState } from './types';

/** A recording as it is kept: names and amounts only, so that it reads as a test case. */
export function recordingJson({ world, release, steps }: Recording): string {
  return toJson({ world, release, steps });
}

const toState = (state: StoredState): PlayState => ({
  admitted: new Map(Object.entries(state.admitted)),
  evicting: new Map(Object.entries(state.evicting)),
  waiting: new Map(Object.entries(state.waiting)),
});

interface StoredState {
  admitted: Record<string, string>;
  evicting: Record<string, string>;
  waiting: Record<string, { message?: string }>;
}

interface StoredStep extends Omit<RecordedStep, 'real' | 'facts'> {
  real: StoredState;
  facts: Record<string, Facts>;
}

/** A recording from its JSON. */
export function readRecording(text: string): Recording {
  const { world, release, steps } = fromJson(text) as Pick<
    Recording,
    'world' | 'release'
  > & { steps: StoredStep[] };
  return {
    world,
    release,
    steps: steps.map(step => ({
      ...step,
      real: toState(step.real),
      facts: new Map(Object.entries(step.facts)),
    })),
  };
}

export function describe(difference: Difference): string {
  const { world, release, position, action, differences } = difference;
  return [
    `seed ${world.seed} on Kueue ${release}, event ${position} of ${world.events.length} (${action.type} ${action.workload}):`,
    ...differences.map(line => `  ${line}`),
    `  again, and smaller: npm run test:admission -- --seed ${world.seed} --worlds 1 --kueue ${release} --shrink`,
  ].join('\n');
}

export function summary(result: PlayResult): string {
  const { worlds, steps, admissions, evictions, messages, behind, circles } =
    result;
  return `${worlds} worlds, ${steps} events, ${admissions} admissions, ${evictions} evictions, ${messages} messages (${behind} of them one look behind); ${result.unsteady.length} agreed only when played again, with few others or alone, ${circles} were over early since Kueue goes in circles, ${result.differing.length} differ`;
}
