import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { DatabaseClusterLease } from './DatabaseClusterLease';

describe('DatabaseClusterLease', () => {
  const databases = testDatabases();
  const logger = mockServices.logger.mock();
  const started: DatabaseClusterLease[] = [];
  let nowMs = 1_000_000;

  afterEach(async () => {
    await Promise.all(started.splice(0).map(lease => lease.stop()));
  });

  function create(knex: Knex, holder: string) {
    const lease = DatabaseClusterLease.create({
      knex,
      clusters: ['c1'],
      holder,
      logger,
      now: () => new Date(nowMs),
      durationMs: 30_000,
    });
    started.push(lease);
    return lease;
  }

  it.each(databases.eachSupportedId())(
    'has one holder at a time on %s, and fences the former one off',
    async id => {
      const knex = await migrated(databases, id);
      const first = create(knex, 'first');
      const second = create(knex, 'second');
      const gained: string[] = [];
      second.onChange(cluster => gained.push(cluster));

      await first.renew();
      await second.renew();
      const fence = first.held('c1');
      expect(fence).toEqual({ cluster: 'c1', counter: 1 });
      expect(second.held('c1')).toBeUndefined();
      if (!fence) throw new Error('not held');
      await expect(
        first.withFence(
          fence,
          async trx => (await trx('cluster_leases').first()).holder,
        ),
      ).resolves.toBe('first');

      nowMs += 20_000;
      await first.renew();
      nowMs += 20_000;
      await second.renew();
      expect(first.held('c1')).toEqual(fence);
      expect(gained).toEqual([]);

      nowMs += 31_000;
      expect(first.held('c1')).toBeUndefined();
      await second.renew();
      expect(second.held('c1')).toEqual({ cluster: 'c1', counter: 2 });
      expect(gained).toEqual(['c1']);
      await expect(
        first.withFence(fence, async () => 'written'),
      ).rejects.toThrow('Another replica has taken over');
      await first.renew();
      expect(first.held('c1')).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'is given back on %s when its holder stops',
    async id => {
      const knex = await migrated(databases, id);
      const first = create(knex, 'first');
      const second = create(knex, 'second');
      await first.renew();
      await first.stop();
      await second.renew();
      expect(second.held('c1')).toEqual({ cluster: 'c1', counter: 2 });
    },
  );
});
