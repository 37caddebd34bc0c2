import type { Waste } from '@silogen/backstage-plugin-resource-manager-common';
import { cluster, quotaRow } from '../testing/fixtures';
import { attentionItems } from './attention';

const calm = cluster({ gpus: [] });
const waste: Waste = {
  kind: 'idle',
  cluster: 'hall-a',
  namespace: 'team-nlp',
  project: 'team-nlp',
  projectTitle: 'Team NLP',
  type: 'workspace',
  run: { id: 'r1', name: 'notebook' },
  gpus: 2,
  since: '2026-11-24T11:00:00Z',
  atLeast: false,
  gpuHours: 10,
};

function found(facts: Partial<Parameters<typeof attentionItems>[0]>) {
  return attentionItems({
    clusters: [],
    quotas: [],
    wastes: [],
    source: { status: 'ok' },
    ...facts,
  });
}

describe('attentionItems', () => {
  it('finds nothing where all is well', () => {
    expect(found({ clusters: [calm], quotas: [quotaRow()] })).toEqual([]);
  });

  it.each([
    [
      'a cluster that is down, and nothing else of it',
      {
        clusters: [
          cluster({
            reachable: false,
            problem: 'ECONNREFUSED',
            sync: { state: 'drifted' },
          }),
        ],
      },
      [
        {
          kind: 'clusterDown',
          cluster: 'Sandbox',
          problem: 'ECONNREFUSED',
          href: '/resources/clusters/sandbox',
        },
      ],
    ],
    [
      'GPUs that nobody can get',
      { clusters: [cluster()] },
      [{ kind: 'unavailable', model: 'MI300X', count: 1 }],
    ],
    [
      'drift',
      {
        clusters: [
          cluster({
            gpus: [],
            sync: {
              state: 'drifted',
              differences: [{ field: 'nominalQuota', wanted: '16', seen: '8' }],
            },
          }),
        ],
      },
      [
        {
          kind: 'drift',
          differences: 1,
          href: '/resources/quotas?cluster=sandbox',
        },
      ],
    ],
    [
      'a project that waits below its guarantee',
      { quotas: [quotaRow({ used: '8', borrowed: '0', waiting: '8' })] },
      [
        {
          kind: 'starved',
          project: 'Team NLP',
          waiting: 8,
          unused: 8,
          href: '/runs?project=team-nlp&state=waiting',
        },
      ],
    ],
    [
      'not a project that waits to borrow',
      { quotas: [quotaRow({ used: '8', borrowed: '0', waiting: '9' })] },
      [],
    ],
    [
      'exporters that fail',
      {
        source: {
          status: 'partial' as const,
          message: '8 held GPUs have no measurement',
        },
      },
      [{ kind: 'exporter', message: '8 held GPUs have no measurement' }],
    ],
    [
      'a run that is idle',
      { wastes: [waste] },
      [{ kind: 'idle', run: 'notebook', gpus: 2, href: '/runs/r1' }],
    ],
    [
      'the running ones of a project, where the run may not be opened',
      { wastes: [{ ...waste, run: undefined }] },
      [
        {
          kind: 'idle',
          run: undefined,
          href: '/runs?project=team-nlp&state=running',
        },
      ],
    ],
  ])('finds %s', (_, facts, expected) => {
    const items = found(facts);
    expect(items).toHaveLength(expected.length);
    expect(items).toMatchObject(expected);
  });

  it('has the worst first, and each key once', () => {
    const items = found({
      clusters: [cluster(), cluster({ name: 'b', reachable: false })],
      quotas: [quotaRow({ used: '8', borrowed: '0', waiting: '8' })],
      wastes: Array.from({ length: 9 }, (_, index) => ({
        ...waste,
        run: { id: `r${index}`, name: 'x' },
      })),
    });
    expect(items.map(({ kind }) => kind)).toEqual([
      'clusterDown',
      'starved',
      'unavailable',
      ...Array(5).fill('idle'),
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
