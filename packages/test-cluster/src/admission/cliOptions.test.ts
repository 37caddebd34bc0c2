import { admissionCliOptions } from './cliOptions';

describe('admissionCliOptions', () => {
  it('plays a hundred worlds on both releases when nothing is said', () => {
    expect(admissionCliOptions([])).toEqual({
      worlds: 100,
      seed: 1,
      batch: 100,
      releases: ['0.12', '0.19'],
      shrink: false,
    });
  });

  it('takes numbers, a release, and what to do with the worlds', () => {
    const args = ['--worlds', '5', '--seed=0', '--kueue', '0.19'];
    expect(
      admissionCliOptions([...args, '--shrink', '--record', 'folder']),
    ).toMatchObject({
      worlds: 5,
      seed: 0,
      releases: ['0.19'],
      shrink: true,
      record: 'folder',
    });
  });

  it.each([
    [['--worlds', '0'], /^--worlds: '0'/],
    [['--seed', 'x'], /^--seed: 'x'/],
    [['--kueue', '0.13'], /^--kueue: '0\.13' .*0\.12, 0\.19/],
  ])('refuses %j', (args, message) => {
    expect(() => admissionCliOptions(args)).toThrow(message);
  });
});
