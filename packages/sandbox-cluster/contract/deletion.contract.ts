import type {
  ClusterClient,
  KubeObject,
  ResourceType,
} from '@silogen/cluster-client';
import {
  CONFIG_MAP,
  configMap,
  eventually,
  typeOf,
  type ContractContext,
} from './context';

/** Deleting: preconditions, finalizers, ownership, namespaces. */
export function deletionContracts(context: () => ContractContext): void {
  describe('delete', () => {
    it('removes at once what nothing holds', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await client.create(type, configMap(namespace, 'loose'));
      expect(await client.delete(type, 'loose', namespace)).toEqual({
        gone: false,
      });
      expect(await client.find(type, 'loose', namespace)).toBeUndefined();
      expect(await client.delete(type, 'loose', namespace)).toEqual({
        gone: true,
      });
    });

    it('checks uid and resourceVersion preconditions', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const object = await client.create(type, configMap(namespace, 'guarded'));
      const uid = '00000000-0000-4000-8000-000000000000';
      await expect(
        client.delete(type, 'guarded', namespace, { preconditions: { uid } }),
      ).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
      await expect(
        client.delete(type, 'guarded', namespace, {
          preconditions: { resourceVersion: '1' },
        }),
      ).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
      const { metadata } = object;
      await client.delete(type, 'guarded', namespace, {
        preconditions: {
          uid: metadata.uid,
          resourceVersion: metadata.resourceVersion,
        },
      });
      expect(await client.find(type, 'guarded', namespace)).toBeUndefined();
    });

    it('waits for finalizers', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const finalizers = ['example.test/hold'];
      await client.create(
        type,
        configMap(namespace, 'held', { metadata: { finalizers } }),
      );
      await client.delete(type, 'held', namespace);
      const held = await client.get(type, 'held', namespace);
      expect(held.metadata.deletionTimestamp).toBeDefined();
      await client.patch(type, 'held', namespace, {
        type: 'merge',
        body: { metadata: { finalizers: null } },
      });
      expect(await client.find(type, 'held', namespace)).toBeUndefined();
    });
  });

  describe('ownership', () => {
    it('deletes the dependents of a deleted owner in the background', async () => {
      const { client, namespace } = context();
      const { type, owner } = await family(client, namespace, 'parent', [
        'child-1',
        'child-2',
      ]);
      await client.delete(type, owner.metadata.name, namespace, {
        propagationPolicy: 'Background',
      });
      await eventually(client, type, { name: 'child-1', namespace }, gone);
      await eventually(client, type, { name: 'child-2', namespace }, gone);
    });

    it('deletes dependents before their owner in the foreground', async () => {
      const { client, namespace } = context();
      const { type, owner } = await family(client, namespace, 'patient', [
        'child-3',
      ]);
      const body = { metadata: { finalizers: ['example.test/hold'] } };
      await client.patch(type, 'child-3', namespace, { type: 'merge', body });
      await client.delete(type, owner.metadata.name, namespace, {
        propagationPolicy: 'Foreground',
      });
      const waiting = await client.get(type, 'patient', namespace);
      expect(waiting.metadata).toMatchObject({
        deletionTimestamp: expect.any(String),
        finalizers: ['foregroundDeletion'],
      });
      await eventually(
        client,
        type,
        { name: 'child-3', namespace },
        child => child?.metadata.deletionTimestamp !== undefined,
      );
      const release = { metadata: { finalizers: null } };
      await client.patch(type, 'child-3', namespace, {
        type: 'merge',
        body: release,
      });
      await eventually(client, type, { name: 'patient', namespace }, gone);
    });

    it('leaves dependents that are orphaned', async () => {
      const { client, namespace } = context();
      const { type, owner } = await family(client, namespace, 'leaver', [
        'child-4',
      ]);
      await client.delete(type, owner.metadata.name, namespace, {
        propagationPolicy: 'Orphan',
      });
      await eventually(client, type, { name: 'leaver', namespace }, gone);
      const child = await client.get(type, 'child-4', namespace);
      expect(child.metadata.ownerReferences ?? []).toEqual([]);
      expect(child.metadata.deletionTimestamp).toBeUndefined();
    });

    it('deletes what names an owner that never was', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const uid = '00000000-0000-4000-8000-000000000001';
      const reference = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'nobody',
        uid,
      };
      const metadata = { ownerReferences: [reference] };
      await client.create(type, configMap(namespace, 'stray', { metadata }));
      await eventually(client, type, { name: 'stray', namespace }, gone);
    });
  });

  describe('namespaces', () => {
    it('take everything in them along, and take nothing new while they end', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const namespaces = await typeOf(client, { group: '', kind: 'Namespace' });
      const name = `${namespace}-ending`;
      await client.create(namespaces, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
      const finalizers = ['example.test/hold'];
      await client.create(
        type,
        configMap(name, 'last', { metadata: { finalizers } }),
      );
      await client.delete(namespaces, name);
      const ending = await client.get(namespaces, name);
      expect(ending.status).toMatchObject({ phase: 'Terminating' });
      await expect(
        client.create(type, configMap(name, 'late')),
      ).rejects.toMatchObject({
        code: 403,
        reason: 'Forbidden',
        message: expect.stringContaining('because it is being terminated'),
      });
      await client.patch(type, 'last', name, {
        type: 'merge',
        body: { metadata: { finalizers: null } },
      });
      await eventually(client, namespaces, { name }, gone, 60);
    });
  });
}

function gone(object: KubeObject | undefined): boolean {
  return object === undefined;
}

async function family(
  client: ClusterClient,
  namespace: string,
  ownerName: string,
  children: string[],
): Promise<{ type: ResourceType; owner: KubeObject }> {
  const type = await typeOf(client, CONFIG_MAP);
  const owner = await client.create(type, configMap(namespace, ownerName));
  const reference = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: ownerName,
    uid: owner.metadata.uid!,
    blockOwnerDeletion: true,
  };
  for (const child of children) {
    const metadata = { ownerReferences: [reference] };
    await client.create(type, configMap(namespace, child, { metadata }));
  }
  return { type, owner };
}
