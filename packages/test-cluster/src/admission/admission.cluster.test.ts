import { startTestCluster, type TestCluster } from '../startTestCluster';
import { describeOnTestCluster } from '../testing/onTestCluster';
import { playUntilSteady } from './playUntilSteady';
import { describe as tell, summary } from './report';
import type { KueueRelease } from './types';

/** Of each release; the seeds follow each other. */
const WORLDS = 60;
const FIRST_SEED = 1;

// Two to three minutes on a quiet machine.
jest.setTimeout(900_000);

function testsOf(release: KueueRelease): void {
  let cluster: TestCluster | undefined;

  afterAll(async () => {
    await cluster?.stop();
  });

  it(`does in ${WORLDS} worlds what kueue-admission says`, async () => {
    cluster = await startTestCluster({ nodes: {}, kueue: release });
    const result = await playUntilSteady({
      client: cluster.client,
      release,
      seed: FIRST_SEED,
      worlds: WORLDS,
      batch: WORLDS,
      onProgress: () => {},
    });
    const last = FIRST_SEED + WORLDS - 1;
    process.stderr.write(
      `Kueue ${release}, seeds ${FIRST_SEED} to ${last}: ${summary(result)}\n`,
    );
    expect(result.differing.map(tell)).toEqual([]);
    // A change that makes every other world unsteady would go unnoticed otherwise; a busy machine makes some.
    expect(result.unsteady.length).toBeLessThan(WORLDS / 4);
    expect(result.evictions).toBeGreaterThan(10);
  });
}

const RELEASES: KueueRelease[] = ['0.12', '0.19'];

RELEASES.forEach(release =>
  describeOnTestCluster(`test cluster: Kueue ${release}`, () => {
    describe('random worlds', () => {
      testsOf(release);
    });
  }),
);
