import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterConnection } from '../../clusters/types';
import type { RenderInput } from '../render/types';
import type { ChosenPlacement } from './choosePlacement';
import { launchProblem, type LaunchProblem } from './problems';

/** Why nothing can be rendered for a cluster. */
export function unsupportedProblem(
  connection: ClusterConnection,
): LaunchProblem {
  const { reachable, problem } = connection.reachability();
  if (!reachable) {
    return launchProblem(
      'cluster.unreachable',
      {
        field: 'cluster',
        problem: `${connection.title} cannot be reached: ${
          problem ?? 'no answer'
        }.`,
        remedy: 'Try again later, or choose another cluster.',
      },
      'unavailable',
    );
  }
  return launchProblem('cluster.unsupported', {
    field: 'cluster',
    problem: `${connection.title} has no Kueue, or lacks the kind that this needs.`,
    remedy:
      'Choose another cluster, or ask a platform administrator to install it.',
  });
}

interface NodeObject extends KubeObject {
  spec?: { unschedulable?: boolean };
  status?: { allocatable?: Record<string, string | number> };
}

/** A pod runs on one node. Kaiwo spreads a KaiwoJob over several; plain objects have one pod. */
export function nodeProblem(
  connection: ClusterConnection,
  { pool, gpus }: RenderInput,
  kind: string,
): LaunchProblem | undefined {
  if (gpus === 0 || kind === 'KaiwoJob') return undefined;
  const counts = [...connection.view.all<NodeObject>('Node')]
    .filter(({ metadata }) =>
      Object.entries(pool.selector).every(
        ([key, value]) => metadata.labels?.[key] === value,
      ),
    )
    .map(({ status }) => Number(status?.allocatable?.[pool.resource] ?? 0));
  const largest = Math.max(0, ...counts);
  if (counts.length === 0 || gpus <= largest) return undefined;
  return launchProblem('run.parameterInvalid', {
    field: 'gpus',
    problem: `No node of ${pool.title} has ${gpus} GPUs; the largest has ${largest}.`,
    remedy: `Use at most ${largest}, or choose another pool.`,
  });
}

/** What is allowed, but worth knowing before. */
export function warningsOf(options: {
  input: RenderInput;
  workload: AiWorkloadEntity;
  placement: ChosenPlacement;
}): string[] {
  const { input, workload, placement } = options;
  const { decision } = placement.candidate;
  const warnings: string[] = [];
  const { category, interruption } = workload.spec;
  const serves =
    category === 'workspace' ||
    category === 'inference' ||
    category === 'chat-ui';
  if (serves && decision?.outcome === 'admit' && decision.borrows) {
    warnings.push(
      category === 'workspace'
        ? 'It would run on borrowed GPUs: when their owners need them, it is suspended and the session is lost.'
        : 'It would run on borrowed GPUs: when their owners need them, it is suspended and stops answering.',
    );
  }
  const trains = category === 'fine-tuning' || category === 'pre-training';
  if (trains && interruption === 'resumes' && !input.outputPath) {
    warnings.push(
      'Without an output path, checkpoints and the result do not outlive its pod.',
    );
  }
  return warnings;
}
