import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** Says what would be here, and offers the one action that fills it. */
export function EmptyState(props: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {props.title}
      </Text>
      {props.text && (
        <Text as="p" color="secondary">
          {props.text}
        </Text>
      )}
      {props.action}
    </div>
  );
}
