import { typeOf } from '../apply';
import { waitFor } from '../waitFor';
import {
  configMap,
  endComponent,
  heldDelay,
  namespaceOf,
  newClient,
  type ClusterOf,
} from './clientCases';
import { Mirror } from './Mirror';
import { requestCounts } from './requestCounts';

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

/** How a list+watch gets over what happens to its connection and to the history behind it. */
export function watchCases(clusterOf: ClusterOf): void {
  describe('list+watch', () => {
    it('lists again, without loss, when its place in history was compacted while the API server was away', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const namespace = await namespaceOf(client, 'compacted');
      const type = await typeOf(client, CONFIG_MAP);
      const make = (name: string, data?: Record<string, string>) =>
        client.create(type, configMap(name, { namespace, data }));
      await make('deleted');
      const changed = await make('changed');
      const { delay, letGo } = heldDelay();
      const mirror = Mirror.of(newClient(cluster, { delay }), type, {
        namespace,
        fieldSelector: 'metadata.name!=kube-root-ca.crt',
      });
      try {
        await mirror.untilNames('changed', 'deleted');
        const bringBack = await endComponent(cluster, 'kube-apiserver');
        await mirror.until('the cut', ({ errors }) => errors.length === 1);
        await bringBack();
        await client.delete(type, 'deleted', namespace);
        await make('created');
        await client.replace(type, { ...changed, data: { key: 'new' } });
        await cluster.expireHistory();
        letGo();
        await mirror.untilNames('changed', 'created');
        expect(mirror.objects.get('changed')?.data).toEqual({ key: 'new' });
        expect(mirror.syncs).toBe(2);
        // The 410 itself is mended at once: nobody is told of an interruption.
        expect(mirror.errors.map(({ code }) => code)).toEqual([0]);
        // And it follows again.
        await make('later');
        await mirror.untilNames('changed', 'created', 'later');
        expect(mirror.syncs).toBe(2);
      } finally {
        letGo();
        await mirror.stop();
      }
    });

    it('goes on where it was when the API server was restarted and etcd still has the history', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const namespace = await namespaceOf(client, 'restarted');
      const type = await typeOf(client, CONFIG_MAP);
      await client.create(type, configMap('before', { namespace }));
      const { delay, letGo } = heldDelay();
      const mirror = Mirror.of(newClient(cluster, { delay }), type, {
        namespace,
        fieldSelector: 'metadata.name!=kube-root-ca.crt',
      });
      try {
        await mirror.untilNames('before');
        const bringBack = await endComponent(cluster, 'kube-apiserver');
        await mirror.until('the cut', ({ errors }) => errors.length === 1);
        expect(mirror.error).toMatchObject({ code: 0, reason: 'Unreachable' });
        await bringBack();
        await client.delete(type, 'before', namespace);
        await client.create(type, configMap('after', { namespace }));
        letGo();
        await mirror.untilNames('after');
        expect(mirror).toMatchObject({ syncs: 1, resumed: 2 });
      } finally {
        letGo();
        await mirror.stop();
      }
    });

    it('comes back by itself to a kind behind the watch cache and a webhook, whatever the API server answers as it starts', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const type = await typeOf(client, {
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'LocalQueue',
      });
      const queue = (name: string) => ({
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'LocalQueue',
        metadata: { name, namespace: 'default' },
        spec: { clusterQueue: 'none' },
      });
      await client.create(type, queue('first'));
      const mirror = Mirror.of(newClient(cluster), type, {
        namespace: 'default',
      });
      try {
        await mirror.untilNames('first');
        const bringBack = await endComponent(cluster, 'kube-apiserver');
        await mirror.until('the cut', ({ errors }) => errors.length > 0);
        await bringBack();
        await waitFor({
          what: 'a write',
          check: async () =>
            Boolean(await client.create(type, queue('second'))),
        });
        await mirror.untilNames('first', 'second');
        await mirror.until('data again', ({ resumed }) => resumed >= 2);
      } finally {
        await mirror.stop();
      }
    });

    it('resumes an idle watch whose time is up, without listing and without telling anybody', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const type = await typeOf(client, {
        apiVersion: 'v1',
        kind: 'PodTemplate',
      });
      const template = (name: string) => ({
        apiVersion: 'v1',
        kind: 'PodTemplate',
        metadata: { name, namespace: 'default' },
        template: {
          spec: { containers: [{ name: 'main', image: 'registry.test/no:1' }] },
        },
      });
      await client.create(type, template('there'));
      const mirror = Mirror.of(newClient(cluster, { watchSeconds: 2 }), type, {
        namespace: 'default',
      });
      try {
        await mirror.untilNames('there');
        const before = await requestCounts(cluster, 'podtemplates');
        await waitFor({
          what: 'three watches to end',
          check: async () => {
            const now = await requestCounts(cluster, 'podtemplates');
            return now.WATCH >= before.WATCH + 3;
          },
        });
        await client.create(type, template('late'));
        await mirror.untilNames('late', 'there');
        expect(mirror).toMatchObject({ syncs: 1, resumed: 1, errors: [] });
        expect(await requestCounts(cluster, 'podtemplates')).toMatchObject({
          LIST: before.LIST,
        });
      } finally {
        await mirror.stop();
      }
    });
  });
}
