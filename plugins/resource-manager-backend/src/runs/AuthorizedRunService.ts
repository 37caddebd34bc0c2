import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  runDeletePermission,
  runLaunchPermission,
  runOpenPermission,
  runReadPermission,
  runStopPermission,
  type LaunchRunRequest,
  type ListRunsQuery,
  type PreviewRunRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess, ProjectDirectory } from '../contracts';
import { problem } from '../problems';
import { filterMatches, usersOfFilter } from './filterMatches';
import type { RunLauncher } from './launch/RunLauncher';
import type { RunControl } from './RunControl';
import type { RunReader, Viewer } from './RunReader';
import type { Caller, LogQuery, RunService } from './RunService';
import type { RunStore } from './store/RunStore';
import type { RunRecord } from './types';

type RunPermission = typeof runReadPermission;

export interface AuthorizedRunServiceOptions {
  auth: AuthService;
  access: ProjectAccess;
  projects: ProjectDirectory;
  store: RunStore;
  reader: RunReader;
  control: RunControl;
  launcher: RunLauncher;
}

/** Decides who may; everything else is done by those it wraps. A run that may not be seen is not found. */
export class AuthorizedRunService implements RunService {
  readonly #options: AuthorizedRunServiceOptions;

  static create(options: AuthorizedRunServiceOptions): AuthorizedRunService {
    return new AuthorizedRunService(options);
  }

  private constructor(options: AuthorizedRunServiceOptions) {
    this.#options = options;
  }

  async list(query: ListRunsQuery, caller: Caller) {
    const { access, reader } = this.#options;
    const filter = await access.filterFor(runReadPermission, caller);
    return await reader.list(query, {
      filter,
      viewer: await this.#viewer(caller),
    });
  }

  async get(id: string, caller: Caller) {
    const run = await this.#visible(id, caller);
    return await this.#options.reader.detail(
      run,
      await this.#viewer(caller),
    );
  }

  async launch(
    request: LaunchRunRequest,
    options: Caller & { idempotencyKey: string },
  ) {
    const { launcher, reader } = this.#options;
    const userRef = this.#person(options.credentials);
    await this.#requireLaunch(request.project, options);
    const { run, created } = await launcher.launch(request, {
      ...options,
      userRef,
    });
    return {
      run: await reader.detail(run, await this.#viewer(options)),
      created,
    };
  }

  async preview(request: PreviewRunRequest, caller: Caller) {
    const userRef = this.#person(caller.credentials);
    if (request.project) await this.#requireLaunch(request.project, caller);
    return await this.#options.launcher.preview(request, {
      ...caller,
      userRef,
      mayRead: project =>
        this.#options.access.allowedIn(runReadPermission, project, caller),
    });
  }

  async stop(id: string, caller: Caller) {
    const run = await this.permittedRun(id, runStopPermission, caller);
    const stopped = await this.#options.control.stop(
      run,
      this.#userRef(caller.credentials),
    );
    return await this.#options.reader.detail(
      stopped,
      await this.#viewer(caller),
    );
  }

  async delete(id: string, caller: Caller) {
    const run = await this.permittedRun(id, runDeletePermission, caller);
    const deleted = await this.#options.control.delete(
      run,
      this.#userRef(caller.credentials),
    );
    return await this.#options.reader.detail(
      deleted,
      await this.#viewer(caller),
    );
  }

  async events(
    id: string,
    page: { cursor?: string; limit?: number },
    caller: Caller,
  ) {
    return await this.#options.reader.events(
      await this.#visible(id, caller),
      page,
    );
  }

  async pods(id: string, caller: Caller) {
    return await this.#options.reader.pods(await this.#visible(id, caller));
  }

  async objects(id: string, caller: Caller) {
    return await this.#options.reader.objects(await this.#visible(id, caller));
  }

  async logs(
    id: string,
    query: LogQuery & { signal: AbortSignal },
    caller: Caller,
  ) {
    return await this.#options.reader.logs(
      await this.#visible(id, caller),
      query,
    );
  }

  /** The route admits services of this portal only. */
  async tunedModels(caller: Caller) {
    if (!this.#options.auth.isPrincipal(caller.credentials, 'service')) {
      throw problem(
        'notAllowed',
        'notAllowed',
        'Only services of this portal may list all tuned models',
      );
    }
    return await this.#options.reader.tunedModels();
  }

  #userRef(credentials: BackstageCredentials): string | undefined {
    return this.#options.auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
  }

  #person(credentials: BackstageCredentials): string {
    const userRef = this.#userRef(credentials);
    if (userRef) return userRef;
    throw problem(
      'notAllowed',
      'notAllowed',
      'A run is launched by a person: call on behalf of a user',
    );
  }

  async #visible(id: string, caller: Caller): Promise<RunRecord> {
    const { store, access } = this.#options;
    const run = await store.find(id);
    if (run && (await access.allowedIn(runReadPermission, run.project, caller)))
      return run;
    throw problem(
      'notFound',
      'notFound',
      `There is no run ${id} that you may see`,
    );
  }

  /** For what is done with a run elsewhere, too. */
  async permittedRun(
    id: string,
    permission: RunPermission,
    caller: Caller,
  ): Promise<RunRecord> {
    const run = await this.#visible(id, caller);
    if (await this.#options.access.allowedIn(permission, run.project, caller))
      return run;
    throw problem(
      'notAllowed',
      'notAllowed',
      `You may see ${run.name}, but not change it`,
      [
        {
          field: 'run',
          problem: `needs ${permission.name}`,
          remedy: `Ask a member of project ${run.project}.`,
        },
      ],
    );
  }

  async #requireLaunch(project: string, caller: Caller): Promise<void> {
    if (
      await this.#options.access.allowedIn(runLaunchPermission, project, caller)
    )
      return;
    throw problem(
      'notAllowed',
      'run.noAccess',
      `You may not launch runs in project ${project}`,
      [
        {
          field: 'project',
          problem: 'is not one that you may launch in',
          remedy:
            'Choose a project that you are a member of, or ask its admin.',
        },
      ],
    );
  }

  /** Three decisions and the memberships they ask for serve a whole page. */
  async #viewer(caller: Caller): Promise<Viewer> {
    const { access, projects } = this.#options;
    const [stop, remove, open] = await Promise.all([
      access.filterFor(runStopPermission, caller),
      access.filterFor(runDeletePermission, caller),
      access.filterFor(runOpenPermission, caller),
    ]);
    const users = new Set([stop, remove, open].flatMap(usersOfFilter));
    const memberships = new Map(
      await Promise.all(
        [...users].map(async user => {
          const roles = (await projects.membershipsOf(user)).map(
            ({ project, role }) => [project, role] as const,
          );
          return [user, new Map(roles)] as const;
        }),
      ),
    );
    return {
      userRef: this.#userRef(caller.credentials),
      permitted: project => ({
        stop: filterMatches(stop, project, memberships),
        delete: filterMatches(remove, project, memberships),
        open: filterMatches(open, project, memberships),
      }),
    };
  }
}
