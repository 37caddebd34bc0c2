import { accessSync, constants, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { processComponent, type Component } from '../../src/component';
import { isOk } from '../../src/httpGet';
import type { Keeper } from '../../src/keeper/Keeper';

const FOLDER = 'prometheus';
const CONFIGURATION = 'prometheus.yml';

/** The installed Prometheus, which takes samples by remote write; it has no tenants. */
export function prometheus(options: {
  keeper: Keeper;
  program: string;
  port: number;
  /** What stands before `/api/v1`, such as `/prometheus`; nothing when left out. */
  routePrefix?: string;
}): Component {
  const { keeper, program, port, routePrefix = '' } = options;
  return processComponent({
    name: 'prometheus',
    keeper,
    program,
    folder: FOLDER,
    args: [
      `--config.file=${CONFIGURATION}`,
      '--storage.tsdb.path=data',
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.route-prefix=${routePrefix || '/'}`,
      '--web.enable-remote-write-receiver',
      '--log.level=warn',
    ],
    prepare: async () => {
      const folder = join(keeper.folder, FOLDER);
      await mkdir(folder, { recursive: true });
      // It scrapes nothing: all that it has is written to it.
      await writeFile(join(folder, CONFIGURATION), 'global: {}\n');
    },
    check: () => isOk(`http://127.0.0.1:${port}${routePrefix}/-/ready`),
  });
}

/**
 * Looks for `prometheus` on the PATH.
 *
 * @throws NotFoundError that says how to get it
 */
export function findPrometheus(path = process.env.PATH ?? ''): string {
  const found = path
    .split(delimiter)
    .filter(Boolean)
    .map(folder => join(folder, 'prometheus'))
    .find(isProgram);
  if (!found) {
    throw new NotFoundError(
      'there is no prometheus on the PATH: install it (Debian: apt-get install prometheus)',
    );
  }
  return found;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
