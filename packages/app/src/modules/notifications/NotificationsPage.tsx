import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { Button, Switch, Text } from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newestFirst } from './newestFirst';
import { NotificationItem } from './NotificationItem';
import styles from './NotificationsPage.module.css';

const PAGE = 25;
const KEY = ['app', 'notifications'];
/** A visible page asks again at this distance. Milliseconds. */
const REFETCH_MS = 15_000;

/**
 * What happened to one's runs, newest first. Stands in for Backstage's own page, whose table headers have no names for
 * those who do not see them.
 */
export const NotificationsPage = withQueries(() => {
  const api = useApi(notificationsApiRef);
  const client = useQueryClient();
  const [onlyUnread, setOnlyUnread] = useState(true);
  const [page, setPage] = useState(0);
  const query = useQuery({
    queryKey: [...KEY, onlyUnread, page],
    queryFn: () =>
      api.getNotifications({
        read: onlyUnread ? false : undefined,
        offset: page * PAGE,
        limit: PAGE,
        sort: 'created',
        sortOrder: 'desc',
      }),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_MS,
  });
  const update = useMutation({
    mutationFn: (ids: string[]) => api.updateNotifications({ ids, read: true }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const unread = query.data?.notifications.filter(({ read }) => !read).map(({ id }) => id) ?? [];
  return (
    <PageBody>
      <PageHeader
        title="Notifications"
        description="What happened to your runs: started, suspended, failed or finished."
        primaryAction={
          unread.length > 0 && (
            <Button variant="secondary" isPending={update.isPending} onPress={() => update.mutate(unread)}>
              Mark these as read
            </Button>
          )
        }
      />
      <Switch
        label="Only unread"
        isSelected={onlyUnread}
        onChange={next => {
          setOnlyUnread(next);
          setPage(0);
        }}
      />
      <AsyncContent
        query={query}
        source="Your notifications"
        isEmpty={({ notifications }) => notifications.length === 0}
        empty={
          <EmptyState
            title={onlyUnread ? 'Nothing unread' : 'No notifications yet'}
            text="When one of your runs starts, is suspended, fails or ends, it is said here."
          />
        }
      >
        {({ notifications, totalCount }) => (
          <>
            <ul className={styles.list}>
              {newestFirst(notifications).map(notification => (
                <NotificationItem
                  key={notification.id}
                  notification={notification}
                  onRead={() => update.mutate([notification.id])}
                />
              ))}
            </ul>
            {totalCount > PAGE && (
              <nav className={styles.pager} aria-label="Pages">
                <Button size="small" variant="secondary" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
                  Previous
                </Button>
                <Text>
                  {page + 1} of {Math.ceil(totalCount / PAGE)}
                </Text>
                <Button
                  size="small"
                  variant="secondary"
                  isDisabled={(page + 1) * PAGE >= totalCount}
                  onPress={() => setPage(page + 1)}
                >
                  Next
                </Button>
              </nav>
            )}
          </>
        )}
      </AsyncContent>
    </PageBody>
  );
});
