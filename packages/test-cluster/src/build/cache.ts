import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';

/** What nobody used for so long is removed when something new is built. */
const KEEP_MS = 14 * 24 * 3600 * 1000;

/** Outside the tree: `TEST_CLUSTER_CACHE`, or a folder in the user's cache. */
export function cacheFolder(environment = process.env): string {
  return (
    environment.TEST_CLUSTER_CACHE ??
    join(
      environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
      'silogen-test-cluster',
    )
  );
}

/** SHA-256, shortened, over texts and over the names and contents of files. */
export function contentKey(
  root: string,
  files: readonly string[],
  texts: readonly string[],
): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash.update(relative(root, file)).update('\0');
    hash.update(readFileSync(file)).update('\0');
  }
  for (const text of texts) {
    hash.update(text).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

/**
 * The file of this name and key; made by `make` when it is not there yet. Others may be making it at the same time:
 * the last one wins, all with the same content.
 */
export async function cachedFile(options: {
  folder: string;
  name: string;
  key: string;
  now: number;
  make(file: string): Promise<void>;
}): Promise<string> {
  const { folder, name, key, now, make } = options;
  const file = join(folder, `${name}-${key}`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    try {
      await make(unfinished);
      renameSync(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
    removeOld(folder, now);
  }
  utimesSync(file, new Date(now), new Date(now));
  return file;
}

function removeOld(folder: string, now: number): void {
  for (const entry of readdirSync(folder)) {
    const file = join(folder, entry);
    const used = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - used > KEEP_MS) {
      rmSync(file, { force: true });
    }
  }
}
