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
      runForMs: undefined,
      metrics: false,
      metricsUrl: undefined,
      metricsTenant: 'real-cluster',
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
    ['90s', 90_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['2h', 7_200_000],
  ])('reads the duration %s', (text, runForMs) => {
    expect(readCliOptions(['--run-for', text])).toMatchObject({ runForMs });
  });

  it('reads whose Mimir takes the series', () => {
    const url = 'http://127.0.0.1:9009/prometheus';
    const args = ['--metrics-url', url, '--metrics-tenant', 'lab'];
    expect(readCliOptions(args)).toMatchObject({
      metrics: false,
      metricsUrl: url,
      metricsTenant: 'lab',
    });
  });

  it.each([
    [['--kueue', '0.13'], "--kueue: '0.13' is neither 0.19 nor 0.12"],
    [['--nodes', 'mi300x'], "--nodes: 'mi300x' is not a kind and a number"],
    [['--nodes', 'mi300x=-1'], "--nodes: 'mi300x=-1' is not"],
    [['--run-for', '90'], "--run-for: '90' is not a duration, such as 90s"],
    [['--run-for', '0s'], "--run-for: '0s' is not a duration"],
    [['--run-for', '1m 5s'], "--run-for: '1m 5s' is not a duration"],
    [['--metrics-url', '127.0.0.1:1'], "--metrics-url: '127.0.0.1:1' is not"],
    [
      ['--metrics', '--metrics-url', 'http://127.0.0.1:1'],
      '--metrics, --metrics-url: give one',
    ],
  ])('refuses %j', (args, message) => {
    expect(() => readCliOptions(args)).toThrow(message);
  });

  it('names the kinds of nodes there are', () => {
    expect(() => nodeGroups({ h100: 1 } as any)).toThrow(
      "nodes: there is no kind 'h100'; choose from mi300x, mi325x, mi210, l40s, cpu",
    );
  });
});
