import type { ClusterClient } from '@silogen/cluster-client';
import {
  CONFIG_MAP,
  configMap,
  typeOf,
  type Abilities,
  type ContractContext,
} from './context';

/** Lists: pages, snapshots, selectors. */
export function listContracts(
  context: () => ContractContext,
  abilities: Abilities,
): void {
  describe('list', () => {
    const selector = 'suite=lists';
    let prepared: Promise<void> | undefined;

    /** Objects that the tests here read and none changes. */
    async function prepare(
      client: ClusterClient,
      namespace: string,
    ): Promise<void> {
      const type = await typeOf(client, CONFIG_MAP);
      const labels: Record<string, Record<string, string>> = {
        'list-a': { tier: 'front', size: 'small' },
        'list-b': { tier: 'front' },
        'list-c': { tier: 'back', size: 'large' },
        'list-d': { 'example.test/tier': 'back' },
      };
      for (const [name, own] of Object.entries(labels)) {
        const metadata = { labels: { suite: 'lists', ...own } };
        await client.create(type, configMap(namespace, name, { metadata }));
      }
      await client.create(type, configMap(namespace, 'unlisted'));
    }

    async function prepareOnce() {
      const { client, namespace } = context();
      prepared ??= prepare(client, namespace);
      await prepared;
      return { client, namespace, type: await typeOf(client, CONFIG_MAP) };
    }

    it('comes in pages that show one moment', async () => {
      const { client, namespace, type } = await prepareOnce();
      const scope = { namespace, labelSelector: selector };
      const first = await client.list(type, { ...scope, limit: 2 });
      expect(first.items.map(item => item.metadata.name)).toEqual([
        'list-a',
        'list-b',
      ]);
      expect(first.metadata.continue).toEqual(expect.any(String));
      const metadata = { labels: { suite: 'lists' } };
      await client.create(type, configMap(namespace, 'list-bb', { metadata }));
      const second = await client.list(type, {
        ...scope,
        limit: 2,
        continue: first.metadata.continue,
      });
      expect(second.items.map(item => item.metadata.name)).toEqual([
        'list-c',
        'list-d',
      ]);
      expect(second.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
      // More stands behind this page; whether that matches is not looked at before it is asked for.
      expect(second.metadata.continue).toEqual(expect.any(String));
      const third = await client.list(type, {
        ...scope,
        limit: 2,
        continue: second.metadata.continue,
      });
      expect(third.items).toEqual([]);
      expect(third.metadata.continue ?? '').toBe('');
      await client.delete(type, 'list-bb', namespace);
    });

    it('counts what remains when no selector is given', async () => {
      const { client, namespace, type } = await prepareOnce();
      const all = await client.list(type, { namespace });
      const page = await client.list(type, { namespace, limit: 1 });
      expect(page.metadata.remainingItemCount).toBe(all.items.length - 1);
    });

    it('refuses a continue token that is none', async () => {
      const { client, namespace, type } = await prepareOnce();
      await expect(
        client.list(type, { namespace, limit: 1, continue: 'nonsense' }),
      ).rejects.toMatchObject({ code: 400, reason: 'BadRequest' });
    });

    (abilities.includes('expireHistory') ? it : it.skip)(
      'answers Expired for a continue token whose moment is forgotten',
      async () => {
        const { client, namespace, type } = await prepareOnce();
        const { expireHistory } = context();
        const page = await client.list(type, { namespace, limit: 1 });
        await client.create(type, configMap(namespace, 'list-expiry'));
        await expireHistory!();
        await expect(
          client.list(type, {
            namespace,
            limit: 1,
            continue: page.metadata.continue,
          }),
        ).rejects.toMatchObject({ code: 410, reason: 'Expired' });
        await client.delete(type, 'list-expiry', namespace);
      },
    );

    it.each([
      ['tier=front', ['list-a', 'list-b']],
      ['tier==back', ['list-c']],
      ['tier!=front', ['list-c', 'list-d']],
      ['size', ['list-a', 'list-c']],
      ['!size', ['list-b', 'list-d']],
      ['size in (small, large)', ['list-a', 'list-c']],
      ['size notin (small)', ['list-b', 'list-c', 'list-d']],
      ['tier=front,size=small', ['list-a']],
      ['example.test/tier in (back)', ['list-d']],
      ['tier=', []],
    ])('selects by labels: %s', async (labels, expected) => {
      const { client, namespace, type } = await prepareOnce();
      const labelSelector = `${selector},${labels}`;
      const { items } = await client.list(type, { namespace, labelSelector });
      expect(items.map(item => item.metadata.name)).toEqual(expected);
    });

    it.each([
      ['metadata.name=list-b', ['list-b']],
      ['metadata.name!=list-b', ['list-a', 'list-c', 'list-d']],
      ['metadata.namespace=elsewhere', []],
    ])('selects by fields: %s', async (fieldSelector, expected) => {
      const { client, namespace, type } = await prepareOnce();
      const { items } = await client.list(type, {
        namespace,
        labelSelector: selector,
        fieldSelector,
      });
      expect(items.map(item => item.metadata.name)).toEqual(expected);
    });

    it.each([
      [{ labelSelector: 'a b' }, 'unable to parse requirement'],
      [
        { fieldSelector: 'data.key=value' },
        '"data.key" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ],
    ])('refuses %j', async (scope, message) => {
      const { client, namespace, type } = await prepareOnce();
      await expect(
        client.list(type, { namespace, ...scope }),
      ).rejects.toMatchObject({
        code: 400,
        reason: 'BadRequest',
        message: expect.stringContaining(message),
      });
    });

    it('finds the events of an object', async () => {
      const { client, namespace } = await prepareOnce();
      const events = await typeOf(client, { group: '', kind: 'Event' });
      const uid = '00000000-0000-4000-8000-000000000002';
      const event = (name: string, involved: string) => ({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace },
        involvedObject: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: involved,
          namespace,
          uid,
        },
        reason: 'Tested',
        message: 'for the contract suite',
        type: 'Normal',
        firstTimestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        lastTimestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        count: 1,
        source: { component: 'contract' },
      });
      await client.create(events, event('about-a', 'list-a'));
      await client.create(events, event('about-b', 'list-b'));
      const fieldSelector = `involvedObject.name=list-a,involvedObject.kind=ConfigMap,involvedObject.uid=${uid}`;
      const { items } = await client.list(events, { namespace, fieldSelector });
      expect(items.map(item => item.metadata.name)).toEqual(['about-a']);
    });
  });
}
