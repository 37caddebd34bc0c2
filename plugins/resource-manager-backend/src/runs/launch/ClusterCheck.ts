import type { KubeObject } from '@silogen/cluster-client';
import { ClusterError } from '@silogen/cluster-client';
import type { ClusterConnection } from '../../clusters/types';
import { isStatus, isTransient, serverWords } from '../clusterErrors';
import type { LaunchPlan } from './LaunchPlanner';
import { launchProblem, type LaunchProblem } from './problems';

interface SecretObject extends KubeObject {
  data?: Record<string, string>;
}

export interface ClusterFindings {
  problems: LaunchProblem[];
  warnings: string[];
}

/** What only the cluster can tell: that it takes the object (a dry run), and that the Secrets are there. */
export async function checkOnCluster(
  plan: LaunchPlan,
): Promise<ClusterFindings> {
  const { connection } = plan;
  const { reachable, problem } = connection.reachability();
  if (!reachable)
    return {
      problems: [unreachable(connection, problem ?? 'no answer')],
      warnings: [],
    };
  try {
    const [token, refused, warnings] = await Promise.all([
      checkToken(plan),
      dryRun(plan),
      checkDeclaredSecrets(plan),
    ]);
    return { problems: [...token, ...refused], warnings };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const words = serverWords(error);
    // With an answer, such as one that names a webhook that is away, it was reached.
    const found = error.code === 0 ? unreachable : unable;
    return { problems: [found(connection, words)], warnings: [] };
  }
}

function unreachable(
  connection: ClusterConnection,
  words: string,
): LaunchProblem {
  return launchProblem(
    'cluster.unreachable',
    {
      field: 'cluster',
      problem: `${connection.title} cannot be reached: ${words}.`,
      remedy: 'Try again later, or choose another cluster.',
    },
    'unavailable',
  );
}

function unable({ title }: ClusterConnection, words: string): LaunchProblem {
  return launchProblem(
    'cluster.unable',
    {
      field: 'cluster',
      problem: `${title} answers, but cannot take it now: ${words}.`,
      remedy: 'Try again later, or choose another cluster.',
    },
    'unavailable',
  );
}

/** The keys of a Secret; `unknown` where the portal may not look. */
async function keysOf(
  { connection, input }: LaunchPlan,
  name: string,
): Promise<string[] | 'unknown' | undefined> {
  const type = connection.served('Secret');
  if (!type) return 'unknown';
  try {
    const secret = await connection.client.find<SecretObject>(
      type,
      name,
      input.project.name,
    );
    return secret && Object.keys(secret.data ?? {});
  } catch (error) {
    // Some administrators do not let the portal read Secrets; then the pod tells whether it is there.
    if (isStatus(error, 403)) return 'unknown';
    throw error;
  }
}

async function checkToken(plan: LaunchPlan): Promise<LaunchProblem[]> {
  const { connection, input } = plan;
  const name = input.secrets.huggingFaceToken;
  if (!name) return [];
  const keys = await keysOf(plan, name);
  if (keys === 'unknown' || keys?.includes('hf-token')) return [];
  return [
    launchProblem('run.unknownInput', {
      field: 'secrets.huggingFaceToken',
      problem: keys
        ? `Secret ${name} has no key hf-token.`
        : `Namespace ${input.project.name} on ${connection.title} has no Secret ${name}.`,
      remedy: 'Name a Secret that has the token under the key hf-token.',
    }),
  ];
}

/** Secrets that the workload itself names. They may come later, and some clusters do without: a warning. */
async function checkDeclaredSecrets(plan: LaunchPlan): Promise<string[]> {
  const { connection, input } = plan;
  const names = new Set(
    input.workload.env.flatMap(({ secret }) => (secret ? [secret.name] : [])),
  );
  const found = await Promise.all(
    [...names].map(async name => ({ name, keys: await keysOf(plan, name) })),
  );
  return found
    .filter(({ keys }) => keys === undefined)
    .map(
      ({ name }) =>
        `Namespace ${input.project.name} on ${connection.title} has no Secret ${name}, which the workload reads: without it the run may fail.`,
    );
}

async function dryRun({
  connection,
  object,
  type,
  input,
}: LaunchPlan): Promise<LaunchProblem[]> {
  try {
    await connection.client.create(type, object, { dryRun: true });
    return [];
  } catch (error) {
    if (!(error instanceof ClusterError) || isTransient(error)) throw error;
    if (error.code === 404) {
      return [
        launchProblem(
          'conflict.stale',
          {
            field: 'cluster',
            problem: `Project ${input.project.name} is not set up on ${connection.title} yet.`,
            remedy: 'Try again in a moment.',
          },
          'conflict',
        ),
      ];
    }
    const words = serverWords(error);
    const remedy =
      "Change what the cluster does not take, or ask the workload's owner.";
    if (error.details.length === 0) {
      return [
        launchProblem('kaiwo.refused', {
          field: 'workload',
          problem: `The cluster refused it: ${words}.`,
          remedy,
        }),
      ];
    }
    return error.details.map(cause =>
      launchProblem('kaiwo.refused', {
        field: cause.field ?? 'workload',
        problem: `The cluster refused it: ${cause.message}.`,
        remedy,
      }),
    );
  }
}
