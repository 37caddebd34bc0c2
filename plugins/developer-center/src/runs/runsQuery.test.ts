import { readRunsQuery, withFilter } from './runsQuery';

it.each([
  ['', { limit: 50 }],
  ['project=a&project=b&state=running', { limit: 50, project: ['a', 'b'], state: ['running'] }],
  ['q=llama&owner=user:default/nadia', { limit: 50, q: 'llama', owner: 'user:default/nadia' }],
  ['state=flying&type=boat&type=fine-tuning', { limit: 50, type: ['fine-tuning'] }],
])('reads %s', (address, expected) => {
  expect(readRunsQuery(new URLSearchParams(address))).toEqual(expected);
});

it('replaces a filter and goes back to the first page', () => {
  const next = withFilter(new URLSearchParams('state=running&cursor=abc&q=x'), 'state', ['failed', 'stopped']);
  expect(next.toString()).toBe('q=x&state=failed&state=stopped');
});
