import type { KubeObject } from '@silogen/cluster-client';

/** What a container has in its log from the moment it runs; a line each. */
const LOG_ANNOTATION = 'test-cluster.silogen.ai/log';
const RUN_FOR_ANNOTATION = 'test-cluster.silogen.ai/run-for';

/** The first lines of a pod's containers: those it was given, or that no program runs here and when it ends. */
export function firstLines(
  metadata: KubeObject['metadata'],
  runForMs?: number,
): string[] {
  const { annotations = {}, ownerReferences = [] } = metadata;
  const given = annotations[LOG_ANNOTATION];
  if (given !== undefined) {
    return given.trimEnd().split('\n');
  }
  const said = annotations[RUN_FOR_ANNOTATION];
  const isOfJob = ownerReferences.some(({ kind }) => kind === 'Job');
  const time =
    said ??
    (isOfJob && runForMs !== undefined ? `${runForMs / 1000}s` : undefined);
  return [
    'This pod is simulated: no program runs in it.',
    time === undefined
      ? 'It runs until it is deleted.'
      : `It completes by itself, ${time} after its start.`,
  ];
}
