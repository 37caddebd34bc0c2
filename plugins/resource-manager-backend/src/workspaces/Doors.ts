import type { WorkspaceState } from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectDirectory } from '../contracts';
import type { RunRecord } from '../runs/types';
import { mayOpen } from './mayOpen';
import type { WorkspaceProbe } from './WorkspaceProbe';
import { isOpenable } from './WorkspaceSessions';

/** A workspace as one user sees it. */
export interface Door {
  state: WorkspaceState;
  /** Whether it is theirs to open; a role of the portal may still forbid it. */
  mine: boolean;
}

export interface DoorsOptions {
  /** False where the portal has no workspace proxy. */
  configured: boolean;
  probe: WorkspaceProbe;
  projects: ProjectDirectory;
}

/** What pages show of workspaces: whether they answer, and to whom the button belongs. */
export class Doors {
  readonly #options: DoorsOptions;

  static create(options: DoorsOptions): Doors {
    return new Doors(options);
  }

  private constructor(options: DoorsOptions) {
    this.#options = options;
  }

  /** For many runs at once; undefined for those that are no running workspace. Asks nobody, and waits for nothing. */
  async of(
    userRef: string | undefined,
    runs: readonly RunRecord[],
  ): Promise<(run: RunRecord) => Door | undefined> {
    const { configured, probe, projects } = this.#options;
    if (!runs.some(isOpenable)) return () => undefined;
    const memberships = userRef ? await projects.membershipsOf(userRef) : [];
    const roles = new Map(memberships.map(each => [each.project, each.role]));
    return run => {
      if (!isOpenable(run)) return undefined;
      if (!configured)
        return {
          state: {
            ready: false,
            problem:
              'This portal has no workspace proxy (resourceManager.workspaces)',
          },
          mine: false,
        };
      const role = roles.get(run.project);
      const mine = userRef !== undefined && mayOpen({ run, userRef, role });
      return { state: probe.last(run), mine };
    };
  }
}
