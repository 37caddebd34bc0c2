import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { z as Zod } from 'zod/v3';
import type { RunService } from '../runs/RunService';
import { readOnly } from './readOnly';
import { summariseRun } from './summariseRun';

const STATES = [
  'submitting',
  'waiting',
  'admitted',
  'starting',
  'running',
  'succeeded',
  'failed',
  'stopped',
  'deleted',
] as const;
const TYPES = [
  'fine-tuning',
  'evaluation',
  'inference',
  'workspace',
  'pre-training',
  'data-preparation',
  'benchmark',
  'chat-ui',
  'utility',
  'custom',
] as const;

const summarySchema = (z: typeof Zod) =>
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.string().describe('inference is an endpoint'),
    project: z.string(),
    owner: z.string().optional().describe('Entity ref of a user'),
    state: z.enum(STATES),
    suspended: z
      .boolean()
      .describe('It ran, lost its GPUs to their owner and waits again'),
    explanation: z
      .string()
      .describe('What it does and why, in whole sentences'),
    canNeverRun: z
      .boolean()
      .describe('It asks for more than its project can ever get there'),
    cluster: z.string(),
    pool: z.string().optional(),
    gpuModel: z.string().optional(),
    gpus: z.number(),
    priority: z.string().optional(),
    workload: z.string().optional(),
    model: z.string().optional(),
    dataset: z.string().optional(),
    outputModel: z
      .string()
      .optional()
      .describe('Entity ref of the model that it made'),
    submittedAt: z.string(),
    startedAt: z.string().optional(),
    finishedAt: z.string().optional(),
    simulated: z.boolean(),
    page: z.string().describe('Path of its page in the portal'),
  });

/** Events that are told along with a run. */
const HISTORY = 50;

export function registerRunActions(
  registry: ActionsRegistryService,
  options: { runs: RunService },
): void {
  const { runs } = options;
  registry.register({
    name: 'list-runs',
    title: 'List runs',
    description:
      'Lists the runs (fine-tunes, evaluations, endpoints, workspaces…) of the projects that you may see, newest first, each with its state and why it waits. A run is one launched instance of a workload of the catalogue. Use get-run for the history of one.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          project: z.string().optional().describe('Name of a project'),
          state: z.array(z.enum(STATES)).optional(),
          type: z.array(z.enum(TYPES)).optional(),
          owner: z
            .string()
            .optional()
            .describe('Entity ref such as user:default/ada'),
          model: z
            .string()
            .optional()
            .describe('Entity ref of a model that it takes or made'),
          dataset: z.string().optional().describe('Entity ref of a dataset'),
          nameContains: z.string().max(100).optional(),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
          limit: z.number().int().min(1).max(100).default(25),
        }),
      output: z =>
        z.object({
          items: z.array(summarySchema(z)),
          totalItems: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { nameContains, project, ...query } = input;
      const page = await runs.list(
        { ...query, q: nameContains, project: project ? [project] : undefined },
        { credentials },
      );
      return { output: { ...page, items: page.items.map(summariseRun) } };
    },
  });

  registry.register({
    name: 'get-run',
    title: 'Get a run',
    description:
      'Tells of one run what it does, why it waits, was suspended or failed, its parameters, its results and its history, oldest first. A run of a project that you may not see is not found.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({ runId: z.string().uuid().describe('Id of the run') }),
      output: z =>
        summarySchema(z).extend({
          clusterSays: z
            .string()
            .optional()
            .describe("The cluster's own words on why"),
          shortages: z.array(
            z.object({
              pool: z.string(),
              resource: z.string(),
              needed: z.string(),
            }),
          ),
          interruption: z
            .string()
            .optional()
            .describe('What a suspension costs it'),
          placementReason: z.string().optional(),
          parameters: z.record(z.unknown()),
          metrics: z.record(z.number()),
          artefactUri: z.string().optional(),
          history: z.array(
            z.object({
              at: z.string(),
              type: z.string(),
              text: z.string(),
              by: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const run = await runs.get(input.runId, { credentials });
      const events = await runs.events(
        input.runId,
        { limit: HISTORY },
        { credentials },
      );
      return {
        output: {
          ...summariseRun(run),
          clusterSays: run.reason?.message,
          shortages: run.reason?.shortages ?? [],
          interruption: run.interruption,
          placementReason: run.placementReason,
          parameters: run.parameters,
          metrics: run.outputs.metrics ?? {},
          artefactUri: run.outputs.artefactUri,
          history: events.items.map(({ at, type, text, by }) => ({
            at,
            type,
            text,
            by,
          })),
        },
      };
    },
  });
}
