import {
  departmentGroupName,
  projectGroupName,
  toEntityName,
} from './entityNames';

describe('toEntityName', () => {
  it.each(['a', 'research-llm', 'a--b', 'x'.repeat(63), '7b-tuned'])(
    'keeps %s',
    text => {
      expect(toEntityName(text)).toBe(text);
    },
  );

  it.each([
    ['Research LLM', /^research-llm-[0-9a-f]{6}$/],
    ['research_llm', /^research-llm-[0-9a-f]{6}$/],
    ['-edge-', /^edge-[0-9a-f]{6}$/],
    ['Forschung Süd', /^forschung-s-d-[0-9a-f]{6}$/],
    ['x'.repeat(64), /^x{56}-[0-9a-f]{6}$/],
    [`${'x'.repeat(55)}-${'y'.repeat(20)}`, /^x{55}-[0-9a-f]{6}$/],
  ])('makes a name of %s', (text, expected) => {
    expect(toEntityName(text)).toMatch(expected);
    expect(toEntityName(text).length).toBeLessThanOrEqual(63);
  });

  it('keeps different texts apart, and the same together', () => {
    expect(toEntityName('research llm')).not.toBe(toEntityName('research_llm'));
    expect(toEntityName('research llm')).toBe(toEntityName('research llm'));
  });

  it.each(['', '  ', '—', '-'])('refuses "%s"', text => {
    expect(() => toEntityName(text)).toThrow(/give it at least one/);
  });
});

describe('group names', () => {
  it('have a prefix for what they are', () => {
    expect(departmentGroupName('research')).toBe('dept-research');
    expect(projectGroupName('research-llm')).toBe('project-research-llm');
  });
});
