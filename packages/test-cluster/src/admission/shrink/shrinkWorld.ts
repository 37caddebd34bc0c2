import type { PlayWorld } from '../types';
import { detailEdits } from './detailEdits';
import type { Edit } from './edit';
import { eventEdits } from './eventEdits';
import { structureEdits } from './structureEdits';

/** What takes most away comes first. */
const PHASES = [eventEdits, structureEdits, detailEdits];

/** How many candidates are played alone before a round gives up. */
const MOST_ALONE = 5;

export interface ShrinkOptions {
  world: PlayWorld;
  /** Which of these worlds still show what is looked for; many are asked about at once. */
  differs(worlds: readonly PlayWorld[]): Promise<boolean[]>;
  /** Asked about a world that is to be gone on with, where playing it among others is not like playing it alone. */
  differsAlone?(world: PlayWorld): Promise<boolean>;
  onProgress?(text: string): void;
}

/**
 * The smallest world found that still shows what the given one shows: nothing that one edit could take away is left in it.
 * Expects that the given world does show it.
 */
export async function shrinkWorld(options: ShrinkOptions): Promise<PlayWorld> {
  const { onProgress = () => {} } = options;
  let smallest = options.world;
  for (let changed = true; changed; ) {
    changed = false;
    for (const editsOf of PHASES) {
      let next = await smaller(smallest, editsOf(smallest), options);
      while (next) {
        smallest = next;
        changed = true;
        onProgress(sizeOf(smallest));
        next = await smaller(smallest, editsOf(smallest), options);
      }
    }
  }
  return smallest;
}

/** One round: all edits are tried at once, then those that may be made as many together as possible. */
async function smaller(
  world: PlayWorld,
  edits: readonly Edit[],
  { differs, differsAlone = async () => true }: ShrinkOptions,
): Promise<PlayWorld | undefined> {
  const keepThose = async (candidates: readonly PlayWorld[]) => {
    const answers = candidates.length > 0 ? await differs(candidates) : [];
    return candidates.filter((_, index) => answers[index]);
  };
  const possible = edits.flatMap(edit => {
    const result = edit(world);
    return result ? { edit, result } : [];
  });
  const single = await keepThose(possible.map(({ result }) => result));
  const good = possible.filter(({ result }) => single.includes(result));
  const several = await keepThose(
    halves(good.length).map(count =>
      good.slice(0, count).reduce((now, { edit }) => edit(now) ?? now, world),
    ),
  );
  for (const candidate of [...several, ...single].slice(0, MOST_ALONE)) {
    if (await differsAlone(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/** 13: 13, 7, 4, 2. */
function halves(count: number): number[] {
  return count > 1 ? [count, ...halves(Math.ceil(count / 2))] : [];
}

export function sizeOf({
  events,
  workloads,
  queues,
  cohorts,
}: PlayWorld): string {
  return `${events.length} events, ${workloads.length} workloads, ${queues.length} queues, ${cohorts.length} cohorts`;
}
