import type {
  ProjectQuota,
  QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import { edited, onlyEdit } from '../testing/editing';
import { GPU, quotaRow as row } from '../testing/fixtures';
import type { QuotaInput } from './edits';
import { changeSets, isOvertaken, quotaWith, rebased } from './requests';

const current: ProjectQuota = {
  project: 'team-nlp',
  cluster: 'sandbox',
  version: 3,
  sync: { state: 'applied' },
  pools: [
    {
      pool: 'mi300x',
      access: 'guaranteed',
      resources: [
        { resource: GPU, guaranteed: '16', borrowingLimit: '8' },
        { resource: 'memory', guaranteed: '123456789Ki' },
      ],
    },
    {
      pool: 'cpu',
      access: 'borrow',
      resources: [{ resource: 'cpu', guaranteed: '0' }],
    },
  ],
};

describe('quotaWith', () => {
  const base = row({ borrowingLimit: '8' });
  it.each<[string, Partial<QuotaInput>, QuotaRow, unknown[]]>([
    [
      'changes the number and keeps everything else exactly',
      { guaranteed: '20' },
      base,
      [
        {
          pool: 'mi300x',
          access: 'guaranteed',
          resources: [
            { resource: GPU, guaranteed: '20', borrowingLimit: '8' },
            { resource: 'memory', guaranteed: '123456789Ki' },
          ],
        },
        current.pools[1],
      ],
    ],
    [
      'takes a limit away',
      { borrowingLimit: '' },
      base,
      [
        {
          pool: 'mi300x',
          access: 'guaranteed',
          resources: [
            { resource: GPU, guaranteed: '16' },
            { resource: 'memory', guaranteed: '123456789Ki' },
          ],
        },
        current.pools[1],
      ],
    ],
    [
      'leaves out a pool without access',
      { access: 'none' },
      base,
      [current.pools[1]],
    ],
    [
      'guarantees nothing of a pool that is only borrowed from',
      { access: 'borrow' },
      base,
      [
        {
          pool: 'mi300x',
          access: 'borrow',
          resources: [
            { resource: GPU, guaranteed: '0', borrowingLimit: '8' },
            { resource: 'memory', guaranteed: '0' },
          ],
        },
        current.pools[1],
      ],
    ],
    [
      'adds a pool',
      { guaranteed: '2' },
      row({
        pool: 'l40s',
        resource: 'nvidia.com/gpu',
        access: 'none',
        guaranteed: '0',
      }),
      [
        ...current.pools,
        {
          pool: 'l40s',
          access: 'guaranteed',
          resources: [{ resource: 'nvidia.com/gpu', guaranteed: '2' }],
        },
      ],
    ],
  ])('%s', (_, patch, of, pools) => {
    const body = quotaWith(
      current,
      [...edited(patch, of).values()],
      ' because ',
    );
    expect(JSON.parse(JSON.stringify(body))).toEqual({
      pools,
      reason: 'because',
    });
  });

  it('keeps an untouched number that its text rounds', () => {
    const memory = row({ resource: 'memory', guaranteed: '123456789Ki' });
    const [edit] = edited({ borrowingLimit: '4' }, memory).values();
    expect(quotaWith(current, [edit]).pools[0].resources[0]).toEqual({
      resource: 'memory',
      guaranteed: '123456789Ki',
      borrowingLimit: '4Gi',
    });
  });
});

describe('someone else was faster', () => {
  const edit = onlyEdit(
    edited({ guaranteed: '20' }, row({ borrowingLimit: '8' })),
  );
  const newer = (guaranteed: string): ProjectQuota => ({
    ...current,
    version: 4,
    pools: [
      {
        pool: 'mi300x',
        access: 'guaranteed',
        resources: [{ resource: GPU, guaranteed, borrowingLimit: '8' }],
      },
    ],
  });

  it.each([
    ['nobody was', current, false],
    ['another pool changed', newer('16'), false],
    ['the same row changed', newer('12'), true],
    ['access was taken away', { ...newer('16'), pools: [] }, true],
  ])('%s', (_, now, expected) => {
    expect(isOvertaken(edit, now)).toBe(expected);
  });

  it('puts the edit on top of the other change', () => {
    const again = rebased(edit, newer('12'));
    expect(again.base).toMatchObject({ version: 4, guaranteed: '12' });
    expect(isOvertaken(again, newer('12'))).toBe(false);
    expect(again.input.guaranteed).toBe('20');
  });
});

describe('changeSets', () => {
  it('sends by cluster, what takes less first, pools of a project together', () => {
    let edits = edited({ guaranteed: '24' });
    edits = edited({ guaranteed: '1' }, row({ pool: 'cpu' }), edits);
    edits = edited({ guaranteed: '30' }, row({ project: 'more' }), edits);
    edits = edited({ guaranteed: '2' }, row({ project: 'less' }), edits);
    edits = edited(
      { guaranteed: '2' },
      row({ cluster: 'alpha', project: 'x' }),
      edits,
    );
    expect(
      changeSets(edits).map(
        set => `${set.cluster} ${set.project} ${set.edits.length}`,
      ),
    ).toEqual([
      'alpha x 1',
      'sandbox less 1',
      'sandbox team-nlp 2',
      'sandbox more 1',
    ]);
  });
});
