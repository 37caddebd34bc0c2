import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import type { SandboxOptions } from './startSandbox';

/** Reads the command line; errors name the option and the remedy. */
export function readCliOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      kubeconfig: { type: 'string' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      ports: { type: 'string', default: '' },
      world: { type: 'string', default: 'bare' },
      'metrics-port': { type: 'string' },
    },
  });
  if (!values.kubeconfig) {
    throw new InputError(
      '--kubeconfig: name the file to write the kubeconfig to',
    );
  }
  const speed = Number(values.speed);
  if (!(speed > 0)) {
    throw new InputError(`--speed: '${values.speed}' is not a number above 0`);
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) {
    throw new InputError(`--seed: '${values.seed}' is not a whole number`);
  }
  const { world } = values;
  if (world !== 'bare' && world !== 'seeded') {
    throw new InputError(`--world: '${world}' is neither bare nor seeded`);
  }
  const metricsPort = readPort(values['metrics-port'], '--metrics-port');
  const ports = values.ports.split(',').filter(Boolean).map(Number);
  if (!ports.every(isPort)) {
    throw new InputError(
      `--ports: '${values.ports}' is not a list of ports such as 7011,7012`,
    );
  }
  return {
    dataDir: values['data-dir'],
    kubeconfig: values.kubeconfig,
    speed,
    seed,
    ports,
    world,
    metricsPort,
  };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}

function readPort(
  text: string | undefined,
  option: string,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (text === '' || !isPort(Number(text))) {
    throw new InputError(
      `${option}: '${text}' is not a port such as 7013, or 0 for any free one`,
    );
  }
  return Number(text);
}
