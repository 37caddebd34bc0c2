import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  Difference,
  QuotaChange,
  QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  Sheet,
  Timeline,
  useQuotaHistory,
  UserName,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Pager } from '../shared/Pager';
import sharedStyles from '../shared/shared.module.css';
import { useCursorPages } from '../shared/useCursorPages';
import { resourceManagerTranslationRef } from '../translation';

const PAGE_SIZE = 20;

/** Fields with what they were and what they became. */
export function Differences(props: { differences: readonly Difference[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <ul className={sharedStyles.list}>
      {props.differences.map(({ field, wanted, seen }) => (
        <li key={field}>
          <span className={sharedStyles.mono}>{field}</span>
          {': '}
          {t('quotas.difference', {
            from: seen ?? t('quotas.nothing'),
            to: wanted ?? t('quotas.nothing'),
          })}
        </li>
      ))}
    </ul>
  );
}

function Change(props: { change: QuotaChange }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { reason, differences = [], pools } = props.change;
  return (
    <span className={sharedStyles.tight}>
      <span>{reason ?? t('quotas.noReason')}</span>
      {differences.length > 0 ? (
        <Differences differences={differences} />
      ) : (
        <span className={sharedStyles.muted}>
          {pools
            .map(({ pool, resources: [first] }) =>
              first ? `${pool}: ${first.guaranteed} ${first.resource}` : pool,
            )
            .join(', ')}
        </span>
      )}
    </span>
  );
}

function History(props: { row: QuotaRow }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { project, cluster } = props.row;
  const pages = useCursorPages({ question: `${project}/${cluster}` });
  const history = useQuotaHistory({
    project,
    cluster,
    cursor: pages.cursor,
    limit: PAGE_SIZE,
  });
  return (
    <AsyncContent
      query={history}
      source={t('quotas.historySource')}
      isEmpty={data => data.items.length === 0}
      empty={
        <EmptyState
          title={t('quotas.noHistory')}
          text={t('quotas.noHistoryText')}
        />
      }
    >
      {data => (
        <>
          <Timeline
            label={t('quotas.history')}
            items={data.items.map(change => ({
              id: change.version,
              at: change.at,
              title: t('quotas.version', { version: String(change.version) }),
              text: <Change change={change} />,
              by: <UserName userRef={change.by} />,
            }))}
          />
          <Pager
            shown={data.items.length}
            nextCursor={data.nextCursor}
            hasPrevious={pages.hasPrevious}
            onNext={pages.next}
            onPrevious={pages.previous}
          />
        </>
      )}
    </AsyncContent>
  );
}

/** Who changed a project's quota on a cluster, when, why and how. */
export function HistorySheet(props: {
  row: QuotaRow | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { row, onClose } = props;
  return (
    <Sheet
      isOpen={row !== undefined}
      onOpenChange={isOpen => !isOpen && onClose()}
      title={
        row
          ? t('quotas.historyOf', {
              project: row.projectTitle,
              cluster: row.clusterTitle ?? row.cluster,
            })
          : ''
      }
      footer={
        <Button variant="secondary" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      {row && <History row={row} />}
    </Sheet>
  );
}
