import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { stagesWith } from '../components/kwok/stages';

const text = readFileSync(
  join(__dirname, '../components/kwok/stages.yaml'),
  'utf8',
);
const read = (yaml: string) =>
  parseAllDocuments(yaml).map(document => document.toJS());

describe('stagesWith', () => {
  it('leaves pods alone where nobody says how long they run', () => {
    expect(stagesWith(text)).toBe(text);
  });

  it('adds a stage for pods of Jobs without the annotation', () => {
    const before = read(text);
    const after = read(stagesWith(text, 90_000));
    expect(after.slice(0, -1)).toEqual(before);
    const { metadata, spec } = after.at(-1);
    expect(metadata.name).toBe('pod-complete-by-itself');
    expect(spec.delay).toEqual({ durationMilliseconds: 90_000 });
    expect(spec.selector.matchExpressions).toEqual([
      { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
      { key: '.status.phase', operator: 'In', values: ['Running'] },
      {
        key: '.metadata.annotations["test-cluster.silogen.ai/fail"]',
        operator: 'DoesNotExist',
      },
      {
        key: '.metadata.annotations["test-cluster.silogen.ai/run-for"]',
        operator: 'DoesNotExist',
      },
      {
        key: '.metadata.ownerReferences.[].kind',
        operator: 'In',
        values: ['Job'],
      },
    ]);
    const annotated = before.find(
      stage => stage.metadata.name === 'pod-complete',
    );
    expect(spec.next).toEqual(annotated.spec.next);
  });
});
