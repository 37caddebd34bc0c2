import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import type { NodeCounts } from './nodes';
import type { TestClusterOptions } from './startTestCluster';

export interface CliOptions
  extends Pick<
    TestClusterOptions,
    'nodes' | 'kueue' | 'kaiwo' | 'fairSharing' | 'name'
  > {
  /** Mimir and Prometheus too. */
  metrics: boolean;
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
      metrics: { type: 'boolean', default: false },
      'build-only': { type: 'boolean', default: false },
    },
  });
  if (values.kueue !== '0.19' && values.kueue !== '0.12') {
    throw new InputError(`--kueue: '${values.kueue}' is neither 0.19 nor 0.12`);
  }
  return {
    nodes: readNodes(values.nodes),
    kueue: values.kueue satisfies KueueRelease,
    kaiwo: values.kaiwo,
    fairSharing: values['fair-sharing'],
    name: values.name,
    kubeconfig: values.kubeconfig,
    metrics: values.metrics,
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
