import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import type {
  QuotaChange,
  QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  etagOf,
  ProblemPanel,
  Sheet,
  TimeAgo,
  useProjectQuota,
  UserName,
  useSetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { PoolAmounts } from './PoolAmounts';
import { QuotaEffects } from './QuotaEffects';
import { MAX_REASON } from './ReviewSheet';

/** An earlier version beside what holds now and what going back to it would do; then the storing of it as a new version. */
export function RestoreVersion(props: {
  row: QuotaRow;
  change: QuotaChange;
  onBack: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { row, change, onBack, onClose } = props;
  const { project, cluster } = row;
  const version = String(change.version);
  const toasts = useApi(toastApiRef);
  const quota = useProjectQuota({ project, cluster });
  const store = useSetProjectQuota();
  const [reason, setReason] = useState<string>(
    t('quotas.goBackReason', { version }),
  );

  const onRestore = () => {
    if (!quota.data) return;
    store.mutate(
      {
        project,
        cluster,
        etag: etagOf(quota.data),
        body: {
          pools: change.pools,
          ...(reason.trim() && { reason: reason.trim() }),
        },
      },
      {
        onSuccess: () => {
          toasts.post({
            title: t('quotas.stored', { count: 1 }),
            status: 'success',
            timeout: 6_000,
          });
          onClose();
        },
      },
    );
  };

  return (
    <Sheet
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      title={t('quotas.goBackTo', { version })}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={!quota.data}
            isPending={store.isPending}
            onPress={onRestore}
          >
            {t('quotas.goBackTo', { version })}
          </Button>
          <Button
            variant="secondary"
            isDisabled={store.isPending}
            onPress={onBack}
          >
            {t('quotas.backToHistory')}
          </Button>
        </>
      }
    >
      <div className={sharedStyles.stack}>
        <span>
          <UserName userRef={change.by} /> · <TimeAgo at={change.at} />
          {change.reason && ` · ${change.reason}`}
        </span>
        <AsyncContent query={quota} source={t('quotas.currentSource')} rows={2}>
          {current => (
            <>
              <div className={sharedStyles.tight}>
                <strong>{t('quotas.holdsNow')}</strong>
                <PoolAmounts pools={current.pools} />
              </div>
              <div className={sharedStyles.tight}>
                <strong>{t('quotas.version', { version })}</strong>
                <PoolAmounts pools={change.pools} />
              </div>
              <QuotaEffects
                project={project}
                cluster={cluster}
                body={{ pools: change.pools }}
              />
            </>
          )}
        </AsyncContent>
        <TextAreaField
          label={t('quotas.reason')}
          description={t('quotas.reasonText')}
          value={reason}
          maxLength={MAX_REASON}
          onChange={setReason}
        />
        {store.error && (
          <ProblemPanel error={store.error} title={t('quotas.notStored')} />
        )}
      </div>
    </Sheet>
  );
}
