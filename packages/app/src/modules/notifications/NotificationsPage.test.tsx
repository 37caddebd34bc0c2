import { TestApiProvider } from '@backstage/frontend-test-utils';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotificationsPage } from './NotificationsPage';

const notifications = [
  {
    id: '1',
    created: '2026-01-01T12:00:00.000Z',
    read: null,
    payload: {
      title: 'Night run failed',
      description: 'Out of GPU memory',
      link: '/runs/1',
      severity: 'high',
    },
  },
  {
    id: '2',
    created: '2026-01-01T10:00:00.000Z',
    updated: '2026-01-01T13:00:00.000Z',
    read: null,
    payload: {
      title: 'Night run was suspended',
      link: '/runs/1',
      severity: 'normal',
    },
  },
];

describe('NotificationsPage', () => {
  it('shows what was told last first, with links, and marks what needs attention', async () => {
    const updateNotifications = jest.fn(async () => []);
    await renderWithResourceManager(
      <TestApiProvider
        apis={[
          [
            notificationsApiRef,
            {
              getNotifications: async () => ({ notifications, totalCount: 2 }),
              updateNotifications,
            } as any,
          ],
        ]}
      >
        <NotificationsPage />
      </TestApiProvider>,
    );
    const items = await screen.findAllByRole('listitem');
    expect(
      items.map(item => within(item).getByRole('link').textContent),
    ).toEqual(['Night run was suspended', 'Night run failed']);
    expect(within(items[1]).getByText('Needs attention')).toBeInTheDocument();
    expect(
      within(items[0]).queryByText('Needs attention'),
    ).not.toBeInTheDocument();
    expect(within(items[1]).getByRole('link')).toHaveAttribute(
      'href',
      '/runs/1',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Mark "Night run failed" as read' }),
    );
    await waitFor(() =>
      expect(updateNotifications).toHaveBeenCalledWith({
        ids: ['1'],
        read: true,
      }),
    );
  });
});
