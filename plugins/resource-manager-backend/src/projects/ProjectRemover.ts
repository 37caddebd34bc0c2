import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterRegistry } from '../clusters/types';
import type { Announcer } from '../contracts';
import type { OwnershipStore } from '../quotas/OwnershipStore';
import type { ProjectStore } from './ProjectStore';

export interface ProjectRemoverOptions {
  projects: ProjectStore;
  clusters: ClusterRegistry;
  ownership: OwnershipStore;
  announcer: Announcer;
  logger: LoggerService;
}

/** Ends deletions: a project is gone when no cluster has its queue any more. Its namespaces and what is in them stay. */
export class ProjectRemover {
  readonly #options: ProjectRemoverOptions;

  private constructor(options: ProjectRemoverOptions) {
    this.#options = options;
  }

  static create(options: ProjectRemoverOptions): ProjectRemover {
    return new ProjectRemover(options);
  }

  async finish(): Promise<void> {
    const { projects, clusters, ownership, announcer, logger } = this.#options;
    const deleting = (await projects.list()).filter(
      project => project.deleting,
    );
    if (deleting.length === 0) return;
    const written = await Promise.all(
      clusters.list().map(({ name }) => ownership.written(name)),
    );
    for (const project of deleting) {
      if (written.some(({ ClusterQueue }) => ClusterQueue.has(project.name)))
        continue;
      await projects.remove(project.id);
      logger.info(`Project ${project.name} is deleted`);
      announcer.announce('organisation');
    }
  }
}
