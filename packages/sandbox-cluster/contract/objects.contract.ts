import type { KubeObject } from '@silogen/cluster-client';
import {
  CONFIG_MAP,
  configMap,
  LOCAL_QUEUE,
  localQueue,
  typeOf,
  type ContractContext,
} from './context';

/** Creating and changing single objects. */
export function objectContracts(context: () => ContractContext): void {
  describe('create', () => {
    it('assigns uid, time, version and generation, and drops the status', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      const created = await client.create(type, {
        ...localQueue(type, namespace, 'fresh'),
        status: { pendingWorkloads: 9 },
      });
      expect(created.metadata).toMatchObject({
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        creationTimestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        ),
        resourceVersion: expect.stringMatching(/^\d+$/),
        generation: 1,
      });
      expect(
        (created.status as { pendingWorkloads?: number })?.pendingWorkloads,
      ).not.toBe(9);
    });

    it('refuses a name that is taken with AlreadyExists', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await client.create(type, configMap(namespace, 'taken'));
      await expect(
        client.create(type, configMap(namespace, 'taken')),
      ).rejects.toMatchObject({
        code: 409,
        reason: 'AlreadyExists',
        message: expect.stringContaining('configmaps "taken" already exists'),
      });
    });

    it('makes names from generateName', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const object = configMap(namespace, '', {
        metadata: { generateName: 'made-' },
      });
      const created = await client.create(type, object);
      expect(created.metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
    });

    it('refuses a namespace that does not exist', async () => {
      const { client } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await expect(
        client.create(type, configMap('no-such-namespace', 'a')),
      ).rejects.toMatchObject({
        code: 404,
        reason: 'NotFound',
        message: expect.stringContaining(
          'namespaces "no-such-namespace" not found',
        ),
      });
    });

    it('names the field of an invalid name', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await expect(
        client.create(type, configMap(namespace, 'Not_Valid')),
      ).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
        details: [
          expect.objectContaining({
            field: 'metadata.name',
            reason: 'FieldValueInvalid',
          }),
        ],
      });
    });

    it('prunes unknown fields, fills in defaults and refuses unknown values of a custom kind', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      const queue = localQueue(type, namespace, 'schema');
      const created = await client.create(type, {
        ...queue,
        spec: { clusterQueue: 'no-such-queue', invented: true },
      });
      expect(created.spec).toEqual({
        clusterQueue: 'no-such-queue',
        stopPolicy: 'None',
      });
      const wrong = {
        ...localQueue(type, namespace, 'wrong'),
        spec: { clusterQueue: 'q', stopPolicy: 'Maybe' },
      };
      await expect(client.create(type, wrong)).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
        details: [
          expect.objectContaining({
            field: 'spec.stopPolicy',
            reason: 'FieldValueNotSupported',
          }),
          // Kueue's rules in CEL come after the schema.
          expect.objectContaining({
            field: '<nil>',
            message: expect.stringContaining(
              'some validation rules were not checked because the object was invalid',
            ),
          }),
        ],
      });
    });
  });

  describe('replace', () => {
    it('refuses a stale resourceVersion with Conflict', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const first = await client.create(type, configMap(namespace, 'stale'));
      const second = await client.replace(type, {
        ...first,
        data: { key: 'second' },
      });
      expect(second.metadata.resourceVersion).not.toBe(
        first.metadata.resourceVersion,
      );
      await expect(
        client.replace(type, { ...first, data: { key: 'lost' } }),
      ).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
        message: expect.stringContaining(
          'Operation cannot be fulfilled on configmaps "stale": the object has been modified',
        ),
      });
    });

    it('demands a resourceVersion for custom kinds', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      await client.create(type, localQueue(type, namespace, 'unconditional'));
      await expect(
        client.replace(type, localQueue(type, namespace, 'unconditional')),
      ).rejects.toMatchObject({
        code: 422,
        details: [
          expect.objectContaining({ field: 'metadata.resourceVersion' }),
        ],
      });
    });

    it('leaves the version alone when nothing changes', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const first = await client.create(type, configMap(namespace, 'same'));
      const again = await client.replace(type, first);
      expect(again.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('refuses an object of another uid', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const first = await client.create(type, configMap(namespace, 'reborn'));
      const uid = '00000000-0000-4000-8000-000000000000';
      const other = {
        ...first,
        metadata: { ...first.metadata, uid, resourceVersion: undefined },
      };
      await expect(client.replace(type, other)).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
      });
    });

    it('answers NotFound for what is not there', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      const queue = localQueue(type, namespace, 'absent');
      const object: KubeObject = {
        ...queue,
        metadata: { ...queue.metadata, resourceVersion: '1' },
      };
      await expect(client.replace(type, object)).rejects.toMatchObject({
        code: 404,
        reason: 'NotFound',
      });
    });
  });

  describe('status and generation', () => {
    it('counts changes of the spec only', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      await client.create(type, localQueue(type, namespace, 'counted'));
      const patch = (body: unknown, subresource?: 'status') =>
        client.patch(type, 'counted', namespace, {
          type: 'merge',
          body,
          subresource,
        });
      const labelled = await patch({ metadata: { labels: { a: 'b' } } });
      expect(labelled.metadata.generation).toBe(1);
      const held = await patch({ spec: { stopPolicy: 'Hold' } });
      expect(held.metadata.generation).toBe(2);
      const reported = await patch(
        { status: { pendingWorkloads: 3 } },
        'status',
      );
      expect(reported.metadata.generation).toBe(2);
    });

    it('keeps spec and status apart', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      await client.create(type, localQueue(type, namespace, 'split'));
      const both = {
        spec: { stopPolicy: 'HoldAndDrain' },
        status: { pendingWorkloads: 4 },
      };
      const viaStatus = await client.patch(type, 'split', namespace, {
        type: 'merge',
        body: both,
        subresource: 'status',
      });
      expect(viaStatus).toMatchObject({
        spec: { stopPolicy: 'None' },
        status: { pendingWorkloads: 4 },
      });
      const viaMain = await client.patch(type, 'split', namespace, {
        type: 'merge',
        body: {
          spec: { stopPolicy: 'HoldAndDrain' },
          status: { pendingWorkloads: 77 },
        },
      });
      expect(viaMain).toMatchObject({ spec: { stopPolicy: 'HoldAndDrain' } });
      expect(
        (viaMain.status as { pendingWorkloads: number }).pendingWorkloads,
      ).not.toBe(77);
    });
  });

  describe('patch', () => {
    it('merges: objects deeply, null removes, lists are replaced', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await client.create(
        type,
        configMap(namespace, 'merged', { data: { a: '1', b: '2' } }),
      );
      const patched = await client.patch(type, 'merged', namespace, {
        type: 'merge',
        body: { data: { a: null, c: '3' } },
      });
      expect(patched.data).toEqual({ b: '2', c: '3' });
    });

    it('applies JSON patches whole or not at all', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      await client.create(type, configMap(namespace, 'tested'));
      const replace = { op: 'replace', path: '/data/key', value: 'new' };
      const good = [{ op: 'test', path: '/data/key', value: 'value' }, replace];
      const patched = await client.patch(type, 'tested', namespace, {
        type: 'json',
        body: good,
      });
      expect(patched.data).toEqual({ key: 'new' });
      const bad = [
        { ...replace, value: 'lost' },
        { op: 'test', path: '/data/key', value: 'value' },
      ];
      await expect(
        client.patch(type, 'tested', namespace, { type: 'json', body: bad }),
      ).rejects.toMatchObject({ code: 422 });
      expect((await client.get(type, 'tested', namespace)).data).toEqual({
        key: 'new',
      });
    });

    it('is conditional when it carries a resourceVersion', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const first = await client.create(
        type,
        configMap(namespace, 'conditional'),
      );
      await client.replace(type, { ...first, data: { key: 'newer' } });
      const body = {
        metadata: { resourceVersion: first.metadata.resourceVersion },
        data: { key: 'x' },
      };
      await expect(
        client.patch(type, 'conditional', namespace, { type: 'merge', body }),
      ).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
    });

    it('merges built-in lists by key, and refuses that for custom kinds', async () => {
      const { client, namespace } = context();
      const queues = await typeOf(client, LOCAL_QUEUE);
      await client.create(queues, localQueue(queues, namespace, 'strategic'));
      const patch = {
        type: 'strategic',
        body: { spec: { stopPolicy: 'Hold' } },
      } as const;
      await expect(
        client.patch(queues, 'strategic', namespace, patch),
      ).rejects.toMatchObject({
        code: 415,
        reason: 'UnsupportedMediaType',
      });
      const jobs = await typeOf(client, { group: 'batch', kind: 'Job' });
      const job = await client.create(
        jobs,
        suspendedJob(namespace, 'strategic'),
      );
      const patched = await client.patch(
        jobs,
        'strategic',
        namespace,
        {
          type: 'strategic',
          body: {
            metadata: { labels: { touched: 'yes' } },
            spec: { parallelism: 2 },
          },
        },
        { dryRun: true },
      );
      expect(patched.metadata.labels).toMatchObject({
        ...job.metadata.labels,
        touched: 'yes',
      });
      await client.delete(jobs, 'strategic', namespace, {
        propagationPolicy: 'Background',
      });
    });
  });

  describe('dry run', () => {
    it('answers like the real thing and stores nothing', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, LOCAL_QUEUE);
      const options = { dryRun: true };
      const created = await client.create(
        type,
        localQueue(type, namespace, 'ghost'),
        options,
      );
      expect(created).toMatchObject({
        spec: { stopPolicy: 'None' },
        metadata: { name: 'ghost' },
      });
      expect(await client.find(type, 'ghost', namespace)).toBeUndefined();

      const real = await client.create(
        type,
        localQueue(type, namespace, 'solid'),
      );
      const body = { spec: { stopPolicy: 'Hold' } };
      const patched = await client.patch(
        type,
        'solid',
        namespace,
        { type: 'merge', body },
        options,
      );
      expect(patched.spec).toMatchObject({ stopPolicy: 'Hold' });
      await client.delete(type, 'solid', namespace, { dryRun: true });
      const after = await client.get(type, 'solid', namespace);
      expect(after.spec).toEqual(real.spec);
      expect(after.metadata.deletionTimestamp).toBeUndefined();
      await expect(
        client.create(type, localQueue(type, namespace, 'solid'), options),
      ).rejects.toMatchObject({ reason: 'AlreadyExists' });
    });
  });
}

/** A Job that no controller starts. */
export function suspendedJob(namespace: string, name: string): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      suspend: true,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'main', image: 'registry.test/nothing:1' }],
        },
      },
    },
  };
}
