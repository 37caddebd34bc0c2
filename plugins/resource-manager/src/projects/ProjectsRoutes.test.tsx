import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProblemError,
  type ResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import {
  administrator,
  GPU,
  project,
  research,
  viewer,
} from '../testing/fixtures';
import { ProjectsRoutes } from './ProjectsRoutes';

function api(
  overrides: Partial<ResourceManagerApi> = {},
): Partial<ResourceManagerApi> {
  return {
    getMe: async () => administrator,
    listProjects: async () => ({ items: [project()], totalItems: 1 }),
    listDepartments: async () => ({ items: [research] }),
    getProject: async () => project(),
    getProjectCapacity: async () => ({
      project: 'team-nlp',
      errors: [],
      pools: [
        {
          cluster: 'sandbox',
          clusterTitle: 'Sandbox',
          pool: 'mi300x',
          poolTitle: 'MI300X',
          kind: 'gpu',
          resource: GPU,
          access: 'guaranteed',
          guaranteed: '16',
          used: '18',
          borrowed: '2',
          freeGuaranteed: '0',
          borrowable: '6',
          reclaimable: '0',
          capacity: '64',
          waitingAhead: 1,
          simulated: true,
        },
      ],
    }),
    ...overrides,
  };
}

describe('the list of projects', () => {
  it('pages, searches and filters on the server', async () => {
    const listProjects = jest.fn(async ({ cursor, q } = {}) => ({
      items: [
        project({
          name: cursor ?? q ?? 'first',
          title: cursor ?? q ?? 'first',
        }),
      ],
      totalItems: 2,
      ...(!cursor && !q && { nextCursor: 'second' }),
    }));
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ listProjects }),
    });
    const row = (
      await screen.findByRole('rowheader', { name: /first/ })
    ).closest('tr')!;
    expect(within(row).getByRole('link', { name: '1' })).toHaveAttribute(
      'href',
      '/runs?project=first&state=waiting',
    );
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(
      await screen.findByRole('rowheader', { name: /second/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByRole('rowheader', { name: /first/ }),
    ).toBeInTheDocument();

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search projects' }),
      'nlp',
    );
    expect(
      await screen.findByRole('rowheader', { name: /nlp/ }),
    ).toBeInTheDocument();
    expect(listProjects).toHaveBeenLastCalledWith(
      { q: 'nlp', cursor: undefined, limit: 50 },
      expect.anything(),
    );
  });

  it('makes a project in a department with members', async () => {
    const createProject = jest.fn(async () => project());
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ createProject }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'New project' }),
    );
    const sheet = await screen.findByRole('dialog', { name: 'New project' });
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Name/ }),
      'team-x',
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Title/ }),
      'Team X',
    );
    await userEvent.click(
      within(sheet).getByRole('button', { name: /Department/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Research' }),
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Add a user/ }),
      'jane{Enter}',
    );
    expect(
      within(sheet).getByRole('link', { name: 'jane' }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Create project' }),
    );
    await waitFor(() =>
      expect(createProject).toHaveBeenCalledWith({
        name: 'team-x',
        title: 'Team X',
        department: 'research',
        members: [{ userRef: 'user:default/jane', role: 'member' }],
      }),
    );
  });

  it('manages departments, and says why one cannot go', async () => {
    const deleteDepartment = async () => {
      throw new ProblemError({
        message: 'Department research has 2 projects',
        status: 409,
        code: 'conflict.inUse',
      });
    };
    const createDepartment = jest.fn(async () => research);
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ deleteDepartment, createDepartment }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Departments' }),
    );
    const sheet = await screen.findByRole('dialog', { name: 'Departments' });

    await userEvent.click(
      await within(sheet).findByRole('button', { name: 'New department' }),
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Name/ }),
      'sales',
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Title/ }),
      'Sales',
    );
    await userEvent.click(
      within(sheet).getByRole('button', { name: 'Create department' }),
    );
    await waitFor(() =>
      expect(createDepartment).toHaveBeenCalledWith({
        name: 'sales',
        title: 'Sales',
      }),
    );

    await userEvent.click(
      await within(sheet).findByRole('button', { name: 'Delete Research' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete Research',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Department research has 2 projects',
    );
  });

  it('offers nothing to change to who may not', async () => {
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ getMe: async () => viewer }),
    });
    await screen.findByRole('rowheader', { name: /Team NLP/ });
    expect(
      screen.queryByRole('button', { name: /New project|Departments$/ }),
    ).not.toBeInTheDocument();
  });
});

describe('a project', () => {
  const at = { initialRouteEntries: ['/team-nlp'] };

  it('shows quotas pool by pool, members, runs and clusters', async () => {
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ getMe: async () => viewer }),
      ...at,
    });
    expect(
      await screen.findByRole('img', {
        name: 'MI300X: guaranteed 16 GPUs · 18 used = 16 + 2 borrowed',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '1 run waits' })).toHaveAttribute(
      'href',
      '/runs?project=team-nlp&pool=mi300x&state=waiting',
    );
    expect(screen.getByRole('link', { name: 'jane' })).toHaveAttribute(
      'href',
      '/catalog/default/user/jane',
    );
    expect(
      screen.getByRole('region', { name: 'On the clusters' }),
    ).toHaveTextContent('sandboxReady');
    expect(
      screen.queryByRole('button', { name: /Edit|Delete|Add/ }),
    ).not.toBeInTheDocument();
  });

  it('saves members under the version that was read', async () => {
    const updateProject = jest.fn(async () => project({ version: 6 }));
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ updateProject }),
      ...at,
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Add a user/ }),
      'joe{Enter}',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove user:default/jane' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save members' }));
    await waitFor(() =>
      expect(updateProject).toHaveBeenCalledWith({
        project: 'team-nlp',
        etag: '"5"',
        body: {
          title: 'Team NLP',
          department: 'research',
          members: [{ userRef: 'user:default/joe', role: 'member' }],
        },
      }),
    );
  });

  it('says when it does not exist, or may not be seen', async () => {
    const getProject = async () => {
      throw new ProblemError({ message: 'x', status: 404, code: 'notFound' });
    };
    await renderWithResourceManager(<ProjectsRoutes />, {
      api: api({ getProject }),
      ...at,
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Project team-nlp could not be shown');
    expect(alert).toHaveTextContent(
      'It does not exist, or you may not see it.',
    );
  });
});
