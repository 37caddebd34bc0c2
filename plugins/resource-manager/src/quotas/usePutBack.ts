import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { QuotaRow } from '@silogen/backstage-plugin-resource-manager-common';
import {
  etagOf,
  resourceManagerApiRef,
  useSetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useCallback } from 'react';
import { resourceManagerTranslationRef } from '../translation';

/**
 * Stores the quota of a row's project once more as it is, which makes the portal write it over what somebody else has made
 * of it on the cluster.
 */
export function usePutBack(): (row: QuotaRow) => Promise<void> {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const api = useApi(resourceManagerApiRef);
  const toasts = useApi(toastApiRef);
  const { mutateAsync } = useSetProjectQuota();
  return useCallback(
    async row => {
      const { project, cluster } = row;
      try {
        const current = await api.getProjectQuota({ project, cluster });
        await mutateAsync({
          project,
          cluster,
          etag: etagOf(current),
          body: { pools: current.pools, reason: t('quotas.putBackReason') },
        });
        toasts.post({
          title: t('quotas.stored', { count: 1 }),
          status: 'success',
          timeout: 6_000,
        });
      } catch (error) {
        toasts.post({
          title: t('quotas.putBackFailed', { project: row.projectTitle }),
          description: (error as Error).message,
          status: 'danger',
        });
      }
    },
    [api, mutateAsync, t, toasts],
  );
}
