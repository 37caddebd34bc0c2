import {
  CONFIG_MAP,
  configMap,
  LOCAL_QUEUE,
  localQueue,
  typeOf,
  type Abilities,
  type ContractContext,
} from './context';

/** Who may do what, and what the server says about itself. */
export function accessContracts(
  context: () => ContractContext,
  abilities: Abilities,
): void {
  describe('server', () => {
    it('tells its version', async () => {
      const { client } = context();
      expect((await client.version()).gitVersion).toMatch(/^v1\.\d+\.\d+/);
    });

    it('finds no kind that is not installed', async () => {
      const { client } = context();
      expect(
        await client.discover({ group: 'example.test', kind: 'Nothing' }),
      ).toBeUndefined();
      expect(
        await client.discover({ group: 'batch', kind: 'Nothing' }),
      ).toBeUndefined();
    });

    it('serves objects in every version that it names', async () => {
      const { client, namespace } = context();
      const preferred = await typeOf(client, LOCAL_QUEUE);
      await client.create(
        preferred,
        localQueue(preferred, namespace, 'versions'),
      );
      for (const version of ['v1beta1', 'v1beta2']) {
        const type = await client.discover({
          ...LOCAL_QUEUE,
          versions: [version],
        });
        if (type) {
          const read = await client.get(type, 'versions', namespace);
          expect(read.apiVersion).toBe(`kueue.x-k8s.io/${version}`);
          expect(read.spec).toMatchObject({ clusterQueue: 'no-such-queue' });
        }
      }
    });

    it('refuses an object of more than etcd takes', async () => {
      const { client, namespace } = context();
      const type = await typeOf(client, CONFIG_MAP);
      const data = { key: 'x'.repeat(1_600_000) };
      // ConfigMaps are refused by their own limit of 1 MiB first, where that is enforced.
      const refusal = client.create(
        type,
        configMap(namespace, 'big', { data }),
      );
      const code = await refusal.then(
        () => 201,
        error => error.code,
      );
      expect([413, 422, 500]).toContain(code);
    });
  });

  describe('access', () => {
    it('lets an administrator do everything', async () => {
      const { client, namespace } = context();
      const question = {
        resource: 'kaiwoqueueconfigs',
        group: 'kaiwo.silogen.ai',
        namespace,
      };
      expect(await client.canI({ ...question, verb: 'update' })).toBe(true);
    });

    (abilities.includes('readOnlyClient') ? it : it.skip)(
      'lets a reader read only',
      async () => {
        const { readOnlyClient, namespace } = context();
        const type = await typeOf(readOnlyClient!, CONFIG_MAP);
        await readOnlyClient!.list(type, { namespace });
        expect(
          await readOnlyClient!.canI({
            resource: 'configmaps',
            verb: 'watch',
            namespace,
          }),
        ).toBe(true);
        expect(
          await readOnlyClient!.canI({
            resource: 'configmaps',
            verb: 'create',
            namespace,
          }),
        ).toBe(false);
        await expect(
          readOnlyClient!.create(type, configMap(namespace, 'refused')),
        ).rejects.toMatchObject({
          code: 403,
          reason: 'Forbidden',
          message: expect.stringMatching(
            /configmaps is forbidden: User ".*" cannot create resource "configmaps"/,
          ),
        });
      },
    );
  });
}
