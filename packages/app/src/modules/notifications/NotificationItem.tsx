import type { Notification } from '@backstage/plugin-notifications-common';
import { Button, Link, Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import {
  StatusChip,
  TimeAgo,
} from '@silogen/backstage-plugin-resource-manager-react';
import { toldAt } from './newestFirst';
import styles from './NotificationsPage.module.css';

/** One thing that happened, leading to what it happened to. */
export function NotificationItem(props: {
  notification: Notification;
  onRead(): void;
}) {
  const { read, payload } = props.notification;
  const weight = read ? 'regular' : 'bold';
  return (
    <li className={styles.item}>
      <div className={styles.text}>
        {payload.link ? (
          <Link href={payload.link} weight={weight}>
            {payload.title}
          </Link>
        ) : (
          <Text weight={weight}>{payload.title}</Text>
        )}
        {(payload.severity === 'high' || payload.severity === 'critical') && (
          <span>
            <StatusChip
              tone="negative"
              icon={<RiErrorWarningLine size={16} aria-hidden />}
              label="Needs attention"
            />
          </span>
        )}
        {payload.description && (
          <Text color="secondary">{payload.description}</Text>
        )}
        <Text color="secondary" variant="body-x-small">
          <TimeAgo at={toldAt(props.notification).toISOString()} />
        </Text>
      </div>
      {!read && (
        <Button
          variant="tertiary"
          size="small"
          aria-label={`Mark "${payload.title}" as read`}
          onPress={props.onRead}
        >
          Mark as read
        </Button>
      )}
    </li>
  );
}
