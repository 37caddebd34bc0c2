import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiAlertLine, RiRefreshLine } from '@remixicon/react';
import { useNow } from '../hooks/useNow';
import { resourceManagerReactTranslationRef } from '../translation';
import styles from './layout.module.css';
import { formatAbsolute, formatAge, millisOf } from './time';

const SECOND_MS = 1_000;
const STALE_AFTER_MS = 60_000;

/** How old live data are; amber, with the reason, when news have stopped. */
export function FreshnessNote(props: {
  /** RFC 3339, or milliseconds since the epoch; left out when nothing was ever observed. */
  observedAt?: string | number;
  /** Why there is nothing newer. */
  reason?: string;
  staleAfterMs?: number;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const now = useNow(SECOND_MS);
  if (!props.observedAt) {
    return (
      <span className={styles.note}>
        {props.reason ?? t('freshness.never')}
      </span>
    );
  }
  const at =
    typeof props.observedAt === 'number'
      ? new Date(props.observedAt).toISOString()
      : props.observedAt;
  const ageMs = now - millisOf(at);
  const isStale =
    props.reason !== undefined ||
    ageMs > (props.staleAfterMs ?? STALE_AFTER_MS);
  const age = formatAge(ageMs);
  const Icon = isStale ? RiAlertLine : RiRefreshLine;
  return (
    <span
      className={isStale ? `${styles.note} ${styles.noteStale}` : styles.note}
      title={formatAbsolute(at)}
    >
      <Icon size={16} aria-label={t('freshness.label')} role="img" />
      {isStale
        ? t('freshness.stale', {
            age,
            reason: props.reason ?? t('freshness.noNews'),
          })
        : t('freshness.fresh', { age })}
    </span>
  );
}
