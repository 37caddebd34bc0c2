import { makesCycle } from './hierarchy';

const tree = [
  { name: 'a' },
  { name: 'b', parent: 'a' },
  { name: 'c', parent: 'b' },
];

describe('makesCycle', () => {
  it.each([
    [{ name: 'c', parent: 'a' }, false],
    [{ name: 'a' }, false],
    [{ name: 'd', parent: 'c' }, false],
    [{ name: 'a', parent: 'c' }, true],
    [{ name: 'a', parent: 'a' }, true],
    [{ name: 'b', parent: 'c' }, true],
  ])('%j', (change, expected) => {
    expect(makesCycle(tree, change)).toBe(expected);
  });
});
