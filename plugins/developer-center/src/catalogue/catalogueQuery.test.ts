import { catalogues } from './definitions';
import { orderValues, readState, toggleValue, toRequest, writeState } from './catalogueQuery';

describe('catalogue address', () => {
  it.each([
    [''],
    ['q=llama'],
    ['task=text-generation&task=feature-extraction&size=3b-15b'],
    ['task=text-generation&sort=-title&page=3'],
  ])('survives a round trip: %s', address => {
    const state = readState(catalogues.models, new URLSearchParams(address));
    expect(writeState(state).toString()).toBe(address);
  });

  it.each([
    ['page=0', { page: 1 }],
    ['page=x', { page: 1 }],
    ['sort=price', { sort: 'title' }],
    ['unknown=1', { chosen: {} }],
  ])('ignores what it does not know: %s', (address, expected) => {
    expect(readState(catalogues.models, new URLSearchParams(address))).toMatchObject(expected);
  });

  it('toggles a value and returns to the first page', () => {
    const start = readState(catalogues.models, new URLSearchParams('task=a&page=4'));
    const more = toggleValue(start, 'task', 'b');
    expect(more).toMatchObject({ page: 1, chosen: { task: ['a', 'b'] } });
    expect(toggleValue(toggleValue(more, 'task', 'a'), 'task', 'b').chosen).toEqual({});
  });
});

describe('toRequest', () => {
  it('filters, pages and searches on the server', () => {
    const state = readState(
      catalogues.models,
      new URLSearchParams('q= llama &size=3b-15b&size=15b-40b&page=2&sort=-title'),
    );
    expect(toRequest(catalogues.models, state)).toEqual({
      filter: { kind: 'AiModel', 'spec.sizeClass': ['3b-15b', '15b-40b'] },
      limit: 24,
      offset: 24,
      orderFields: { field: 'metadata.title', order: 'desc' },
      fullTextFilter: {
        term: 'llama',
        fields: expect.arrayContaining(['metadata.title', 'spec.provider']),
      },
    });
  });
});

describe('orderValues', () => {
  it('keeps a declared order and puts unknown values last', () => {
    const values = [
      { value: 'b', count: 9 },
      { value: 'x', count: 2 },
      { value: 'a', count: 1 },
      { value: 'y', count: 2 },
    ];
    expect(orderValues(values, ['a', 'b']).map(({ value }) => value)).toEqual(['a', 'b', 'x', 'y']);
    expect(orderValues(values, undefined).map(({ value }) => value)).toEqual(['b', 'x', 'y', 'a']);
  });
});
