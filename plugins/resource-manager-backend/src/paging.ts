import { problem } from './problems';

/** Cursors are opaque to callers: the sort key of the last row, encoded. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws InputError when it is not a cursor of this list */
export function decodeCursor(
  cursor: string,
  length: number,
): (string | number)[] {
  try {
    const parts: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (Array.isArray(parts) && parts.length === length) return parts;
  } catch {
    // Told below, as any other cursor that is not ours.
  }
  throw problem(
    'input',
    'input.invalid',
    'cursor is not a nextCursor of this list',
    [
      {
        field: 'cursor',
        problem: 'is not a nextCursor of this list',
        remedy: 'Start again without a cursor',
      },
    ],
  );
}

/** Pages a list that is held in memory, by the position after which the page starts. */
export function pageOf<T>(
  items: readonly T[],
  options: { cursor?: string; limit?: number; keyOf: (item: T) => string },
): { items: T[]; nextCursor?: string; totalItems: number } {
  const { cursor, limit = 50, keyOf } = options;
  const after =
    cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
  const rest =
    after === undefined ? items : items.filter(item => keyOf(item) > after);
  const page = rest.slice(0, limit);
  return {
    items: page,
    nextCursor:
      rest.length > limit
        ? encodeCursor([keyOf(page[page.length - 1])])
        : undefined,
    totalItems: items.length,
  };
}
