import { discoveredRunId, objectNameOf, slugOf } from './names';

describe('names', () => {
  it.each([
    ['Llama 3.1 8B: Support LoRA', 'llama-3-1-8b-support-lora'],
    ['  Ünïcödé  ', 'unicode'],
    ['42', 'run'],
    ['1st try', 'st-try'],
    ['x'.repeat(60), 'x'.repeat(33)],
    ['---', 'run'],
  ])('slug of %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('makes object names of at most 40 characters', () => {
    const name = objectNameOf(
      slugOf('a very long name '.repeat(5)),
      'abcdef01-2345-4678-9abc-def012345678',
    );
    expect(name).toMatch(/^[a-z][-a-z0-9]*-abcdef$/);
    expect(name.length).toBeLessThanOrEqual(40);
  });

  it('gives a discovered object the same id whoever sees it', () => {
    expect(discoveredRunId('c', 'o')).toBe(discoveredRunId('c', 'o'));
    expect(discoveredRunId('c', 'o')).not.toBe(discoveredRunId('d', 'o'));
    expect(discoveredRunId('c', 'o')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });
});
