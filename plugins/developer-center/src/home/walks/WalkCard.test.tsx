import { storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
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

const cluster = (simulated: boolean) =>
  ({ name: 'hall-a', title: 'Hall A', simulated } as never);

type Storage = ReturnType<typeof mockApis.storage>;

async function show(options: { simulated: boolean; storage?: Storage }) {
  const storage = options.storage ?? mockApis.storage();
  const rendered = await renderWithResourceManager(
    <TestApiProvider apis={[[storageApiRef, storage]]}>
      <WalkCard me={me} />
    </TestApiProvider>,
    {
      api: {
        listClusters: async () => ({ items: [cluster(options.simulated)] }),
        listRuns: async () => ({ items: [], totalItems: 0 }),
      },
    },
  );
  return { storage, ...rendered };
}

describe('WalkCard', () => {
  it('remembers what was seen, also when it is shown anew', async () => {
    const { storage, unmount } = await show({ simulated: true });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Who is above guarantee?' }),
    );
    expect(await screen.findByText('1 of 5 seen')).toBeInTheDocument();
    unmount();
    await show({ simulated: true, storage });
    expect(await screen.findByText('1 of 5 seen')).toBeInTheDocument();
  });

  it('says that what a step showed is gone', async () => {
    await show({ simulated: true });
    expect(
      await screen.findByText('What this step showed is no longer there.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Why does this run wait?' }),
    ).not.toBeInTheDocument();
  });

  it('can be hidden and brought back', async () => {
    await show({ simulated: true });
    await userEvent.click(await screen.findByRole('button', { name: 'Hide' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show the guided walk' }),
    );
    expect(await screen.findByText('0 of 5 seen')).toBeInTheDocument();
  });

  it('is not there without a simulated cluster', async () => {
    await show({ simulated: false });
    await waitFor(() =>
      expect(
        screen.queryByText('Ten minutes around the portal'),
      ).not.toBeInTheDocument(),
    );
  });
});
