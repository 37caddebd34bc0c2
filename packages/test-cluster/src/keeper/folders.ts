import {
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Says whose folder it is. */
const OWNER = 'keeper.json';

/** As the keeper names them. */
const FOLDER_NAME = /^test-cluster-\d+$/;

interface Owner {
  pid: number;
  /** Since the machine started, in clock ticks: with the id, it names one process. */
  startTicks: string;
  /** Process ids of another container say nothing here. */
  pidNamespace: string;
}

/** Writes into a keeper's folder whose it is, for {@link removeOrphans}. */
export function markFolder(folder: string, pid: number): void {
  const owner: Owner = {
    pid,
    startTicks: startTicksOf(pid) ?? '',
    pidNamespace: pidNamespace(),
  };
  writeFileSync(join(folder, OWNER), JSON.stringify(owner));
}

/** Removes the folders beside this one whose keepers were killed together with their callers. */
export function removeOrphans(folder: string): void {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    if (FOLDER_NAME.test(name) && isOrphan(join(parent, name))) {
      removeFolder(join(parent, name));
    }
  }
}

/** Processes that were just killed may still be writing; what cannot be removed now is left to the next start. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, {
      recursive: true,
      force: true,
      maxRetries: 20,
      retryDelay: 50,
    });
  } catch {
    // Somebody else's, or still busy.
  }
}

/** Whose keeper is not known is left alone: it may be starting. */
function isOrphan(folder: string): boolean {
  try {
    const owner = JSON.parse(
      readFileSync(join(folder, OWNER), 'utf8'),
    ) as Owner;
    return (
      owner.pidNamespace === pidNamespace() &&
      owner.startTicks !== startTicksOf(owner.pid)
    );
  } catch {
    return false;
  }
}

function pidNamespace(): string {
  return readlinkSync('/proc/self/ns/pid');
}

/** `undefined` when there is no such process, or nothing but its exit status is left of it. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, which may have blanks; the third is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
