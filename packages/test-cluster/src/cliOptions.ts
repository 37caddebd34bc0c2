import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import type { NodeCounts } from './nodes';
import type { TestClusterOptions } from './startTestCluster';

export interface CliOptions
  extends Pick<
    TestClusterOptions,
    'nodes' | 'kueue' | 'kaiwo' | 'fairSharing' | 'name' | 'runForMs'
  > {
  /** A Mimir too, with the cluster's series. */
  metrics: boolean;
  /** Instead of a Mimir of its own: the one whose address another cluster printed. */
  metricsUrl?: string;
  /** Whose series these are, in Mimir. */
  metricsTenant: string;
  /** Build, then end. */
  buildOnly: boolean;
  /** Where to copy the administrator's kubeconfig to. */
  kubeconfig?: string;
}

/** Reads the command line; errors name the option and the remedy. */
export function readCliOptions(args: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      nodes: { type: 'string', default: 'mi300x=2' },
      kueue: { type: 'string', default: '0.19' },
      kaiwo: { type: 'boolean', default: false },
      'fair-sharing': { type: 'boolean', default: false },
      name: { type: 'string' },
      kubeconfig: { type: 'string' },
      'run-for': { type: 'string' },
      metrics: { type: 'boolean', default: false },
      'metrics-url': { type: 'string' },
      'metrics-tenant': { type: 'string', default: 'real-cluster' },
      'build-only': { type: 'boolean', default: false },
    },
  });
  if (values.kueue !== '0.19' && values.kueue !== '0.12') {
    throw new InputError(`--kueue: '${values.kueue}' is neither 0.19 nor 0.12`);
  }
  if (values.metrics && values['metrics-url'] !== undefined) {
    throw new InputError(
      '--metrics, --metrics-url: give one, for a Mimir of its own or for that of another cluster',
    );
  }
  return {
    nodes: readNodes(values.nodes),
    kueue: values.kueue satisfies KueueRelease,
    kaiwo: values.kaiwo,
    fairSharing: values['fair-sharing'],
    name: values.name,
    kubeconfig: values.kubeconfig,
    runForMs: readDuration('--run-for', values['run-for']),
    metrics: values.metrics,
    metricsUrl: readUrl('--metrics-url', values['metrics-url']),
    metricsTenant: values['metrics-tenant'],
    buildOnly: values['build-only'],
  };
}

function readNodes(text: string): NodeCounts {
  const entries = text
    .split(',')
    .filter(Boolean)
    .map(part => {
      const [kind, count] = part.split('=');
      if (!Number.isSafeInteger(Number(count)) || !count || Number(count) < 0) {
        throw new InputError(
          `--nodes: '${part}' is not a kind and a number, such as mi300x=2`,
        );
      }
      return [kind, Number(count)];
    });
  return Object.fromEntries(entries);
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration as Go writes them, such as 1m30s. */
function readDuration(
  option: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const parts = /^(\d+(ms|s|m|h))+$/.test(text)
    ? [...text.matchAll(/(\d+)(ms|s|m|h)/g)]
    : [];
  const durationMs = parts.reduce(
    (sum, [, count, unit]) =>
      sum + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  );
  if (durationMs === 0) {
    throw new InputError(
      `${option}: '${text}' is not a duration, such as 90s or 1m30s`,
    );
  }
  return durationMs;
}

function readUrl(option: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:\/\/./.test(text)) {
    throw new InputError(
      `${option}: '${text}' is not an address, such as http://127.0.0.1:9009/prometheus`,
    );
  }
  return text;
}
