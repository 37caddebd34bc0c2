import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import {
  ACTIVE_RUN_STATES,
  type PreviewRunRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { RunStore } from '../store/RunStore';
import { launchProblem, type LaunchProblem } from './problems';

/**
 * Of each kind of workspace a person has one at a time in a project, as the reference platform has it: a second one
 * would mostly be a forgotten first one that holds GPUs.
 */
export async function secondWorkspaceProblem(options: {
  store: Pick<RunStore, 'list'>;
  request: PreviewRunRequest;
  workload: AiWorkloadEntity;
  userRef: string;
}): Promise<LaunchProblem | undefined> {
  const { store, request, workload, userRef } = options;
  if (workload.spec.category !== 'workspace' || !request.project)
    return undefined;
  const { items } = await store.list(
    {
      type: ['workspace'],
      project: [request.project],
      owner: userRef,
      state: [...ACTIVE_RUN_STATES],
      limit: 100,
    },
    'all',
  );
  const first = items.find(run => run.workload === request.workload);
  if (!first) return undefined;
  const title = workload.metadata.title ?? workload.metadata.name;
  const ending = first.intent === 'stop' || first.intent === 'delete';
  return launchProblem(
    'run.duplicate',
    {
      field: 'workload',
      problem: `You already have a ${title} in this project: ${
        first.name
      }, which is ${ending ? 'being stopped' : first.state}.`,
      remedy: ending
        ? 'Wait a moment until it has stopped.'
        : 'Open that one, or stop it first.',
    },
    'conflict',
  );
}
