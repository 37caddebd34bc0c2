/**
 * Tests that start real clusters need Go, minutes of building and a GiB of memory. They are there where `TEST_CLUSTER=1`,
 * which `npm run test:cluster` sets. Files with nothing else are named `*.cluster.test.ts`; `npm test` leaves those out.
 */
export function describeOnTestCluster(name: string, tests: () => void): void {
  if (process.env.TEST_CLUSTER === '1') describe(name, tests);
}
