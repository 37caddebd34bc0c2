import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster } from '../startTestCluster';
import { admissionCliOptions } from './cliOptions';
import { toJson } from './json';
import { playUntilSteady } from './playUntilSteady';
import type { Difference, PlayResult, Recording } from './playWorlds';
import { describe, recordingJson, summary } from './report';
import type { KueueRelease } from './types';

const say = (text: string) => process.stderr.write(`${text}\n`);

async function playRelease(
  release: KueueRelease,
  options: Omit<ReturnType<typeof admissionCliOptions>, 'releases'>,
): Promise<PlayResult> {
  const cluster = await startTestCluster({
    nodes: {},
    kueue: release,
    onProgress: say,
  });
  try {
    const { client } = cluster;
    return await playUntilSteady({
      ...options,
      client,
      release,
      onProgress: say,
    });
  } finally {
    await cluster.stop();
  }
}

function keep(differing: readonly Difference[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'admission-'));
  differing.forEach(difference =>
    writeFileSync(
      join(folder, `${difference.release}-${difference.world.seed}.json`),
      `${toJson(difference)}\n`,
    ),
  );
  say(`what differed stands in ${folder}`);
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
  const differing: Difference[] = [];
  let failed = false;
  for (const release of options.releases) {
    const result = await playRelease(release, options);
    [...result.unsteady, ...result.differing].forEach(difference =>
      say(describe(difference)),
    );
    process.stdout.write(`Kueue ${release}: ${summary(result)}\n`);
    differing.push(...result.unsteady, ...result.differing);
    if (options.record) {
      store(options.record, result.recordings);
    }
    failed ||= result.differing.length > 0;
  }
  if (differing.length > 0) {
    keep(differing);
  }
  process.exitCode = failed ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
