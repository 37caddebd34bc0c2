import {
  parseQuantity,
  type Access,
  type QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import { quantityOfText, textOfQuantity } from './amountText';

/** A row's values as they are typed; an empty limit is no limit. */
export interface QuotaInput {
  access: Access;
  guaranteed: string;
  borrowingLimit: string;
  lendingLimit: string;
}

/** A row as it was when the editing began, and what was typed since. */
export interface QuotaEdit {
  base: QuotaRow;
  input: QuotaInput;
}

/** Changed rows by {@link rowKey}. */
export type QuotaEdits = ReadonlyMap<string, QuotaEdit>;

/** What tells a row apart. */
export function rowKey(
  row: Pick<QuotaRow, 'project' | 'cluster' | 'pool' | 'resource'>,
): string {
  return [row.project, row.cluster, row.pool, row.resource].join('|');
}

/** A row's values as they stand in its fields. */
export function inputOf(row: QuotaRow): QuotaInput {
  const limit = (quantity: string | undefined) =>
    quantity === undefined ? '' : textOfQuantity(quantity, row.resource);
  return {
    access: row.access,
    guaranteed: textOfQuantity(row.guaranteed, row.resource),
    borrowingLimit: limit(row.borrowingLimit),
    lendingLimit: limit(row.lendingLimit),
  };
}

/** Access and numbers that belong together: who has no access has nothing, who only borrows is guaranteed nothing. */
function normalised(input: QuotaInput, patch: Partial<QuotaInput>): QuotaInput {
  const next = { ...input, ...patch };
  switch (patch.access) {
    case 'none':
      return {
        access: 'none',
        guaranteed: '0',
        borrowingLimit: '',
        lendingLimit: '',
      };
    case 'borrow':
      return { ...next, guaranteed: '0', lendingLimit: '' };
    case 'guaranteed':
      return {
        ...next,
        guaranteed: input.guaranteed === '0' ? '1' : input.guaranteed,
      };
    default:
  }
  if (patch.guaranteed !== undefined) {
    const isNothing = /^0*$/.test(patch.guaranteed.trim());
    return { ...next, access: isNothing ? 'borrow' : 'guaranteed' };
  }
  return next.access === 'none' ? { ...next, access: 'borrow' } : next;
}

function sameInput(a: QuotaInput, b: QuotaInput): boolean {
  return (
    a.access === b.access &&
    a.guaranteed.trim() === b.guaranteed.trim() &&
    a.borrowingLimit.trim() === b.borrowingLimit.trim() &&
    a.lendingLimit.trim() === b.lendingLimit.trim()
  );
}

/** The edits with one more change; a row that is as it was counts as unchanged again. */
export function withEdit(
  edits: QuotaEdits,
  row: QuotaRow,
  patch: Partial<QuotaInput>,
): QuotaEdits {
  const key = rowKey(row);
  const { base, input } = edits.get(key) ?? { base: row, input: inputOf(row) };
  const changed = normalised(input, patch);
  const next = new Map(edits);
  if (sameInput(changed, inputOf(base))) {
    next.delete(key);
  } else {
    next.set(key, { base, input: changed });
  }
  return next;
}

/** The edits without some of them. */
export function withoutEdits(
  edits: QuotaEdits,
  keys: readonly string[],
): QuotaEdits {
  const next = new Map(edits);
  keys.forEach(key => next.delete(key));
  return next;
}

/** A typed number as a quantity; a text that was not touched stays the exact quantity it came from. */
export function typedQuantity(
  text: string,
  was: string | undefined,
  resource: string,
): string | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  if (was !== undefined && textOfQuantity(was, resource) === text.trim()) {
    return was;
  }
  const result = quantityOfText(text, resource);
  return 'quantity' in result ? result.quantity : undefined;
}

/** The guarantee after the edit, less the one before; milli-units. Text that is no number counts as unchanged. */
export function guaranteeChange({ base, input }: QuotaEdit): bigint {
  const before = parseQuantity(base.guaranteed);
  const typed = typedQuantity(
    input.guaranteed || '0',
    base.guaranteed,
    base.resource,
  );
  return typed === undefined ? 0n : parseQuantity(typed) - before;
}
