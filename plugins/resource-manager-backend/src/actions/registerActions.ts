import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { LineageService } from '../lineage/LineageService';
import type { CapacityService } from '../projects/CapacityService';
import type { ProjectService } from '../projects/ProjectService';
import type { RunService } from '../runs/RunService';
import { registerCatalogueActions } from './catalogueActions';
import { registerLaunchActions } from './launchActions';
import { registerLineageActions } from './lineageActions';
import { registerProjectActions } from './projectActions';
import { registerRunActions } from './runActions';

/**
 * What assistants may ask through the actions registry (and so over MCP). They get the services that the HTTP API gets,
 * with the caller's credentials, so that nobody sees more this way.
 */
export function registerActions(
  registry: ActionsRegistryService,
  services: {
    catalog: CatalogService;
    capacity: CapacityService;
    lineage: LineageService;
    projects: ProjectService;
    runs: RunService;
  },
): void {
  registerCatalogueActions(registry, services);
  registerLineageActions(registry, services);
  registerProjectActions(registry, services);
  registerRunActions(registry, services);
  registerLaunchActions(registry, services);
}
