import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import type { KueueRelease } from './types';

export interface AdmissionCliOptions {
  worlds: number;
  /** Of the first world; the others follow. */
  seed: number;
  releases: KueueRelease[];
  /** How many worlds play at once. */
  batch: number;
  /** Folder for recordings of the worlds that agreed. */
  record?: string;
  /** Whether worlds that differ are made as small as they can be. */
  shrink: boolean;
}

const RELEASES: KueueRelease[] = ['0.12', '0.19'];

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new InputError(
      `--${name}: '${text}' is not a whole number of at least ${least}`,
    );
  }
  return value;
}

/** Options of `npm run test:admission`. */
export function admissionCliOptions(args: string[]): AdmissionCliOptions {
  const { values } = parseArgs({
    args,
    options: {
      worlds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      kueue: { type: 'string' },
      batch: { type: 'string', default: '100' },
      record: { type: 'string' },
      shrink: { type: 'boolean', default: false },
    },
  });
  const { kueue } = values;
  const releases = RELEASES.filter(each => !kueue || each === kueue);
  if (releases.length === 0) {
    throw new InputError(
      `--kueue: '${kueue}' is not one of ${RELEASES.join(
        ', ',
      )}; leave it out to play on both`,
    );
  }
  return {
    worlds: wholeNumber('worlds', values.worlds, 1),
    seed: wholeNumber('seed', values.seed, 0),
    batch: wholeNumber('batch', values.batch, 1),
    releases,
    shrink: values.shrink,
    ...(values.record ? { record: values.record } : {}),
  };
}
