import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { markFolder, removeFolder, removeOrphans } from './folders';

/** Enough for a machine that is busy with something else; killing processes takes milliseconds. */
const STOP_MS = 20_000;
const LOG_LINES = 15;

export interface CertificateRequest {
  commonName: string;
  organizations?: string[];
  dnsNames?: string[];
  addresses?: string[];
}

export interface ProcessRequest {
  name: string;
  program: string;
  args: string[];
  /** Working folder below the cluster's folder; made when missing. */
  folder?: string;
}

type Answer = { id: number; error?: string; pid?: number };
type Report = Partial<Answer> & {
  event?: 'ready' | 'exited';
  folder?: string;
  name?: string;
  how?: string;
};

/**
 * The process that owns a cluster's processes and its folder (`go/keeper`). It ends everything when its input closes,
 * so that nothing is left behind when this process is killed. When the keeper is killed, the kernel kills its processes
 * and this process removes the folder; when both are killed at once, the next start of any keeper does.
 */
export class Keeper {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #ends = new Map<string, string>();
  readonly #running = new Map<string, number>();
  #folder = '';
  #lastId = 0;

  static async start(program: string): Promise<Keeper> {
    const child = spawn(program, [], {
      // A group of its own: an interrupt from the terminal is for this process, which then ends the keeper.
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const keeper = new Keeper(child);
    await keeper.#untilReady();
    markFolder(keeper.folder, keeper.pid);
    removeOrphans(keeper.folder);
    return keeper;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    // Writing to a keeper that is gone: shows as its exit.
    child.stdin!.on('error', () => {});
    child.once('exit', (code, signal) => {
      for (const answer of this.#waiting.values()) {
        answer({ id: 0, error: `the keeper ended (${signal ?? code})` });
      }
      this.#waiting.clear();
      // It removes the folder itself, unless it was killed; the kernel has then killed the others.
      if (signal && this.#folder) {
        removeFolder(this.#folder);
      }
    });
  }

  /** Of this cluster alone; gone when the keeper is. */
  get folder(): string {
    return this.#folder;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Process ids by name. */
  get processes(): ReadonlyMap<string, number> {
    return this.#running;
  }

  /** How a process ended, unless it runs or never ran. */
  endOf(name: string): string | undefined {
    return this.#ends.get(name);
  }

  async startProcess(request: ProcessRequest): Promise<void> {
    this.#ends.delete(request.name);
    const { pid } = await this.#ask({
      do: 'start',
      folder: 'run',
      log: logPath(request.name),
      ...request,
    });
    this.#running.set(request.name, pid!);
  }

  async signal(
    name: string,
    signal: 'TERM' | 'KILL' | 'STOP' | 'CONT',
  ): Promise<void> {
    await this.#ask({ do: 'signal', name, signal });
  }

  /** Writes `pki/<name>.crt` and `.key`, signed by `pki/ca.crt`. */
  async issueCertificate(
    name: string,
    request: CertificateRequest,
  ): Promise<void> {
    await this.#ask({ do: 'certificate', name, ...request });
  }

  /** The last lines that a process wrote. */
  async lastWords(name: string): Promise<string> {
    const text = await readFile(
      join(this.#folder, logPath(name)),
      'utf8',
    ).catch(() => '');
    return text.trimEnd().split('\n').slice(-LOG_LINES).join('\n');
  }

  /** Ends every process and removes the folder. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (this.hasEnded) {
      return;
    }
    const exited = once(child, 'exit');
    child.stdin!.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
    removeFolder(this.#folder);
  }

  async #untilReady(): Promise<void> {
    const lines = createInterface({ input: this.#child.stdout! });
    await new Promise<void>((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', code =>
        reject(new Error(`the keeper ended (${code}) before it was ready`)),
      );
      lines.on('line', line => {
        const report = JSON.parse(line) as Report;
        if (report.event === 'ready') {
          this.#folder = report.folder!;
          resolve();
        } else {
          this.#take(report);
        }
      });
    });
  }

  #take(report: Report): void {
    if (report.event === 'exited') {
      this.#running.delete(report.name!);
      this.#ends.set(report.name!, report.how ?? 'ended');
      return;
    }
    const answer = this.#waiting.get(report.id!);
    this.#waiting.delete(report.id!);
    answer?.(report as Answer);
  }

  async #ask(command: object): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = await new Promise<Answer>(resolve => {
      if (this.hasEnded) {
        resolve({ id, error: 'the keeper has ended' });
        return;
      }
      this.#waiting.set(id, resolve);
      this.#child.stdin!.write(`${JSON.stringify({ id, ...command })}\n`);
    });
    if (answer.error) {
      throw new Error(answer.error);
    }
    return answer;
  }
}

function logPath(name: string): string {
  return `log/${name}.log`;
}
