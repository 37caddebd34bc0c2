import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import { parseAllDocuments } from 'yaml';
import { cachedFile, cacheFolder, contentKey } from './cache';
import { requireGo, runGo, type Progress } from './go';
import {
  clusterProgram,
  keeperProgram,
  KUEUE_MODULE,
  kueueProgram,
  mimirProgram,
  type GoProgram,
} from './programs';

const run = promisify(execFile);

/** Rendered manifests are a few MB. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** What a cluster is started from; files outside the tree. */
export interface BuiltPrograms {
  keeper: string;
  cluster: string;
  kueue: string;
  /** Kueue's own manifests, as a JSON list. */
  kueueManifests: string;
}

/**
 * Builds what is not built yet. Minutes when nothing is (the module proxy is asked, and everything compiled), a second
 * when everything is.
 *
 * @throws GoError when Go is missing or a build fails.
 */
export async function buildPrograms(options: {
  kueue: KueueRelease;
  onProgress?: Progress;
  now?: () => number;
}): Promise<BuiltPrograms> {
  const { kueue, onProgress = () => {}, now = Date.now } = options;
  const goVersion = await requireGo();
  const build = (program: GoProgram) =>
    buildProgram({ program, goVersion, onProgress, now: now() });
  const keeper = await build(keeperProgram());
  const cluster = await build(clusterProgram());
  const manager = kueueProgram(kueue);
  return {
    keeper,
    cluster,
    kueue: await build(manager),
    kueueManifests: await cachedFile({
      folder: cacheFolder(),
      name: `${manager.name}-manifests`,
      key: contentKey(manager.module, moduleFiles(manager), []),
      now: now(),
      make: file => renderManifests({ cluster, manager, file, onProgress }),
    }),
  };
}

/**
 * Builds what stores of metrics are started from; as {@link buildPrograms}.
 *
 * @throws GoError when Go is missing or a build fails.
 */
export async function buildMetricsPrograms(
  options: { onProgress?: Progress; now?: () => number } = {},
): Promise<{ keeper: string; mimir: string }> {
  const { onProgress = () => {}, now = Date.now } = options;
  const goVersion = await requireGo();
  const build = (program: GoProgram) =>
    buildProgram({ program, goVersion, onProgress, now: now() });
  return {
    keeper: await build(keeperProgram()),
    mimir: await build(mimirProgram()),
  };
}

/** Builds the keeper alone: seconds, it has no dependencies. */
export async function buildKeeper(): Promise<string> {
  return buildProgram({
    program: keeperProgram(),
    goVersion: await requireGo(),
    onProgress: () => {},
    now: Date.now(),
  });
}

function moduleFiles({ module, package: path }: GoProgram): string[] {
  const names = readdirSync(module).filter(
    name =>
      name === 'go.mod' ||
      name === 'go.sum' ||
      // The program of a dependency has no sources here.
      (path === '.' && name.endsWith('.go')),
  );
  return names.map(name => join(module, name));
}

async function buildProgram(options: {
  program: GoProgram;
  goVersion: string;
  onProgress: Progress;
  now: number;
}): Promise<string> {
  const { program, goVersion, onProgress, now } = options;
  const flags = [
    '-trimpath',
    '-buildvcs=false',
    '-mod=readonly',
    ...(program.tags ? [`-tags=${program.tags}`] : []),
    `-ldflags=${['-s', '-w', ...stamps(program)].join(' ')}`,
  ];
  return cachedFile({
    folder: cacheFolder(),
    name: program.name,
    key: contentKey(program.module, moduleFiles(program), [
      goVersion,
      program.package,
      ...flags,
    ]),
    now,
    make: async file => {
      onProgress(`building ${program.name} (first time: some minutes) …`);
      await runGo({
        args: ['build', '-v', ...flags, '-o', file, program.package],
        folder: program.module,
        what: `building ${program.name}`,
        onProgress,
      });
    },
  });
}

function stamps({ variables = {} }: GoProgram): string[] {
  return Object.entries(variables).map(
    ([name, value]) => `-X=${name}=${value}`,
  );
}

/** Kueue's manifests come with its module; kubectl puts them together. */
async function renderManifests(options: {
  cluster: string;
  manager: GoProgram;
  file: string;
  onProgress: Progress;
}): Promise<void> {
  const { cluster, manager, file, onProgress } = options;
  onProgress(`rendering the manifests of ${manager.name} …`);
  const folder = await runGo({
    args: ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', KUEUE_MODULE],
    folder: manager.module,
  });
  const { stdout } = await run(
    cluster,
    ['kubectl', 'kustomize', join(folder.trim(), 'config/default')],
    { maxBuffer: LONGEST_OUTPUT },
  );
  const objects = parseAllDocuments(stdout)
    .map(document => document.toJS() as KubeObject | null)
    .filter(object => object !== null);
  writeFileSync(file, JSON.stringify(objects));
}
