import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiAlertLine, RiErrorWarningLine, RiZzzLine } from '@remixicon/react';
import {
  EmptyState,
  formatNumber,
} from '@silogen/backstage-plugin-resource-manager-react';
import { resourceManagerTranslationRef } from '../translation';
import type { AttentionItem } from './attention';
import styles from './Overview.module.css';

function useAttentionText() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (item: AttentionItem): { title: string; detail: string } => {
    switch (item.kind) {
      case 'clusterDown':
        return {
          title: t('overview.attention.clusterDown', { cluster: item.cluster }),
          detail: t('overview.attention.clusterDownDetail', {
            problem: item.problem,
          }),
        };
      case 'drift':
        return {
          title: t('overview.attention.drift', { cluster: item.cluster }),
          detail:
            item.detail ||
            t('overview.attention.driftDetail', {
              differences: String(item.differences),
            }),
        };
      case 'failed':
        return {
          title: t('overview.attention.failed', { cluster: item.cluster }),
          detail: item.detail,
        };
      case 'unavailable':
        return {
          title: t('overview.attention.unavailable', {
            cluster: item.cluster,
            model: item.model,
            count: item.count,
          }),
          detail: t('overview.attention.unavailableDetail'),
        };
      case 'starved':
        return {
          title: t('overview.attention.starved', { project: item.project }),
          detail: t('overview.attention.starvedDetail', {
            waiting: formatNumber(item.waiting),
            unused: formatNumber(item.unused),
            pool: item.pool,
          }),
        };
      case 'exporter':
        return {
          title: t('overview.attention.exporter'),
          detail: item.message,
        };
      default: {
        const run =
          item.run ??
          t('overview.attention.someRun', { project: item.project });
        return {
          title:
            item.kind === 'idle'
              ? t('overview.attention.idle', { run, count: item.gpus })
              : t('overview.attention.reserved', {
                  run,
                  gpus: String(item.gpus),
                }),
          detail: t('overview.attention.idleDetail', {
            project: item.project,
            gpuHours: formatNumber(item.gpuHours),
          }),
        };
      }
    }
  };
}

function ItemIcon(props: { kind: AttentionItem['kind'] }) {
  if (props.kind === 'clusterDown' || props.kind === 'failed') {
    return (
      <RiErrorWarningLine
        size={20}
        className={`${styles.icon} ${styles.bad}`}
        aria-hidden
      />
    );
  }
  return props.kind === 'idle' || props.kind === 'reserved' ? (
    <RiZzzLine size={20} className={styles.icon} aria-hidden />
  ) : (
    <RiAlertLine
      size={20}
      className={`${styles.icon} ${styles.odd}`}
      aria-hidden
    />
  );
}

/** What needs a look, each with the way there. */
export function AttentionList(props: { items: readonly AttentionItem[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const textOf = useAttentionText();
  if (props.items.length === 0) {
    return (
      <EmptyState
        title={t('overview.lookNone')}
        text={t('overview.lookNoneText')}
      />
    );
  }
  return (
    <ul className={styles.items}>
      {props.items.map(item => {
        const { title, detail } = textOf(item);
        return (
          <li key={item.key} className={styles.item}>
            <ItemIcon kind={item.kind} />
            <div>
              <Link href={item.href}>{title}</Link>
              <span className={styles.detail}>{detail}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
