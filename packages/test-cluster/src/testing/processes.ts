import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { waitFor } from '../waitFor';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What a process has started and what still runs, as Linux has it. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap(task =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** Resolves when none of the processes and nothing of the folder is left. */
export async function untilNothingIsLeft(left: {
  processes: Iterable<number>;
  folder: string;
}): Promise<void> {
  const processes = [...left.processes];
  await waitFor({
    what: `the end of ${processes.join(', ')} and of ${left.folder}`,
    check: async () => !processes.some(isAlive) && !existsSync(left.folder),
    timeoutMs: 60_000,
  });
}
