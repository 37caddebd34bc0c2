import { readCliOptions } from './cliOptions';
import { nodeGroups } from './nodes';

describe('command line', () => {
  it('has defaults', () => {
    expect(readCliOptions([])).toEqual({
      nodes: { mi300x: 2 },
      kueue: '0.19',
      kaiwo: false,
      fairSharing: false,
      name: undefined,
      kubeconfig: undefined,
      metrics: false,
      buildOnly: false,
    });
  });

  it('reads nodes and switches', () => {
    const args = ['--nodes', 'mi300x=6,cpu=2', '--kueue', '0.12', '--kaiwo'];
    expect(readCliOptions([...args, '--metrics'])).toMatchObject({
      nodes: { mi300x: 6, cpu: 2 },
      kueue: '0.12',
      kaiwo: true,
      metrics: true,
    });
  });

  it.each([
    [['--kueue', '0.13'], "--kueue: '0.13' is neither 0.19 nor 0.12"],
    [['--nodes', 'mi300x'], "--nodes: 'mi300x' is not a kind and a number"],
    [['--nodes', 'mi300x=-1'], "--nodes: 'mi300x=-1' is not"],
  ])('refuses %j', (args, message) => {
    expect(() => readCliOptions(args)).toThrow(message);
  });

  it('names the kinds of nodes there are', () => {
    expect(() => nodeGroups({ h100: 1 } as any)).toThrow(
      "nodes: there is no kind 'h100'; choose from mi300x, mi325x, mi210, l40s, cpu",
    );
  });
});
