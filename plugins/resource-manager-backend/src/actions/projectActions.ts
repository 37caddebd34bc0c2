import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CapacityService } from '../projects/CapacityService';
import type { ProjectService } from '../projects/ProjectService';
import { readOnly } from './readOnly';

export function registerProjectActions(
  registry: ActionsRegistryService,
  options: { projects: ProjectService; capacity: CapacityService },
): void {
  const { projects, capacity } = options;
  registry.register({
    name: 'list-projects',
    title: 'List projects',
    description:
      'Lists the projects that you may see, by name, with how many of their runs are active and waiting. Runs are launched in a project, and a project has its quota of GPUs.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          q: z
            .string()
            .max(100)
            .optional()
            .describe('Part of the name or title'),
          department: z.string().optional().describe('Name of a department'),
          mine: z
            .boolean()
            .optional()
            .describe('Only projects in which you may launch'),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
          limit: z.number().int().min(1).max(100).default(50),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              name: z.string(),
              title: z.string(),
              description: z.string().optional(),
              department: z.string(),
              state: z.string(),
              activeRuns: z.number(),
              waitingRuns: z.number(),
              myRole: z.string().optional(),
              page: z.string().describe('Path of its page in the portal'),
            }),
          ),
          totalItems: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await projects.list(input, { credentials });
      return {
        output: {
          ...page,
          items: page.items.map(project => ({
            name: project.name,
            title: project.title,
            description: project.description,
            department: project.department,
            state: project.state,
            activeRuns: project.activeRuns,
            waitingRuns: project.waitingRuns,
            myRole: project.myRole ?? undefined,
            page: `/resources/projects/${project.name}`,
          })),
        },
      };
    },
  });

  registry.register({
    name: 'get-project-capacity',
    title: 'Get the capacity of a project',
    description:
      'Tells where a project may run and what is free there for it now: per compute pool what it is guaranteed, uses and has borrowed, what a run could get at once within the guarantee (freeGuaranteed) and beyond it (borrowable), and what it could take back from borrowers (reclaimable, which suspends runs of others). Amounts count the main resource of the pool, usually GPUs.',
    attributes: readOnly,
    schema: {
      input: z => z.object({ project: z.string().describe('Its name') }),
      output: z =>
        z.object({
          project: z.string(),
          pools: z.array(
            z.object({
              cluster: z.string(),
              pool: z.string(),
              title: z.string(),
              gpuModel: z.string().optional(),
              resource: z.string(),
              access: z.string(),
              guaranteed: z.string(),
              used: z.string(),
              borrowed: z.string(),
              freeGuaranteed: z.string(),
              borrowable: z.string(),
              reclaimable: z.string(),
              capacity: z.string(),
              waitingRuns: z.number(),
              largestNode: z.number().optional(),
              simulated: z.boolean(),
              observedAt: z.string().optional(),
            }),
          ),
          unreachable: z.array(
            z.object({ cluster: z.string(), message: z.string() }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const found = await capacity.ofProject(input.project, { credentials });
      return {
        output: {
          project: found.project,
          pools: found.pools.map(
            ({
              poolTitle,
              waitingAhead,
              clusterTitle,
              kind,
              vendor,
              ...pool
            }) => ({
              ...pool,
              title: poolTitle,
              waitingRuns: waitingAhead,
            }),
          ),
          unreachable: found.errors.map(({ cluster, message }) => ({
            cluster,
            message,
          })),
        },
      };
    },
  });
}
