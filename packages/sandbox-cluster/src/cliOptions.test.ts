import { readCliOptions } from './cliOptions';

describe('readCliOptions', () => {
  it('reads all options', () => {
    expect(
      readCliOptions([
        '--data-dir',
        'd',
        '--kubeconfig=k',
        '--speed',
        '60',
        '--seed',
        '7',
        '--ports',
        '1,2',
        '--world',
        'seeded',
        '--metrics-port',
        '0',
      ]),
    ).toEqual({
      dataDir: 'd',
      kubeconfig: 'k',
      speed: 60,
      seed: 7,
      ports: [1, 2],
      world: 'seeded',
      metricsPort: 0,
    });
  });

  it('has defaults for all but the kubeconfig', () => {
    expect(readCliOptions(['--kubeconfig', 'k'])).toEqual({
      dataDir: undefined,
      kubeconfig: 'k',
      speed: 1,
      seed: 1,
      ports: [],
      world: 'bare',
    });
  });

  it.each([
    [[], '--kubeconfig: name the file'],
    [
      ['--kubeconfig', 'k', '--speed', '0'],
      "--speed: '0' is not a number above 0",
    ],
    [
      ['--kubeconfig', 'k', '--seed', '1.5'],
      "--seed: '1.5' is not a whole number",
    ],
    [
      ['--kubeconfig', 'k', '--ports', '1,x'],
      "--ports: '1,x' is not a list of ports",
    ],
    [
      ['--kubeconfig', 'k', '--ports', '70000'],
      "--ports: '70000' is not a list of ports",
    ],
    [
      ['--kubeconfig', 'k', '--metrics-port', 'x'],
      "--metrics-port: 'x' is not a port such as 7013",
    ],
    [
      ['--kubeconfig', 'k', '--world', 'flat'],
      "--world: 'flat' is neither bare nor seeded",
    ],
    [['--colour'], "Unknown option '--colour'"],
  ])('refuses %j', (args, message) => {
    expect(() => readCliOptions(args)).toThrow(message);
  });
});
