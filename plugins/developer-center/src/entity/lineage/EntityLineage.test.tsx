import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityLineage } from './EntityLineage';

const RUN = '11111111-2222-4333-8444-555555555555';
const TUNED = 'aimodel:default/tuned';

const lineage: Lineage = {
  entity: TUNED,
  nodes: [
    {
      id: TUNED,
      kind: 'model',
      title: 'Support answers',
      entityRef: TUNED,
      simulated: true,
    },
    {
      id: 'aidataset:default/dolly',
      kind: 'dataset',
      title: 'Dolly',
      entityRef: 'aidataset:default/dolly',
    },
    {
      id: RUN,
      kind: 'run',
      title: 'Night run',
      runId: RUN,
      state: 'succeeded',
      project: 'team-a',
    },
  ],
  edges: [
    { from: 'aidataset:default/dolly', to: RUN, relation: 'input' },
    { from: RUN, to: TUNED, relation: 'output' },
  ],
  truncated: 0,
};

function renderLineage(answer: Lineage) {
  const getLineage = jest.fn(async () => answer);
  return renderWithResourceManager(
    <EntityProvider
      entity={{
        apiVersion: 'catalog.silogen.ai/v1alpha1',
        kind: 'AiModel',
        metadata: {
          name: 'tuned',
          namespace: 'default',
          title: 'Support answers',
        },
      }}
    >
      <EntityLineage />
    </EntityProvider>,
    { api: { getLineage } },
  );
}

describe('EntityLineage', () => {
  it('shows the way from the data to the model as links that the keyboard visits from the left', async () => {
    await renderLineage(lineage);
    const list = await screen.findByRole('list', {
      name: 'Lineage of Support answers, from left to right',
    });
    const links = [...list.querySelectorAll('a')];
    expect(
      links.map(link => [
        link.getAttribute('aria-label'),
        link.getAttribute('href'),
      ]),
    ).toEqual([
      ['Dataset Dolly', '/catalog/default/aidataset/dolly'],
      ['Run Night run', `/runs/${RUN}`],
      ['Model Support answers', '/catalog/default/aimodel/tuned'],
    ]);
    expect(links[2]).toHaveAttribute('aria-current', 'page');
    expect(links[1]).toHaveTextContent('Succeeded');
    expect(
      screen.getByText('Nothing was made from it yet.'),
    ).toBeInTheDocument();

    const user = userEvent.setup();
    act(() => links[0].focus());
    await user.tab();
    expect(links[1]).toHaveFocus();
    await user.tab();
    expect(links[2]).toHaveFocus();
  });

  it('says the same in words', async () => {
    await renderLineage({ ...lineage, truncated: 7 });
    await userEvent.click(await screen.findByRole('radio', { name: 'List' }));
    await waitFor(() =>
      expect(screen.getByText('from Dolly')).toBeInTheDocument(),
    );
    expect(screen.getByText('from Night run')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Night run' })).toHaveAttribute(
      'href',
      `/runs/${RUN}`,
    );
    expect(
      screen.getByText('7 more are left out: the nearest are shown.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['model', 'Nothing was made from it yet'],
    ['dataset', 'Nothing was made from it yet'],
    ['workload', 'Nothing was launched from it yet'],
  ] as const)(
    'says of a %s that stands alone what would be here',
    async (kind, heading) => {
      await renderLineage({
        entity: 'x:default/x',
        nodes: [{ id: 'x:default/x', kind, title: 'x' }],
        edges: [],
        truncated: 0,
      });
      expect(
        await screen.findByRole('heading', { name: heading }),
      ).toBeInTheDocument();
      expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    },
  );
});
