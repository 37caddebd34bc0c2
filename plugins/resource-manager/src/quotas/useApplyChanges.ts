import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  etagOf,
  keyOf,
  ProblemError,
  resourceManagerApiRef,
  useSetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { resourceManagerTranslationRef } from '../translation';
import { rowKey } from './edits';
import { isOvertaken, quotaWith, type QuotaChangeSet } from './requests';

/** How far one request of a review has come; left out before it is sent. */
export interface ApplyStep {
  state: 'sending' | 'overtaken' | 'failed';
  error?: Error;
}

/**
 * Stores reviewed changes one after the other, each on top of what is stored then. What another person changed meanwhile
 * is never overwritten: such a change stays for a decision, the others go on.
 */
export function useApplyChanges(options: {
  onStored: (rowKeys: readonly string[]) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const api = useApi(resourceManagerApiRef);
  const toasts = useApi(toastApiRef);
  const setQuota = useSetProjectQuota();
  const client = useQueryClient();
  const [steps, setSteps] = useState<ReadonlyMap<string, ApplyStep>>(new Map());
  const [isApplying, setApplying] = useState(false);

  const mark = (key: string, step: ApplyStep | undefined) =>
    setSteps(all => {
      const next = new Map(all);
      if (step) {
        next.set(key, step);
      } else {
        next.delete(key);
      }
      return next;
    });

  const store = async (
    set: QuotaChangeSet,
    reason: string,
  ): Promise<boolean> => {
    const { project, cluster } = set;
    mark(set.key, { state: 'sending' });
    try {
      const current = await api.getProjectQuota({ project, cluster });
      if (set.edits.some(edit => isOvertaken(edit, current))) {
        mark(set.key, { state: 'overtaken' });
        await client.invalidateQueries({ queryKey: keyOf('quotas') });
        return false;
      }
      const body = quotaWith(current, set.edits, reason);
      await setQuota.mutateAsync({
        project,
        cluster,
        etag: etagOf(current),
        body,
      });
      mark(set.key, undefined);
      options.onStored(set.edits.map(edit => rowKey(edit.base)));
      return true;
    } catch (error) {
      const isStale = error instanceof ProblemError && error.isStale;
      mark(
        set.key,
        isStale
          ? { state: 'overtaken' }
          : { state: 'failed', error: error as Error },
      );
      return false;
    }
  };

  return {
    steps,
    isApplying,
    /** @returns whether all were stored */
    apply: async (
      sets: readonly QuotaChangeSet[],
      reason: string,
    ): Promise<boolean> => {
      setApplying(true);
      let stored = 0;
      for (const set of sets) {
        stored += (await store(set, reason)) ? 1 : 0;
      }
      setApplying(false);
      if (stored > 0) {
        toasts.post({
          title: t('quotas.stored', { count: stored }),
          status: 'success',
          timeout: 6_000,
        });
      }
      return stored === sets.length;
    },
  };
}
