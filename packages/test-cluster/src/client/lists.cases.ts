import type { ClusterClient, ResourceType } from '@silogen/cluster-client';
import { typeOf } from '../apply';
import {
  configMap,
  namespaceOf,
  newClient,
  type ClusterOf,
} from './clientCases';
import { Mirror } from './Mirror';
import { requestCounts } from './requestCounts';

const MANY = 5_000;
const AT_ONCE = 16;
const OURS = { fieldSelector: 'metadata.name!=kube-root-ca.crt' };

async function createMany(
  client: ClusterClient,
  type: ResourceType,
  namespace: string,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < MANY) {
      next += 1;
      const name = `object-${String(next).padStart(4, '0')}`;
      await client.create(type, configMap(name, { namespace }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Lists of many pages. */
export function listCases(clusterOf: ClusterOf): void {
  describe(`${MANY} objects`, () => {
    const namespace = 'crowded';
    let type: ResourceType;

    beforeAll(async () => {
      const { client } = clusterOf();
      await namespaceOf(client, namespace);
      type = await typeOf(client, { apiVersion: 'v1', kind: 'ConfigMap' });
      await createMany(client, type, namespace);
    });

    it('come in pages of 500, each object once', async () => {
      const cluster = clusterOf();
      const before = await requestCounts(cluster, 'configmaps');
      const names = new Set<string>();
      let seen = 0;
      for await (const { metadata } of cluster.client.listAll(type, {
        namespace,
        ...OURS,
      })) {
        names.add(metadata.name);
        seen += 1;
      }
      expect([names.size, seen]).toEqual([MANY, MANY]);
      const { LIST } = await requestCounts(cluster, 'configmaps');
      // One more where the last page is just full and one that is not selected stands behind it.
      expect(LIST - before.LIST).toBeGreaterThanOrEqual(MANY / 500);
    });

    it('come each once, and all, when etcd forgets the moment of the list in the middle of it', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const seen: string[] = [];
      for await (const { metadata } of client.listAll(type, {
        namespace,
        ...OURS,
      })) {
        seen.push(metadata.name);
        if (seen.length === 1_200) {
          // A later moment, or there is nothing older to forget.
          await client.create(type, configMap('latecomer', { namespace }));
          await cluster.expireHistory();
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter(name => name.startsWith('object-'))).toHaveLength(
        MANY,
      );
      expect(seen).toContain('latecomer');
    });

    it('are mirrored by a list+watch that misses nothing of what happens while it reads the pages', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const mirror = Mirror.of(newClient(cluster), type, {
        namespace,
        ...OURS,
        pageSize: 250,
      });
      try {
        const created = Array.from({ length: 20 }, (_, at) => `during-${at}`);
        for (const name of created) {
          await client.create(type, configMap(name, { namespace }));
        }
        await client.delete(type, 'object-0001', namespace);
        await client.delete(type, `object-${MANY}`, namespace);
        await mirror.until(
          'all of them',
          ({ objects }) =>
            objects.has('during-19') &&
            !objects.has('object-0001') &&
            !objects.has(`object-${MANY}`),
        );
        const wanted: string[] = [];
        for await (const { metadata } of client.listAll(type, {
          namespace,
          ...OURS,
        })) {
          wanted.push(metadata.name);
        }
        expect(mirror.names).toEqual(wanted.sort());
        expect(mirror).toMatchObject({ syncs: 1, errors: [] });
      } finally {
        await mirror.stop();
      }
    });
  });
}
