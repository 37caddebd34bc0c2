import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RunService } from '../runs/RunService';
import { readOnly } from './readOnly';

const REF = /^[a-z]+:[^/]+\/.+$/;

export function registerLaunchActions(
  registry: ActionsRegistryService,
  options: { runs: RunService },
): void {
  registry.register({
    name: 'would-it-start',
    title: 'Would it start?',
    description:
      'Tells whether a run that you describe would start now, would wait (and what is short), would start only by suspending runs that borrow (victims), or could never run. Nothing is launched or stored. Find workloads, models and datasets with list-ai-entities, projects with list-projects.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          project: z
            .string()
            .describe('Name of a project in which you may launch'),
          workload: z
            .string()
            .regex(REF)
            .describe('Entity ref such as aiworkload:default/vllm-serving'),
          gpus: z.number().int().min(0).max(4096),
          model: z.string().regex(REF).optional().describe('Entity ref'),
          dataset: z.string().regex(REF).optional().describe('Entity ref'),
          cluster: z
            .string()
            .optional()
            .describe('Left out, the portal chooses'),
          pool: z.string().optional().describe('Left out, the portal chooses'),
          priority: z.enum(['low', 'medium', 'high']).optional(),
          parameters: z
            .record(z.unknown())
            .optional()
            .describe('As the workload declares them'),
        }),
      output: z =>
        z.object({
          outcome: z
            .enum([
              'starts-now',
              'starts-by-preemption',
              'waits',
              'never',
              'unknown',
            ])
            .describe('unknown where problems keep it from being told'),
          text: z.string().describe('The verdict in words'),
          borrows: z
            .boolean()
            .optional()
            .describe('Beyond the guarantee: it may be suspended later'),
          position: z.number().optional().describe('1 is next'),
          cluster: z.string().optional(),
          pool: z.string().optional(),
          placementReason: z.string().optional(),
          shortages: z.array(
            z.object({
              pool: z.string(),
              resource: z.string(),
              needed: z.string(),
            }),
          ),
          suspends: z
            .number()
            .describe('Runs of others that would be suspended'),
          problems: z
            .array(
              z.object({
                field: z.string(),
                problem: z.string(),
                remedy: z.string(),
              }),
            )
            .describe('What has to be put right before it can be launched'),
          warnings: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { model, dataset, ...request } = input;
      const preview = await options.runs.preview(
        {
          name: 'would-it-start',
          ...request,
          inputs: {
            ...(model && { model }),
            ...(dataset && { dataset }),
          },
        },
        { credentials },
      );
      const { verdict, placement, problems, warnings = [] } = preview;
      return {
        output: {
          outcome: verdict?.outcome ?? ('unknown' as const),
          text:
            verdict?.text ??
            'It cannot be told before the problems are put right.',
          borrows: verdict?.borrows,
          position: verdict?.position,
          cluster: placement?.cluster,
          pool: placement?.pool,
          placementReason: placement?.reason,
          shortages: verdict?.shortages ?? [],
          suspends: verdict?.victims.length ?? 0,
          problems: problems.map(({ field, problem, remedy }) => ({
            field,
            problem,
            remedy,
          })),
          warnings,
        },
      };
    },
  });
}
