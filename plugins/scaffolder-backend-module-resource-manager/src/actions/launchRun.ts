import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ResourceManagerService } from '@silogen/backstage-plugin-resource-manager-node';
import { idempotencyKey } from './idempotencyKey';
import { launchRunExamples } from './launchRun.examples';
import { launchRequest } from './launchRequest';
import { logPreview } from './preview';
import { refusalOf } from './refusal';

const ACTION_ID = 'resource-manager:run:launch';

/**
 * Creates the action that launches a run. The task ends when the run is accepted; the run's page shows the rest.
 *
 * @public
 */
export function createLaunchRunAction(options: {
  resourceManager: ResourceManagerService;
}) {
  const { resourceManager } = options;
  return createTemplateAction({
    id: ACTION_ID,
    description:
      'Launches a run of an AiWorkload in a project. Quota, permissions and placement are the Resource Manager’s.',
    examples: launchRunExamples,
    supportsDryRun: true,
    schema: {
      input: {
        project: z => z.string().describe('Name of the project to run in'),
        workload: z =>
          z.string().describe('Entity ref of the AiWorkload to launch'),
        name: z => z.string().describe('What people call the run'),
        gpus: z =>
          z.number().int().min(0).describe('How many GPUs; 0 for none'),
        cluster: z =>
          z
            .string()
            .optional()
            .describe('Name of the cluster; left out, the portal picks'),
        pool: z =>
          z
            .string()
            .optional()
            .describe('Name of the compute pool; left out, the portal picks'),
        priority: z =>
          z
            .enum(['low', 'medium', 'high'])
            .optional()
            .describe('Left out, what the type of workload usually has'),
        inputs: z =>
          z
            .object({
              model: z.string().optional().describe('Entity ref of an AiModel'),
              dataset: z
                .string()
                .optional()
                .describe('Entity ref of an AiDataset'),
            })
            .optional()
            .describe('What the workload works on'),
        parameters: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('Values of the parameters that the AiWorkload declares'),
        secrets: z =>
          z
            .object({
              huggingFaceToken: z
                .string()
                .optional()
                .describe(
                  'Name of a Secret with a key hf-token, not the token',
                ),
            })
            .optional()
            .describe('Names of Secrets in the project’s namespace'),
        outputPath: z =>
          z
            .string()
            .optional()
            .describe('Bucket path for checkpoints and the result'),
      },
      output: {
        runId: z => z.string().describe('Id of the run'),
        runUrl: z => z.string().describe('Address of the run’s page'),
        entityRef: z =>
          z.string().describe('Entity ref of the AiWorkload, for a link'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const request = launchRequest(ctx.input);
      try {
        if (ctx.isDryRun) {
          const preview = await resourceManager.previewRun(request, {
            credentials,
          });
          logPreview(preview, ctx.logger);
          return;
        }
        const run = await resourceManager.launchRun(
          {
            ...request,
            idempotencyKey: idempotencyKey({
              taskId: ctx.task.id,
              stepId: ctx.step?.id ?? ACTION_ID,
              request,
            }),
          },
          { credentials },
        );
        const gpus = run.gpus === 1 ? '1 GPU' : `${run.gpus} GPUs`;
        const pool = run.pool ? `, pool ${run.pool}` : '';
        ctx.logger.info(
          `Run ${run.name} was accepted in project ${run.project} (${gpus}, cluster ${run.cluster}${pool})`,
        );
        ctx.output('runId', run.id);
        ctx.output('runUrl', `/runs/${run.id}`);
        ctx.output('entityRef', request.workload);
      } catch (error) {
        throw refusalOf(error, ctx.logger);
      }
    },
  });
}
