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
  const ports = values.ports.split(',').filter(Boolean).map(Number);
  if (
    ports.some(port => !Number.isInteger(port) || port < 0 || port > 65_535)
  ) {
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
  };
}
