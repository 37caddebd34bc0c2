import type { Run } from '@silogen/backstage-plugin-resource-manager-common';

/** What an assistant is told of a run in a list. */
export function summariseRun(run: Run) {
  return {
    id: run.id,
    name: run.name,
    type: run.type,
    project: run.project,
    owner: run.owner,
    state: run.state,
    suspended: run.suspended ?? false,
    explanation: explainRun(run),
    canNeverRun: run.reason?.code === 'exceeds-quota',
    cluster: run.cluster,
    pool: run.pool,
    gpuModel: run.gpuModel,
    gpus: run.gpus,
    priority: run.priority,
    workload: run.workload,
    model: run.inputs?.model,
    dataset: run.inputs?.dataset,
    outputModel: run.outputModel,
    submittedAt: run.submittedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    simulated: run.simulated,
    page: `/runs/${run.id}`,
  };
}

const PLAIN: Record<Run['state'], string> = {
  submitting: 'It is being handed over to the cluster.',
  waiting: 'It waits in the queue.',
  admitted: 'It has its quota and starts soon.',
  starting: 'Its pods are starting.',
  running: 'It is running.',
  succeeded: 'It finished successfully.',
  failed: 'It failed.',
  stopped: 'It was stopped and does not come back.',
  deleted: 'It was removed from the cluster and does not come back.',
};

/** In whole sentences: what the run does, why, and what to expect. */
export function explainRun(run: Run): string {
  const sentences = [run.reason?.text ?? PLAIN[run.state]];
  if (run.progress && run.state === 'running') {
    const { step, totalSteps } = run.progress;
    sentences.push(`It is at step ${step} of ${totalSteps}.`);
  }
  if (run.borrowing)
    sentences.push(
      'Its project is above its guarantee, so it may be suspended when owners need their GPUs.',
    );
  if (run.stale)
    sentences.push(
      `No news since ${run.stale.since}: ${run.stale.message}. This is the last known state.`,
    );
  return sentences.join(' ');
}
