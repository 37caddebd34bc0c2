import type { ClusterProblem } from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterRegistry } from '../clusters/types';
import type {
  PoolDirectory,
  ProjectDirectory,
  ProjectRecord,
} from '../contracts';
import { clusterProblems } from '../quotas/ClusterSnapshots';
import { readGpuView, type GpuNode, type GpuPod } from './gpuView';
import { guaranteesOf, type Guarantee } from './guarantees';
import type { Visible } from './UtilisationService';
import type { PoolTitle } from './utilisationRows';

/** All that the clusters themselves show of GPUs, narrowed to what the caller may see. */
export interface ObservedGpus {
  nodes: GpuNode[];
  pods: GpuPod[];
  guarantees: Guarantee[];
  projects: ProjectRecord[];
  pools: PoolTitle[];
  clusterTitles: Map<string, string>;
  errors: ClusterProblem[];
}

/** Reads the live views of all clusters and who their namespaces belong to. */
export class GpuFacts {
  readonly #options: GpuFactsOptions;

  private constructor(options: GpuFactsOptions) {
    this.#options = options;
  }

  static create(options: GpuFactsOptions): GpuFacts {
    return new GpuFacts(options);
  }

  async read(visible: Visible): Promise<ObservedGpus> {
    const connections = this.#options.clusters.list();
    const projects = (await this.#options.projects.list()).filter(
      ({ name }) => visible === 'all' || visible.has(name),
    );
    const names = new Set(projects.map(({ name }) => name));
    const observed = await Promise.all(
      connections.map(async connection => {
        const pools = await this.#options.pools.list(connection.name);
        const gpuPools = pools.filter(({ kind }) => kind === 'gpu');
        return {
          ...readGpuView(connection, gpuPools),
          guarantees: guaranteesOf(connection),
          pools: gpuPools.map(({ name, title }) => ({
            name,
            title,
            cluster: connection.name,
            clusterTitle: connection.title,
          })),
        };
      }),
    );
    return {
      nodes: observed.flatMap(({ nodes }) => nodes),
      pods: observed
        .flatMap(({ pods }) => pods)
        .filter(({ namespace }) => visible === 'all' || names.has(namespace)),
      guarantees: observed
        .flatMap(({ guarantees }) => guarantees)
        .filter(({ project }) => names.has(project)),
      projects,
      pools: observed.flatMap(({ pools }) => pools),
      clusterTitles: new Map(
        connections.map(({ name, title }) => [name, title]),
      ),
      errors: clusterProblems(connections),
    };
  }
}

export interface GpuFactsOptions {
  clusters: ClusterRegistry;
  pools: PoolDirectory;
  projects: Pick<ProjectDirectory, 'list'>;
}
