/**
 * Tests that start real clusters need Go, minutes of building and a GiB of memory. They run where `TEST_CLUSTER=1`,
 * which `npm run test:cluster` sets; elsewhere one skipped test stands for all of them.
 */
export function describeOnTestCluster(name: string, tests: () => void): void {
  if (process.env.TEST_CLUSTER === '1') {
    describe(name, tests);
  } else {
    it.skip(`${name} (npm run test:cluster)`, () => {});
  }
}
