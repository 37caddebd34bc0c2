import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';
import { resourceManagerReactTranslationRef } from '../translation';
import styles from './layout.module.css';
import { ProblemPanel, useProblemText } from './ProblemPanel';
import { formatAbsolute } from './time';

/** What of a TanStack query result decides how it is shown. */
export interface ShownQuery<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  /** The content is that of the question before. */
  isPlaceholderData?: boolean;
  /** When the content was fetched; milliseconds since the epoch, 0 for never. */
  dataUpdatedAt?: number;
  refetch?: () => unknown;
}

function Loading(props: { rows: number }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return (
    <div className={styles.skeletons} role="status" aria-busy>
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: props.rows }, (_, row) => (
        <Skeleton key={row} height={24} />
      ))}
    </div>
  );
}

function NotRefreshed<T>(props: {
  query: ShownQuery<T>;
  error: Error;
  source?: string;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const textOf = useProblemText();
  const { query, error } = props;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('problem.stale', {
        at: formatAbsolute(new Date(query.dataUpdatedAt ?? 0).toISOString()),
        source: props.source ?? t('problem.defaultSource'),
        message: textOf(error),
      })}
      customActions={
        query.refetch && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => query.refetch?.()}
          >
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}

/**
 * The one place that decides between loading, error, empty and content. What was shown stays while something newer is
 * fetched and also when that fails, then with a note of when it is from.
 */
export function AsyncContent<T>(props: {
  query: ShownQuery<T>;
  children: (data: T) => ReactNode;
  /** What is shown, e.g. `The list of pools`; named when it fails. */
  source?: string;
  isEmpty?: (data: T) => boolean;
  /** Shown instead of the content when it is empty. */
  empty?: ReactNode;
  /** How many placeholder rows stand there the first time. */
  rows?: number;
}) {
  const { query } = props;
  if (query.data === undefined) {
    return query.error ? (
      <ProblemPanel
        error={query.error}
        source={props.source}
        onRetry={query.refetch && (() => query.refetch?.())}
      />
    ) : (
      <Loading rows={props.rows ?? 4} />
    );
  }
  const isOld = query.isPlaceholderData === true;
  return (
    <div
      className={isOld ? `${styles.content} ${styles.old}` : styles.content}
      aria-busy={isOld || undefined}
    >
      {query.error && (
        <NotRefreshed query={query} error={query.error} source={props.source} />
      )}
      {props.empty !== undefined && props.isEmpty?.(query.data)
        ? props.empty
        : props.children(query.data)}
    </div>
  );
}
