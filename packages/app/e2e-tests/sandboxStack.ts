import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, gone, kill, pidOf, PortalStack, root } from './stack';
import type { PortalLibrary, StackSettings, Toolchain } from './stack';

/** What the clusters begin with: nodes only, or a world with a past. */
type World = 'bare' | 'seeded';
interface Settings extends StackSettings {
  sandboxPorts: number[];
  sandboxSpeed: string;
  sandboxWorld: World;
}
interface Processes extends PortalLibrary<Settings> {
  startSandbox(toolchain: Toolchain, settings: Settings): Promise<ChildProcess>;
}

/** One portal with its sandbox clusters. */
export class SandboxStack extends PortalStack<Settings> {
  static async create(
    options: { speed?: number; entry?: string; world?: World } = {},
  ): Promise<SandboxStack> {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-e2e-'));
    fs.mkdirSync(path.join(dataDir, 'portal'));
    const library: Processes = await import(
      path.join(root, '.toolchain/lib/processes.mjs')
    );
    return new SandboxStack(library, {
      dataDir,
      portalPort: await freePort(),
      workspacesPort: await freePort(),
      sandboxPorts: [await freePort(), await freePort()],
      sandboxSpeed: String(options.speed ?? 1),
      sandboxWorld: options.world ?? 'bare',
      metricsPort: await freePort(),
      kubeconfig: path.join(dataDir, 'sandbox', 'kubeconfig'),
      extraConfigs: [],
      entry: options.entry,
    });
  }

  readonly #library: Processes;
  #sandbox: ChildProcess | undefined;

  private constructor(library: Processes, settings: Settings) {
    super(library, settings);
    this.#library = library;
  }

  async startSandbox(): Promise<void> {
    this.#sandbox = await this.#library.startSandbox(
      this.toolchain,
      this.settings,
    );
  }

  killSandbox(): Promise<void> {
    return kill(this.#sandbox);
  }

  get sandboxPid(): number {
    return pidOf(this.#sandbox);
  }

  /** Resolves when the sandbox has ended, without ending it. */
  untilSandboxEnded(): Promise<void> {
    return gone(this.#sandbox);
  }

  /** Its kubelets play the engines. */
  async engineSays(): Promise<void> {}
  async engineEnds(): Promise<void> {}

  protected startClusters(): Promise<void> {
    return this.startSandbox();
  }

  protected stopClusters(): Promise<void> {
    return this.killSandbox();
  }
}
