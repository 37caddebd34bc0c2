import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Says how far a long step is. */
export type Progress = (text: string) => void;

const REMEDY =
  'install Go 1.26 or newer (https://go.dev/doc/install; Linux only) and put it on the PATH';

const REPORT_EVERY_MS = 30_000;

/** Go is not there, or cannot do what is asked; the message says what to do. */
export class GoError extends Error {
  readonly name = 'GoError';
}

/** Runs the go command and resolves with what it prints. */
export async function runGo(options: {
  args: string[];
  folder: string;
  /** Said every half minute, with the number of packages that were compiled so far. */
  what?: string;
  onProgress?: Progress;
}): Promise<string> {
  const { args, folder, what, onProgress } = options;
  const child = spawn('go', args, {
    cwd: folder,
    // Programs that run on any machine of this kind, whatever C library it has.
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  let packages = 0;
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', line => {
    packages += /^[\w.\-]+(\/[\w.\-~]+)*$/.test(line) ? 1 : 0;
    said.push(line);
    said.splice(0, said.length - 60);
  });
  const timer = setInterval(
    () => what && onProgress?.(`${what}: ${packages} packages compiled`),
    REPORT_EVERY_MS,
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', error =>
        reject(
          (error as NodeJS.ErrnoException).code === 'ENOENT'
            ? new GoError(`there is no Go on this machine: ${REMEDY}`)
            : error,
        ),
      );
      child.once('close', resolve);
    });
    if (code !== 0) {
      throw new GoError(
        `go ${args[0]} failed (${code}) in ${folder}:\n${said.join('\n')}`,
      );
    }
    return output;
  } finally {
    clearInterval(timer);
  }
}

/** @throws GoError that says what is missing. */
export async function requireGo(): Promise<string> {
  const version = (
    await runGo({ args: ['env', 'GOVERSION'], folder: process.cwd() })
  ).trim();
  if (process.platform !== 'linux') {
    throw new GoError(
      `test clusters run on Linux only, this is ${process.platform}`,
    );
  }
  return version;
}
