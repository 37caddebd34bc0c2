import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProblemError,
  type ResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import {
  administrator,
  harmless,
  pool,
  projectQuota,
  quotaList,
  quotaRow,
  research,
  viewer,
} from '../testing/fixtures';
import { QuotasPage } from './QuotasPage';

const vision = quotaRow({
  project: 'team-vision',
  projectTitle: 'Team Vision',
  guaranteed: '40',
  used: '20',
  borrowed: '0',
});

function api(
  overrides: Partial<ResourceManagerApi> = {},
): Partial<ResourceManagerApi> {
  return {
    getMe: async () => administrator,
    listQuotas: async () => quotaList([quotaRow(), vision]),
    listPools: async () => ({ items: [pool()], errors: [] }),
    listDepartments: async () => ({ items: [research] }),
    getProjectQuota: async ({ project }) => projectQuota({ project }),
    previewProjectQuota: async () => harmless,
    ...overrides,
  };
}

const nlpField = () =>
  screen.findByRole('textbox', { name: 'Guaranteed to Team NLP in MI300X' });

async function type(field: HTMLElement, text: string) {
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe('QuotasPage', () => {
  it('shows projects by department with what is unassigned, for reading', async () => {
    await renderWithResourceManager(<QuotasPage />, {
      api: api({ getMe: async () => viewer }),
    });

    const section = await screen.findByRole('region', {
      name: 'MI300X on Sandbox',
    });
    expect(
      within(section).getByRole('rowheader', { name: 'Team NLP' }),
    ).toBeInTheDocument();
    expect(
      within(section)
        .getByRole('rowheader', { name: 'Research' })
        .closest('tr'),
    ).toHaveTextContent('56');
    expect(
      within(section)
        .getByRole('rowheader', { name: 'Unassigned' })
        .closest('tr'),
    ).toHaveTextContent('56 guaranteed of 64 GPUs');
    expect(
      within(section).getByRole('img', {
        name: 'Team NLP in MI300X: guaranteed 16 GPUs · 18 used = 16 + 2 borrowed',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('counts changes and sums while typing, and refuses more than there is', async () => {
    await renderWithResourceManager(<QuotasPage />, { api: api() });
    const field = await nlpField();

    await type(field, '26');
    expect(
      screen.getByText('1 unsaved change', { exact: false }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'The guarantees add up to 66 of 64 GPUs: 2 GPUs too many in MI300X. Lower one of them.',
        { exact: false },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Review…' })).toBeDisabled();

    await type(field, '24');
    expect(screen.getByText('64 guaranteed of 64 GPUs')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Review…' })).toBeEnabled();

    await type(field, '1.5');
    expect(
      screen.getByText('GPUs are whole; write a whole number'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Review…' })).toBeDisabled();

    await type(field, '16');
    expect(
      screen.queryByRole('button', { name: 'Review…' }),
    ).not.toBeInTheDocument();
  });

  it('reviews who would be suspended, then stores with the reason, the smaller one first', async () => {
    const setProjectQuota = jest.fn(async ({ project }) =>
      projectQuota({ project, version: 4 }),
    );
    const previewProjectQuota = jest.fn(async (_request: unknown) => harmless);
    await renderWithResourceManager(<QuotasPage />, {
      api: api({
        setProjectQuota,
        previewProjectQuota: async request => ({
          ...(await previewProjectQuota(request)),
          suspended: [
            {
              project: 'team-audio',
              name: 'whisper-sft',
              gpus: 4,
              interruption: 'resumes',
            },
          ],
        }),
      }),
    });
    await type(await nlpField(), '20');
    await type(
      screen.getByRole('textbox', {
        name: 'Guaranteed to Team Vision in MI300X',
      }),
      '36',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Review…' }));

    const sheet = await screen.findByRole('dialog', { name: 'Review changes' });
    const change = within(sheet).getByRole('region', { name: 'Team NLP' });
    expect(change).toHaveTextContent('MI300X: guaranteed 16 → 20');
    expect(
      await within(change).findByText(
        /whisper-sft of team-audio \(4 GPUs\)\. It comes back by itself, from its last checkpoint\./,
      ),
    ).toBeInTheDocument();

    // The larger one is held against the world in which the smaller one is stored.
    await waitFor(() =>
      expect(previewProjectQuota).toHaveBeenLastCalledWith(
        expect.objectContaining({
          project: 'team-nlp',
          body: expect.objectContaining({
            earlier: [{ project: 'team-vision', pools: [expect.anything()] }],
          }),
        }),
      ),
    );

    await userEvent.type(
      within(sheet).getByLabelText(/^Reason/),
      'shared sprint',
    );
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Apply 2 changes' }),
    );

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      setProjectQuota.mock.calls.map(([{ project, etag, body }]) => [
        project,
        etag,
        body.pools[0].resources[0].guaranteed,
        body.reason,
      ]),
    ).toEqual([
      ['team-vision', '"3"', '36', 'shared sprint'],
      ['team-nlp', '"3"', '20', 'shared sprint'],
    ]);
    expect(
      screen.queryByRole('button', { name: 'Review…' }),
    ).not.toBeInTheDocument();
  });

  it('shows what someone else changed and puts the edit on top of it', async () => {
    let stored = projectQuota();
    const setProjectQuota = jest.fn(async ({ etag, body }) => {
      if (etag !== `"${stored.version}"`) {
        throw new ProblemError({
          message: 'stale',
          status: 412,
          code: 'conflict.stale',
        });
      }
      stored = { ...stored, ...body, version: stored.version + 1 };
      return stored;
    });
    await renderWithResourceManager(<QuotasPage />, {
      api: api({ getProjectQuota: async () => stored, setProjectQuota }),
    });
    await type(await nlpField(), '20');
    await userEvent.click(screen.getByRole('button', { name: 'Review…' }));
    const sheet = await screen.findByRole('dialog', { name: 'Review changes' });
    await within(sheet).findByText('No run would be suspended.');

    stored = projectQuota({
      version: 4,
      updatedBy: 'user:default/joe',
      updatedAt: '2026-11-24T16:00:00Z',
      pools: [
        {
          pool: 'mi300x',
          access: 'guaranteed',
          resources: [{ resource: 'amd.com/gpu', guaranteed: '12' }],
        },
      ],
    });
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Apply 1 change' }),
    );

    expect(
      await within(sheet).findByText(
        'MI300X: guaranteed 16 when you began, 12 now; you typed 20',
      ),
    ).toBeInTheDocument();
    expect(
      within(sheet).getByRole('link', { name: 'joe' }),
    ).toBeInTheDocument();
    expect(setProjectQuota).not.toHaveBeenCalled();

    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Apply mine on top' }),
    );
    await within(sheet).findByText('No run would be suspended.');
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Apply 1 change' }),
    );

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(setProjectQuota).toHaveBeenCalledTimes(1);
    expect(stored.pools[0].resources[0].guaranteed).toBe('20');
  });

  it('keeps the edit when it was refused, and names the field', async () => {
    await renderWithResourceManager(<QuotasPage />, {
      api: api({
        setProjectQuota: async () => {
          throw new ProblemError({
            message: 'refused',
            code: 'quota.exceedsCapacity',
            status: 400,
            details: [
              {
                field: 'pools[0]',
                problem: 'is 4 above capacity',
                remedy: 'Lower it to 12.',
              },
            ],
          });
        },
      }),
    });
    await type(await nlpField(), '20');
    await userEvent.click(screen.getByRole('button', { name: 'Review…' }));
    const sheet = await screen.findByRole('dialog', { name: 'Review changes' });
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Apply 1 change' }),
    );

    expect(await within(sheet).findByRole('alert')).toHaveTextContent(
      'pools[0] is 4 above capacity. Lower it to 12.',
    );
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Back to editing' }),
    );
    expect(await nlpField()).toHaveValue('20');
  });

  it('shows the history of a row', async () => {
    await renderWithResourceManager(<QuotasPage />, {
      api: api({
        listQuotaHistory: async () => ({
          items: [
            {
              version: 3,
              at: '2026-11-01T10:00:00Z',
              by: 'user:default/joe',
              reason: 'paper deadline',
              pools: [],
              differences: [
                { field: 'mi300x.guaranteed', seen: '8', wanted: '16' },
              ],
            },
          ],
        }),
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about Team NLP' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'History' }),
    );
    const sheet = await screen.findByRole('dialog', {
      name: 'Quota of Team NLP on Sandbox',
    });
    expect(
      await within(sheet).findByText('paper deadline'),
    ).toBeInTheDocument();
    expect(sheet).toHaveTextContent('mi300x.guaranteed: 8 → 16');
  });

  it('goes back to an earlier version, after showing what that would do', async () => {
    const setProjectQuota = jest.fn(async () => projectQuota({ version: 4 }));
    const previewProjectQuota = jest.fn(async (_request: unknown) => ({
      ...harmless,
      suspended: [
        {
          project: 'team-vision',
          name: 'night run',
          gpus: 8,
          interruption: 'resumes' as const,
        },
      ],
    }));
    const pools = [
      {
        pool: 'mi300x',
        access: 'guaranteed' as const,
        resources: [
          { resource: 'amd.com/gpu', guaranteed: '24', borrowingLimit: '4' },
        ],
      },
    ];
    await renderWithResourceManager(<QuotasPage />, {
      api: api({
        setProjectQuota,
        previewProjectQuota,
        listQuotaHistory: async () => ({
          items: [
            {
              version: 3,
              at: '2026-11-02T10:00:00Z',
              by: 'user:default/ada',
              pools: projectQuota().pools,
            },
            {
              version: 2,
              at: '2026-11-01T10:00:00Z',
              by: 'user:default/joe',
              pools,
            },
          ],
        }),
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about Team NLP' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'History' }),
    );
    const back = await screen.findByRole('button', {
      name: 'Go back to version 2',
    });
    // What holds now is no way back.
    expect(
      screen.queryByRole('button', { name: 'Go back to version 3' }),
    ).not.toBeInTheDocument();
    await userEvent.click(back);

    const sheet = await screen.findByRole('dialog', {
      name: 'Go back to version 2',
    });
    expect(
      await within(sheet).findByText('mi300x: Guaranteed · 16 GPUs'),
    ).toBeInTheDocument();
    expect(
      within(sheet).getByText(
        'mi300x: Guaranteed · 24 GPUs · borrows up to 4 GPUs',
      ),
    ).toBeInTheDocument();
    expect(
      await within(sheet).findByText('1 run would be suspended'),
    ).toBeInTheDocument();
    expect(previewProjectQuota).toHaveBeenCalledWith(
      expect.objectContaining({ body: { pools } }),
      expect.anything(),
    );
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Go back to version 2' }),
    );
    await waitFor(() => expect(sheet).not.toBeInTheDocument());
    expect(setProjectQuota).toHaveBeenCalledWith(
      expect.objectContaining({
        etag: '"3"',
        body: { pools, reason: 'Back to version 2' },
      }),
    );
  });

  it('puts back what somebody else has changed on the cluster', async () => {
    const setProjectQuota = jest.fn(async () => projectQuota({ version: 4 }));
    await renderWithResourceManager(<QuotasPage />, {
      api: api({
        listQuotas: async () =>
          quotaList([quotaRow({ sync: { state: 'drifted' } }), vision]),
        setProjectQuota,
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about Team Vision' }),
    );
    await screen.findByRole('menuitem', { name: 'History' });
    expect(
      screen.queryByRole('menuitem', { name: 'Put back on the cluster' }),
    ).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about Team NLP' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Put back on the cluster' }),
    );
    await waitFor(() => expect(setProjectQuota).toHaveBeenCalled());
    expect(setProjectQuota.mock.calls[0]).toEqual([
      expect.objectContaining({
        project: 'team-nlp',
        cluster: 'sandbox',
        body: {
          pools: projectQuota().pools,
          reason: 'Put back what was changed on the cluster',
        },
      }),
    ]);
  });

  it('names the source that failed and the clusters that could not be asked', async () => {
    const listQuotas = jest
      .fn()
      .mockRejectedValueOnce(
        new ProblemError({ message: 'x', status: 500, code: 'internal' }),
      )
      .mockResolvedValue({
        ...quotaList([quotaRow()]),
        errors: [{ cluster: 'west', message: 'connection refused' }],
      });
    await renderWithResourceManager(<QuotasPage />, {
      api: api({ listQuotas }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The quotas could not be shown',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('west: connection refused'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('rowheader', { name: 'Team NLP' }),
    ).toBeInTheDocument();
  });

  it('reads its choices from the address', async () => {
    const listQuotas = jest.fn(async () => quotaList([]));
    await renderWithResourceManager(<QuotasPage />, {
      api: api({ listQuotas }),
      initialRouteEntries: [
        '/?cluster=sandbox&pool=mi300x&resource=memory&q=nlp',
      ],
    });
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    expect(listQuotas).toHaveBeenCalledWith(
      {
        cluster: 'sandbox',
        pool: 'mi300x',
        resource: 'memory',
        q: 'nlp',
        cursor: undefined,
        limit: 50,
      },
      expect.anything(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() =>
      expect(listQuotas).toHaveBeenLastCalledWith(
        { cursor: undefined, limit: 50 },
        expect.anything(),
      ),
    );
  });
});
