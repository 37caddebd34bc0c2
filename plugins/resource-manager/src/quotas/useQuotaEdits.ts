import type { QuotaRow } from '@silogen/backstage-plugin-resource-manager-common';
import { useCallback, useEffect, useState } from 'react';
import {
  withEdit,
  withoutEdits,
  type QuotaEdit,
  type QuotaEdits,
  type QuotaInput,
} from './edits';

/** What a user has typed and not saved. Leaving the portal with edits asks first. */
export function useQuotaEdits() {
  const [edits, setEdits] = useState<QuotaEdits>(() => new Map());
  const hasEdits = edits.size > 0;

  useEffect(() => {
    if (!hasEdits) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasEdits]);

  return {
    edits,
    change: useCallback(
      (row: QuotaRow, patch: Partial<QuotaInput>) =>
        setEdits(all => withEdit(all, row, patch)),
      [],
    ),
    drop: useCallback(
      (keys: readonly string[]) => setEdits(all => withoutEdits(all, keys)),
      [],
    ),
    dropAll: useCallback(() => setEdits(new Map()), []),
    replace: useCallback(
      (changed: ReadonlyMap<string, QuotaEdit>) =>
        setEdits(all => new Map([...all, ...changed])),
      [],
    ),
  };
}
