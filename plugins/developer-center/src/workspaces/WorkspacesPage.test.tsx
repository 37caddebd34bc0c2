import type { Entity } from '@backstage/catalog-model';
import type {
  ListRunsQuery,
  Me,
  Run,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  ProblemError,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderLaunch } from '../launch/__testUtils__/renderLaunch';
import { serviceRun, templateOf } from '../services/__testUtils__/services';
import { WorkspacesPage } from './WorkspacesPage';

const Page = withQueries(WorkspacesPage);
const URL = 'http://run-1.workspaces.localhost:7008/.portal/enter?ticket=t';

function workspace(change: Partial<Run> = {}): Run {
  return {
    ...serviceRun,
    name: 'Reading room',
    type: 'workspace',
    workload: 'aiworkload:default/dev-workspace-jupyterlab',
    workspace: { ready: true },
    may: { stop: true, delete: true, open: true },
    ...change,
  };
}

const entities: Entity[] = [
  templateOf('workspace-jupyterlab', 'Open a JupyterLab', 'workspace'),
  templateOf('workspace-vscode', 'Open a VS Code', 'workspace'),
  templateOf('llm-finetune', 'Fine-tune', 'fine-tuning'),
];

async function draw(
  runs: Run[],
  options: { launch?: boolean; openWorkspace?: () => Promise<any> } = {},
) {
  const queries: (ListRunsQuery | undefined)[] = [];
  await renderLaunch(<Page />, {
    entities,
    api: {
      getMe: async () => ({ may: { launch: options.launch ?? true } } as Me),
      listRuns: async query => {
        queries.push(query);
        return { items: runs, totalItems: runs.length };
      },
      openWorkspace:
        options.openWorkspace ??
        (async () => ({ url: URL, expiresAt: '2026-11-24T10:00:30.000Z' })),
    },
  });
  return queries;
}

/** What the browser's new tab is told. */
function fakeTab() {
  const tab = {
    opener: window as unknown,
    document: { title: '' },
    location: { replace: jest.fn() },
    close: jest.fn(),
  };
  return {
    tab,
    open: jest.spyOn(window, 'open').mockReturnValue(tab as unknown as Window),
  };
}

describe('WorkspacesPage', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows workspaces that have not ended, whose they are and where', async () => {
    const queries = await draw([workspace()]);
    const card = await screen.findByRole('article', { name: 'Reading room' });
    for (const text of [
      'Language models',
      'Hall A, mi300x',
      'nadia.llm',
      'Running',
    ])
      expect(within(card).getByText(text)).toBeInTheDocument();
    expect(card).toHaveTextContent('2 × MI300X');
    expect(queries[0]).toEqual({
      type: ['workspace'],
      state: ['submitting', 'waiting', 'admitted', 'starting', 'running'],
      limit: 60,
    });
  });

  it('opens one in a tab that cannot reach back', async () => {
    const { tab, open } = fakeTab();
    await draw([workspace()]);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Open Reading room, opens in a new tab',
      }),
    );
    await waitFor(() => expect(tab.location.replace).toHaveBeenCalledWith(URL));
    expect(open).toHaveBeenCalledWith('about:blank', '_blank');
    expect(tab.opener).toBeNull();
  });

  it('offers a link where the browser lets no tab open', async () => {
    jest.spyOn(window, 'open').mockReturnValue(null);
    await draw([workspace()]);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Open Reading room/ }),
    );
    const link = await screen.findByRole('link', { name: 'Open it here' });
    expect(link).toHaveAttribute('href', URL);
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('says why one could not be opened, and leaves no empty tab', async () => {
    const { tab } = fakeTab();
    await draw([workspace()], {
      openWorkspace: async () => {
        throw new ProblemError({
          message: 'Reading room cannot be opened now',
          status: 409,
          code: 'workspace.notReady',
          details: [
            {
              field: 'run',
              problem: 'does not answer',
              remedy: 'Try again in a moment.',
            },
          ],
        } as any);
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Open Reading room/ }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'It could not be opened',
    );
    expect(tab.close).toHaveBeenCalled();
    expect(tab.location.replace).not.toHaveBeenCalled();
  });

  it.each([
    [
      'does not answer yet',
      { workspace: { ready: false } },
      'Not to be opened yet: its program does not answer yet.',
    ],
    [
      'has a reason not to',
      {
        workspace: {
          ready: false,
          problem: 'The cluster has no Service for it',
        },
      },
      'Not to be opened yet: the cluster has no Service for it.',
    ],
    [
      'is of somebody else',
      { may: { stop: false, delete: false, open: false } },
      'Only its owner and admins of the project can open it.',
    ],
    [
      'waits',
      {
        state: 'waiting',
        workspace: undefined,
        reason: { code: 'quota', text: 'Waits for 2 GPUs', shortages: [] },
      },
      'Waits for 2 GPUs',
    ],
  ] as [string, Partial<Run>, string][])(
    'has no button for one that %s, and says why',
    async (_, change, text) => {
      await draw([workspace(change)]);
      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: /^Open/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('says what stopping costs before it stops', async () => {
    await draw([workspace()]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop Reading room' }),
    );
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'Files, kernels and terminals are lost',
    );
  });

  it('leads to the forms of workspaces, and to no others', async () => {
    await draw([]);
    expect(
      await screen.findByRole('heading', { name: 'No workspace is running' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'New workspace' })[0],
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('link', { name: 'Open a JupyterLab' }),
    ).toHaveAttribute('href', '/launch/default/workspace-jupyterlab');
    expect(within(dialog).getAllByRole('link')).toHaveLength(2);
  });

  it('offers nothing to launch to those who may not', async () => {
    await draw([], { launch: false });
    expect(
      await screen.findByRole('heading', { name: 'No workspace is running' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'New workspace' }),
    ).not.toBeInTheDocument();
  });
});
