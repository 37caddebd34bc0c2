import type { QuotaRow } from '@silogen/backstage-plugin-resource-manager-common';
import {
  withEdit,
  type QuotaEdit,
  type QuotaEdits,
  type QuotaInput,
} from '../quotas/edits';
import { quotaRow } from './fixtures';

/** The edits after one more change, of the usual row unless told otherwise. */
export function edited(
  patch: Partial<QuotaInput>,
  of: QuotaRow = quotaRow(),
  edits: QuotaEdits = new Map(),
): QuotaEdits {
  return withEdit(edits, of, patch);
}

export function onlyEdit(edits: QuotaEdits): QuotaEdit {
  const [edit] = edits.values();
  return edit;
}
