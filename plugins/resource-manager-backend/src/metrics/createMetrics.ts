import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ClusterRegistry } from '../clusters/types';
import type { PoolDirectory, ProjectAccess } from '../contracts';
import type { ProjectStore } from '../projects/ProjectStore';
import { RunsOfPods } from '../runs/store/RunsOfPods';
import { AuthorizedUtilisationService } from './AuthorizedUtilisationService';
import { GpuFacts } from './GpuFacts';
import { MetricsSource } from './MetricsSource';
import type { MetricsConfig } from './readMetricsConfig';
import { UtilisationReader } from './UtilisationReader';
import type { UtilisationService } from './UtilisationService';
import { WasteReader } from './WasteReader';

export interface CreateMetricsOptions {
  /** Left out where no metrics source is configured. */
  config?: MetricsConfig;
  clusters: ClusterRegistry;
  pools: PoolDirectory;
  projects: ProjectStore;
  access: ProjectAccess;
  knex: Knex;
  logger: LoggerService;
  now: () => Date;
}

/** Wires everything about utilisation. */
export function createMetrics(
  options: CreateMetricsOptions,
): UtilisationService {
  const { config, clusters, pools, projects, access, knex, logger, now } =
    options;
  const source =
    config &&
    MetricsSource.create({
      config,
      clusters: clusters.list().map(({ name }) => name),
      logger,
      now,
    });
  const facts = GpuFacts.create({ clusters, pools, projects });
  return AuthorizedUtilisationService.create({
    utilisation: UtilisationReader.create({ facts, source, now }),
    wastes: WasteReader.create({
      facts,
      runs: RunsOfPods.create({ knex }),
      source,
      now,
    }),
    access,
    projects,
  });
}
