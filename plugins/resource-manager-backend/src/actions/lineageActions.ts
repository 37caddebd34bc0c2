import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { LineageService } from '../lineage/LineageService';
import { readOnly } from './readOnly';

export function registerLineageActions(
  registry: ActionsRegistryService,
  options: { lineage: LineageService },
): void {
  registry.register({
    name: 'get-lineage',
    title: 'Get a lineage',
    description:
      'Tells what a model, dataset or workload came from and what came of it: datasets, runs, models and the endpoints that serve them, as a graph whose edges go from what was there first. Only with what you may see.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          entity: z
            .string()
            .regex(/^[a-z]+:[^/]+\/.+$/)
            .describe('Entity ref such as aimodel:default/qwen3-4b'),
          depth: z
            .number()
            .int()
            .min(1)
            .max(5)
            .default(3)
            .describe('Generations before and after it'),
        }),
      output: z =>
        z.object({
          nodes: z.array(
            z.object({
              id: z.string().describe('Entity ref, or id of a run'),
              kind: z.string(),
              title: z.string(),
              state: z.string().optional(),
              project: z.string().optional(),
            }),
          ),
          edges: z.array(
            z.object({
              from: z.string(),
              to: z.string(),
              relation: z.string(),
            }),
          ),
          truncated: z.number().describe('How many more nodes there are'),
        }),
    },
    action: async ({ input, credentials }) => {
      const found = await options.lineage.of(input, { credentials });
      return {
        output: {
          nodes: found.nodes.map(({ id, kind, title, state, project }) => ({
            id,
            kind,
            title,
            state,
            project,
          })),
          edges: found.edges,
          truncated: found.truncated,
        },
      };
    },
  });
}
