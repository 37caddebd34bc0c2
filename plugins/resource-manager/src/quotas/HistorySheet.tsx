import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
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
import { useState } from 'react';
import { Pager } from '../shared/Pager';
import sharedStyles from '../shared/shared.module.css';
import { useCursorPages } from '../shared/useCursorPages';
import { resourceManagerTranslationRef } from '../translation';
import { Differences } from './Differences';
import { PoolAmounts } from './PoolAmounts';
import { RestoreVersion } from './RestoreVersion';

const PAGE_SIZE = 20;

function Change(props: { change: QuotaChange; onRestore?: () => void }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { reason, differences = [], pools, version } = props.change;
  return (
    <span className={sharedStyles.tight}>
      <span>{reason ?? t('quotas.noReason')}</span>
      {differences.length > 0 ? (
        <Differences differences={differences} />
      ) : (
        <PoolAmounts pools={pools} />
      )}
      {props.onRestore && (
        <Button
          className={sharedStyles.start}
          size="small"
          variant="secondary"
          aria-label={t('quotas.goBackTo', { version: String(version) })}
          onPress={props.onRestore}
        >
          {t('quotas.goBack')}
        </Button>
      )}
    </span>
  );
}

function History(props: {
  row: QuotaRow;
  /** Left out for those who may not. */
  onRestore?: (change: QuotaChange) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { onRestore } = props;
  const { project, cluster, version: current } = props.row;
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
              text: (
                <Change
                  change={change}
                  onRestore={
                    onRestore && change.version !== current
                      ? () => onRestore(change)
                      : undefined
                  }
                />
              ),
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

/** Who changed a project's quota on a cluster, when, why and how; for those who may, the way back to how it was. */
export function HistorySheet(props: {
  row: QuotaRow | undefined;
  mayRestore: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { row, mayRestore, onClose } = props;
  const [restoring, setRestoring] = useState<QuotaChange>();
  const close = () => {
    setRestoring(undefined);
    onClose();
  };
  if (row && restoring) {
    return (
      <RestoreVersion
        row={row}
        change={restoring}
        onBack={() => setRestoring(undefined)}
        onClose={close}
      />
    );
  }
  return (
    <Sheet
      isOpen={row !== undefined}
      onOpenChange={isOpen => !isOpen && close()}
      title={
        row
          ? t('quotas.historyOf', {
              project: row.projectTitle,
              cluster: row.clusterTitle ?? row.cluster,
            })
          : ''
      }
      footer={
        <Button variant="secondary" onPress={close}>
          {t('close')}
        </Button>
      }
    >
      {row && (
        <History row={row} onRestore={mayRestore ? setRestoring : undefined} />
      )}
    </Sheet>
  );
}
