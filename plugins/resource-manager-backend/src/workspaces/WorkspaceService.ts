import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  runOpenPermission,
  type WorkspaceTicket,
} from '@silogen/backstage-plugin-resource-manager-common';
import { userRefOf } from '../callers';
import type { ProjectDirectory } from '../contracts';
import { problem } from '../problems';
import type { RunRecord } from '../runs/types';
import { mayOpen } from './mayOpen';
import { originOf } from './origins';
import type { WorkspacesConfig } from './readWorkspacesConfig';
import type { WorkspaceProbe } from './WorkspaceProbe';
import { isOpenable, type WorkspaceSessions } from './WorkspaceSessions';

export interface WorkspaceServiceOptions {
  /** Left out where the portal has no workspace proxy. */
  config?: WorkspacesConfig;
  sessions: WorkspaceSessions;
  probe: WorkspaceProbe;
  projects: Pick<ProjectDirectory, 'roleOf'>;
  /** The run, if the caller may see it and has the permission for it. */
  permittedRun(
    id: string,
    permission: typeof runOpenPermission,
    caller: { credentials: BackstageCredentials },
  ): Promise<RunRecord>;
}

/** Gives people the way into their workspaces. */
export class WorkspaceService {
  readonly #options: WorkspaceServiceOptions;

  static create(options: WorkspaceServiceOptions): WorkspaceService {
    return new WorkspaceService(options);
  }

  private constructor(options: WorkspaceServiceOptions) {
    this.#options = options;
  }

  async open(
    id: string,
    caller: { credentials: BackstageCredentials },
  ): Promise<WorkspaceTicket> {
    const { config, sessions, probe } = this.#options;
    const run = await this.#options.permittedRun(id, runOpenPermission, caller);
    if (run.type !== 'workspace')
      throw notReady(run, 'it is no workspace', 'Open a workspace.');
    const userRef = await this.#requireMine(run, caller.credentials);
    if (!config) {
      throw problem(
        'unavailable',
        'workspace.notConfigured',
        'This portal has no workspace proxy, so that workspaces cannot be opened from it',
        [
          {
            field: 'resourceManager.workspaces',
            problem: 'is not configured',
            remedy: 'Ask an administrator to set its domain.',
          },
        ],
      );
    }
    if (!isOpenable(run))
      throw notReady(run, `it is ${run.state}`, 'Wait until it is running.');
    const answering = await probe.ask(run);
    if (!answering.ready) {
      const words = answering.problem ?? 'Its program does not answer yet';
      throw notReady(run, words, 'Try again in a moment.');
    }
    const { ticket, expiresAt } = await sessions.issue(run, userRef);
    return {
      url: `${originOf(run.id, config)}/.portal/enter?ticket=${ticket}`,
      expiresAt: expiresAt.toISOString(),
    };
  }

  async #requireMine(
    run: RunRecord,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const userRef = userRefOf(credentials);
    const role =
      userRef && (await this.#options.projects.roleOf(userRef, run.project));
    if (userRef && mayOpen({ run, userRef, role: role || undefined }))
      return userRef;
    throw problem(
      'notAllowed',
      'notAllowed',
      `${run.name} is another person's workspace`,
      [
        {
          field: 'run',
          problem: 'can be opened by its owner and by admins of its project',
          remedy: 'Launch a workspace of your own.',
        },
      ],
    );
  }
}

function notReady(run: RunRecord, words: string, remedy: string): Error {
  return problem(
    'conflict',
    'workspace.notReady',
    `${run.name} cannot be opened now: ${words}`,
    [{ field: 'run', problem: words, remedy }],
  );
}
