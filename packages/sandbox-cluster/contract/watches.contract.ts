import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import {
  CONFIG_MAP,
  configMap,
  eventText,
  takeEvents,
  typeOf,
  type Abilities,
  type ContractContext,
} from './context';

/** Watches, and the list+watch on top of them. */
export function watchContracts(
  context: () => ContractContext,
  abilities: Abilities,
): void {
  describe('watch', () => {
    it('sees exactly what happened after the list', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const scope = { namespace, labelSelector: 'watch=exact' };
      const metadata = { labels: { watch: 'exact' } };
      await client.create(type, configMap(namespace, 'before', { metadata }));
      const { resourceVersion } = (await client.list(type, scope)).metadata;
      const created = await client.create(
        type,
        configMap(namespace, 'after', { metadata }),
      );
      const changed = await client.replace(type, {
        ...created,
        data: { key: 'changed' },
      });
      await client.delete(type, 'after', namespace);
      const events = await takeEvents(
        client,
        type,
        { ...scope, resourceVersion },
        3,
      );
      expect(events.map(eventText)).toEqual([
        'ADDED after',
        'MODIFIED after',
        'DELETED after',
      ]);
      expect(events[1].object.metadata.resourceVersion).toBe(
        changed.metadata.resourceVersion,
      );
      const versions = events.map(event =>
        Number(event.object.metadata.resourceVersion),
      );
      expect(versions).toEqual(
        [...versions].sort((left, right) => left - right),
      );
      expect(versions[2]).toBeGreaterThan(versions[1]);
    });

    it('shows objects coming and going as their labels change', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const scope = { namespace, labelSelector: 'shown=yes' };
      const { resourceVersion } = (await client.list(type, scope)).metadata;
      await client.create(type, configMap(namespace, 'moody'));
      const label = (shown: string | null) =>
        client.patch(type, 'moody', namespace, {
          type: 'merge',
          body: { metadata: { labels: { shown } } },
        });
      await label('yes');
      await client.patch(type, 'moody', namespace, {
        type: 'merge',
        body: { data: { key: 'x' } },
      });
      await label(null);
      const events = await takeEvents(
        client,
        type,
        { ...scope, resourceVersion },
        3,
      );
      expect(events.map(eventText)).toEqual([
        'ADDED moody',
        'MODIFIED moody',
        'DELETED moody',
      ]);
    });

    it('begins with what is there when no version is given', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const metadata = { labels: { watch: 'initial' } };
      await client.create(type, configMap(namespace, 'there-1', { metadata }));
      await client.create(type, configMap(namespace, 'there-2', { metadata }));
      const scope = {
        namespace,
        labelSelector: 'watch=initial',
        resourceVersion: '',
      };
      const events = await takeEvents(client, type, scope, 2);
      expect(events.map(eventText).sort()).toEqual([
        'ADDED there-1',
        'ADDED there-2',
      ]);
    });

    it('ends after timeoutSeconds, with a version to go on from', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const { resourceVersion } = (await client.list(type, { namespace }))
        .metadata;
      const seen: string[] = [];
      for await (const event of client.watch(type, {
        namespace,
        resourceVersion,
        timeoutSeconds: 1,
      })) {
        seen.push(eventText(event));
      }
      expect(seen.filter(text => text !== 'BOOKMARK')).toEqual([]);
    });

    (abilities.includes('expireHistory') ? it : it.skip)(
      'answers Expired for a version that is forgotten',
      async () => {
        const { client, namespace, expireHistory } = context();
        const type = await typeOf(client, CONFIG_MAP);
        const { resourceVersion } = (await client.list(type, { namespace }))
          .metadata;
        await client.create(type, configMap(namespace, 'newer-1'));
        await client.create(type, configMap(namespace, 'newer-2'));
        await expireHistory!();
        await expect(
          takeEvents(client, type, { namespace, resourceVersion }, 1),
        ).rejects.toMatchObject({ code: 410, reason: 'Expired' });
      },
    );
  });

  describe('list and watch', () => {
    it('follows every change and stops without a trace', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const metadata = { labels: { watch: 'followed' } };
      await client.create(
        type,
        configMap(namespace, 'followed-1', { metadata }),
      );
      const mirror = follow(client, namespace, type);
      await mirror.until(names => names.join() === 'followed-1');
      await client.create(
        type,
        configMap(namespace, 'followed-2', { metadata }),
      );
      await mirror.until(names => names.join() === 'followed-1,followed-2');
      await client.delete(type, 'followed-1', namespace);
      await mirror.until(names => names.join() === 'followed-2');
      await mirror.stop();
    });
  });
}

/** A list+watch whose contents can be waited for. */
function follow(
  client: ClusterClient,
  namespace: string,
  type: Awaited<ReturnType<typeof typeOf>>,
) {
  const known = new Map<string, KubeObject>();
  let changed = () => {};
  const nextChange = () =>
    new Promise<void>(resolve => {
      changed = resolve;
    });
  const handle = client.listWatch(
    type,
    {
      onSynced: objects => {
        known.clear();
        objects.forEach(object => known.set(object.metadata.name, object));
        changed();
      },
      onUpserted: object => {
        known.set(object.metadata.name, object);
        changed();
      },
      onDeleted: object => {
        known.delete(object.metadata.name);
        changed();
      },
    },
    { namespace, labelSelector: 'watch=followed', pageSize: 1 },
  );
  return {
    stop: () => handle.stop(),
    until: async (wanted: (names: string[]) => boolean) => {
      while (!wanted([...known.keys()].sort())) {
        await nextChange();
      }
    },
  };
}
