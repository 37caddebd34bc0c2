import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Entity } from '@backstage/catalog-model';
import type { ModelVisibility, Publication } from '@silogen/backstage-plugin-resource-manager-common';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { choicesOf } from './PublishDialog';
import { VisibilityCard } from './VisibilityCard';

const entity: Entity = {
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiModel',
  metadata: { name: 'support-111111', annotations: { 'catalog.silogen.ai/run-id': 'r' } },
  spec: { type: 'tuned', owner: 'group:default/project-llm', visibility: 'project' },
};
const may = { publish: false, request: false, decide: false, withdraw: false };
const model: ModelVisibility = {
  model: 'support-111111',
  title: 'Support',
  runId: 'r',
  project: 'llm',
  projectTitle: 'Language models',
  department: 'research',
  departmentTitle: 'Research',
  owner: 'user:default/nadia',
  deciders: ['user:default/nadia'],
  visibility: 'project',
  version: 3,
  may,
  history: [],
};
const pending: Publication = {
  id: 'p',
  from: 'project',
  to: 'organisation',
  state: 'pending',
  note: 'Sales wants it',
  requestedBy: 'user:default/olga',
  requestedAt: '2026-11-24T10:00:00Z',
};

async function render(options: { model?: Partial<ModelVisibility>; projects?: string[] }) {
  const getModelVisibility = jest.fn(async () => ({ ...model, ...options.model }));
  const publishModel = jest.fn(async () => model);
  const decidePublication = jest.fn(async () => model);
  await renderWithResourceManager(
    <EntityProvider entity={entity}>
      <VisibilityCard />
    </EntityProvider>,
    {
      api: {
        getMe: async () => ({
          userRef: 'user:default/nadia',
          roles: ['developer'],
          projects: (options.projects ?? ['llm']).map(name => ({ name, title: name, role: 'member' as const })),
          may: {
            launch: true,
            manageQuotas: false,
            managePools: false,
            manageOrganisation: false,
            manageClusters: false,
          },
        }),
        getModelVisibility,
        publishModel,
        decidePublication,
      },
    },
  );
  return { getModelVisibility, publishModel, decidePublication };
}

describe('choicesOf', () => {
  it.each([
    ['project', true, ['department', 'organisation']],
    ['organisation', true, ['project', 'department']],
    ['project', false, ['department', 'organisation']],
    ['department', false, ['organisation']],
  ] as const)('from %s, publishes: %s', (visibility, publish, choices) => {
    expect(choicesOf({ visibility, may: { ...may, publish } })).toEqual(choices);
  });
});

describe('VisibilityCard', () => {
  it('lets the owner publish, on the version that was seen', async () => {
    const { publishModel } = await render({ model: { may: { ...may, publish: true } } });
    expect(await screen.findByText('Visible to project Language models.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Publish…' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Department Research' }));
    expect(within(dialog).getByText('Members of every project of the department.')).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Change visibility' }));
    expect(publishModel).toHaveBeenCalledWith({
      model: 'support-111111',
      etag: '"3"',
      body: { visibility: 'department' },
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('lets another member ask, with a reason', async () => {
    const { publishModel } = await render({ model: { may: { ...may, request: true } } });
    await userEvent.click(await screen.findByRole('button', { name: 'Ask to publish…' }));
    await userEvent.type(await screen.findByRole('textbox', { name: /Why/ }), 'Sales wants it');
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(publishModel).toHaveBeenCalledWith(
      expect.objectContaining({ body: { visibility: 'organisation', note: 'Sales wants it' } }),
    );
  });

  it('lets the owner answer, after saying what will happen', async () => {
    const { decidePublication } = await render({
      model: { pending, may: { ...may, publish: true, decide: true } },
    });
    expect(
      await screen.findByText('olga asks to make it visible to the whole organisation'),
    ).toBeInTheDocument();
    expect(screen.getByText('Sales wants it')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Decline' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Decline' }));
    expect(decidePublication).toHaveBeenCalledWith({
      model: 'support-111111',
      publication: 'p',
      etag: '"3"',
      state: 'declined',
    });
  });

  it('tells who asked that it is waited for', async () => {
    await render({ model: { pending, may: { ...may, withdraw: true } } });
    expect(await screen.findByText('Waiting for nadia')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Withdraw request' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Publish' })).not.toBeInTheDocument();
  });

  it('asks nothing for somebody of another project', async () => {
    const { getModelVisibility } = await render({ projects: ['vision'] });
    expect(getModelVisibility).not.toHaveBeenCalled();
    expect(screen.queryByText('Visibility')).not.toBeInTheDocument();
  });
});
