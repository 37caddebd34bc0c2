import { parseAllDocuments, stringify } from 'yaml';

const RUN_FOR = '.metadata.annotations["test-cluster.silogen.ai/run-for"]';

interface Stage {
  metadata: { name: string };
  spec: {
    selector: {
      matchExpressions: { key: string; operator: string; values?: string[] }[];
    };
    delay?: object;
  };
}

/**
 * The stages as kwok reads them; with `runForMs` there is one more, in which pods of Jobs complete that do not say for
 * how long they run. What somebody opened or offers (Deployments) goes on.
 */
export function stagesWith(text: string, runForMs?: number): string {
  if (runForMs === undefined) {
    return text;
  }
  const stages = parseAllDocuments(text).map(
    document => document.toJS() as Stage,
  );
  const annotated = stages.find(
    ({ metadata }) => metadata.name === 'pod-complete',
  );
  if (!annotated) {
    throw new Error('stages.yaml has no stage pod-complete');
  }
  const { selector } = annotated.spec;
  const byItself: Stage = {
    ...annotated,
    metadata: { name: 'pod-complete-by-itself' },
    spec: {
      ...annotated.spec,
      selector: {
        matchExpressions: [
          ...selector.matchExpressions.filter(({ key }) => key !== RUN_FOR),
          { key: RUN_FOR, operator: 'DoesNotExist' },
          {
            key: '.metadata.ownerReferences.[].kind',
            operator: 'In',
            values: ['Job'],
          },
        ],
      },
      delay: { durationMilliseconds: runForMs },
    },
  };
  return [...stages, byItself].map(stage => stringify(stage)).join('---\n');
}
