import { edited, onlyEdit } from '../testing/editing';
import { quotaRow as row } from '../testing/fixtures';
import { rowKey, type QuotaInput } from './edits';

describe('withEdit', () => {
  it.each<[string, Partial<QuotaInput>, Partial<QuotaInput>]>([
    [
      'a larger guarantee',
      { guaranteed: '20' },
      { access: 'guaranteed', guaranteed: '20' },
    ],
    [
      'a guarantee of 0 is borrow-only',
      { guaranteed: '0' },
      { access: 'borrow', guaranteed: '0' },
    ],
    [
      'no access has no numbers',
      { access: 'none' },
      { access: 'none', guaranteed: '0', borrowingLimit: '', lendingLimit: '' },
    ],
    [
      'borrow-only guarantees nothing',
      { access: 'borrow' },
      { access: 'borrow', guaranteed: '0', lendingLimit: '' },
    ],
  ])('%s', (_, patch, expected) => {
    const edits = edited(
      patch,
      row({ borrowingLimit: '8', lendingLimit: '4' }),
    );
    expect(onlyEdit(edits).input).toMatchObject(expected);
  });

  it('gives access when a number is typed where there was none', () => {
    const none = row({ access: 'none', guaranteed: '0' });
    expect(onlyEdit(edited({ guaranteed: '4' }, none)).input.access).toBe(
      'guaranteed',
    );
    expect(onlyEdit(edited({ borrowingLimit: '4' }, none)).input.access).toBe(
      'borrow',
    );
    expect(
      onlyEdit(edited({ access: 'guaranteed' }, none)).input.guaranteed,
    ).toBe('1');
  });

  it('forgets a row that is as it was', () => {
    const edits = edited({ guaranteed: '20' });
    expect(edits.size).toBe(1);
    expect(edited({ guaranteed: '16' }, row(), edits).size).toBe(0);
  });

  it('keeps the row that the editing began with while fresh ones come in', () => {
    const edits = edited({ guaranteed: '20' });
    const later = edited(
      { borrowingLimit: '2' },
      row({ version: 9, guaranteed: '1' }),
      edits,
    );
    expect(onlyEdit(later).base.version).toBe(3);
  });
});

it('rowKey tells resources of a pool apart', () => {
  expect(rowKey(row())).not.toBe(rowKey(row({ resource: 'memory' })));
});
