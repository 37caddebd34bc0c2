import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { formatAbsolute } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';

/** Why the run is where it is, in plain words: what it waits for, what failed, what may happen to it. */
export function WhyLine({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <>
      {run.stale && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('why.stale', { since: formatAbsolute(run.stale.since) })}
          description={run.stale.message}
        />
      )}
      {run.reason && (
        <Alert
          role="status"
          status={run.state === 'failed' ? 'danger' : 'info'}
          icon
          title={run.reason.text}
          description={run.reason.message !== run.reason.text ? run.reason.message : undefined}
        />
      )}
      {run.borrowing && ['admitted', 'starting', 'running'].includes(run.state) && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('why.borrowing')}
          description={run.interruption ? t(`interruption.${run.interruption}`) : undefined}
        />
      )}
    </>
  );
}
