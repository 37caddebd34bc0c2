import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster } from '../startTestCluster';
import { admissionCliOptions, type AdmissionCliOptions } from './cliOptions';
import { toJson } from './json';
import { playUntilSteady } from './playUntilSteady';
import type { Difference, PlayResult, Recording } from './playWorlds';
import { describe, recordingJson, summary } from './report';
import { shrinkOnCluster } from './shrink/shrinkOnCluster';
import type { KueueRelease } from './types';

const say = (text: string) => process.stderr.write(`${text}\n`);

async function playRelease(
  release: KueueRelease,
  options: Omit<AdmissionCliOptions, 'releases'>,
): Promise<{ result: PlayResult; smallest: Difference[] }> {
  const cluster = await startTestCluster({
    nodes: {},
    kueue: release,
    onProgress: say,
  });
  try {
    const { client } = cluster;
    const result = await playUntilSteady({
      ...options,
      client,
      release,
      onProgress: say,
    });
    const smallest: Difference[] = [];
    for (const difference of options.shrink ? result.differing : []) {
      smallest.push(
        await shrinkOnCluster({ client, difference, onProgress: say }),
      );
    }
    return { result, smallest };
  } finally {
    await cluster.stop();
  }
}

function keep(folder: string, differing: readonly Difference[]): void {
  differing.forEach(difference =>
    writeFileSync(
      join(folder, `${difference.release}-${difference.world.seed}.json`),
      `${toJson(difference)}\n`,
    ),
  );
  say(`what differed stands in ${folder}`);
}

/** As a test case, which fails until the model is mended. */
function keepSmallest(folder: string, smallest: readonly Difference[]): void {
  smallest.forEach(difference => {
    const { release, world } = difference;
    const file = join(folder, `${release}-${world.seed}.smallest.json`);
    writeFileSync(file, `${recordingJson(difference)}\n`);
    say(`${describe(difference)}\n  for src/admission/fixtures: ${file}`);
  });
}

function store(folder: string, recordings: readonly Recording[]): void {
  mkdirSync(folder, { recursive: true });
  recordings.forEach(recording =>
    writeFileSync(
      join(folder, `${recording.release}-${recording.world.seed}.json`),
      `${recordingJson(recording)}\n`,
    ),
  );
}

async function main(): Promise<void> {
  const options = admissionCliOptions(process.argv.slice(2));
  let folder: string | undefined;
  let failed = false;
  for (const release of options.releases) {
    const { result, smallest } = await playRelease(release, options);
    [...result.unsteady, ...result.differing].forEach(difference =>
      say(describe(difference)),
    );
    process.stdout.write(`Kueue ${release}: ${summary(result)}\n`);
    if (result.unsteady.length + result.differing.length > 0) {
      folder ??= mkdtempSync(join(tmpdir(), 'admission-'));
      keep(folder, [...result.unsteady, ...result.differing]);
      keepSmallest(folder, smallest);
    }
    if (options.record) {
      store(options.record, result.recordings);
    }
    failed ||= result.differing.length > 0;
  }
  process.exitCode = failed ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
