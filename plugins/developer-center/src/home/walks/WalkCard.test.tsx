import { storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { useClusters } from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WalkCard } from './WalkCard';

const me: Me = {
  userRef: 'user:default/rosa',
  roles: ['resource-manager'],
  projects: [],
  may: {
    launch: false,
    manageQuotas: true,
    managePools: true,
    manageOrganisation: false,
    manageClusters: false,
  },
};

type Kind = 'sandbox' | 'real' | 'real with simulated nodes';

const cluster = (kind: Kind) =>
  ({
    name: 'hall-a',
    title: 'Hall A',
    simulated: kind !== 'real',
    ...(kind === 'sandbox' && { speed: 1 }),
  } as never);

/** Shows when the clusters are known. */
function ClusterTitles() {
  const clusters = useClusters();
  return <p>{clusters.data?.items.map(({ title }) => title)}</p>;
}

type Storage = ReturnType<typeof mockApis.storage>;

async function show(options: { kind?: Kind; storage?: Storage } = {}) {
  const { kind = 'sandbox', storage = mockApis.storage() } = options;
  const rendered = await renderWithResourceManager(
    <TestApiProvider apis={[[storageApiRef, storage]]}>
      <WalkCard me={me} />
      <ClusterTitles />
    </TestApiProvider>,
    {
      api: {
        listClusters: async () => ({ items: [cluster(kind)] }),
        listRuns: async () => ({ items: [], totalItems: 0 }),
      },
    },
  );
  return { storage, ...rendered };
}

describe('WalkCard', () => {
  it('remembers what was seen, also when it is shown anew', async () => {
    const { storage, unmount } = await show();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Who is above guarantee?' }),
    );
    expect(await screen.findByText('1 of 5 seen')).toBeInTheDocument();
    unmount();
    await show({ storage });
    expect(await screen.findByText('1 of 5 seen')).toBeInTheDocument();
  });

  it('says that what a step showed is gone', async () => {
    await show();
    expect(
      await screen.findByText('What this step showed is no longer there.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Why does this run wait?' }),
    ).not.toBeInTheDocument();
  });

  it('can be hidden and brought back', async () => {
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Hide' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show the guided walk' }),
    );
    expect(await screen.findByText('0 of 5 seen')).toBeInTheDocument();
  });

  it.each<Kind>(['real', 'real with simulated nodes'])(
    'is not there where the cluster is %s',
    async kind => {
      await show({ kind });
      expect(await screen.findByText('Hall A')).toBeInTheDocument();
      expect(
        screen.queryByText('Ten minutes around the portal'),
      ).not.toBeInTheDocument();
    },
  );
});
