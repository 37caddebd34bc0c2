import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KueueRelease } from '@silogen/sandbox-cluster';

/** The folder with one Go module in each of its own. */
export const GO_FOLDER = resolve(__dirname, '../../go');

/** A program that is built from Go sources. */
export interface GoProgram {
  name: string;
  /** Folder of its Go module. */
  module: string;
  /** Import path of its main package; `.` is the module's own. */
  package: string;
  tags?: string;
  /** Values of string variables, by import path and name. */
  variables?: Record<string, string>;
}

/** Kueue 0.19 refers to a module without a checksum record; its own tag leaves that out. */
const KUEUE_TAGS = 'exclude_scheduler_library';

export const KUEUE_MODULE = 'sigs.k8s.io/kueue';

/** The version of a dependency, as the module's go.mod fixes it. */
export function versionOf(module: string, dependency: string): string {
  const file = join(module, 'go.mod');
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .map(text =>
      text
        .trim()
        .replace(/^require /, '')
        .split(/\s+/),
    )
    .find(([path]) => path === dependency);
  if (!line) {
    throw new Error(`${file} does not require ${dependency}`);
  }
  return line[1];
}

/** Starts and ends the processes of a cluster. */
export function keeperProgram(): GoProgram {
  return { name: 'keeper', module: join(GO_FOLDER, 'keeper'), package: '.' };
}

/** etcd, the control plane, kwok and kubectl. */
export function clusterProgram(): GoProgram {
  const module = join(GO_FOLDER, 'cluster');
  const version = versionOf(module, 'k8s.io/kubernetes');
  const [major, minor] = version.replace('v', '').split('.');
  const stamp = 'k8s.io/component-base/version';
  return {
    name: 'cluster',
    module,
    package: '.',
    tags: KUEUE_TAGS,
    variables: {
      [`${stamp}.gitVersion`]: version,
      [`${stamp}.gitMajor`]: major,
      [`${stamp}.gitMinor`]: minor,
      [`${stamp}.gitTreeState`]: 'clean',
      [`${stamp}.buildDate`]: '1970-01-01T00:00:00Z',
    },
  };
}

/** Kueue's manager. 0.12 needs libraries of its own age, 0.19 those of the control plane. */
export function kueueProgram(release: KueueRelease): GoProgram {
  const module = join(GO_FOLDER, release === '0.12' ? 'kueue012' : 'cluster');
  return {
    name: `kueue-${release}`,
    module,
    package: `${KUEUE_MODULE}/cmd/kueue`,
    tags: release === '0.19' ? KUEUE_TAGS : undefined,
    variables: {
      [`${KUEUE_MODULE}/pkg/version.GitVersion`]: versionOf(
        module,
        KUEUE_MODULE,
      ),
      // Relative to where the manager runs, instead of a folder of a container's root.
      [`${KUEUE_MODULE}/pkg/visibility.certDir`]: 'visibility',
    },
  };
}

const MIMIR_MODULE = 'github.com/grafana/mimir';

/** All of Mimir in one program. */
export function mimirProgram(): GoProgram {
  const module = join(GO_FOLDER, 'mimir');
  return {
    name: 'mimir',
    module,
    package: `${MIMIR_MODULE}/cmd/mimir`,
    // As its own builds have it.
    tags: 'netgo,stringlabels',
    variables: {
      [`${MIMIR_MODULE}/pkg/util/version.Version`]: versionOf(
        module,
        MIMIR_MODULE,
      ),
    },
  };
}
