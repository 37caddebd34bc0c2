import type { KubeObject } from '@silogen/cluster-client';
import { typeOf } from '../apply';
import { waitFor } from '../waitFor';
import { endComponent, type ClusterOf } from './clientCases';

interface ManagedFields {
  manager: string;
  operation: string;
  subresource?: string;
  fieldsV1: { 'f:spec'?: object };
}

function clusterQueue(name: string, gpus: string, more: object = {}) {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name },
    spec: {
      namespaceSelector: {},
      resourceGroups: [
        {
          coveredResources: ['amd.com/gpu'],
          flavors: [
            {
              name: 'mi300x',
              resources: [{ name: 'amd.com/gpu', nominalQuota: gpus }],
            },
          ],
        },
      ],
      ...more,
    },
  };
}

/** The managers of spec, in their order, with the fields that each owns. */
function managersOfSpec({ metadata }: KubeObject): Record<string, string[]> {
  const entries = (metadata.managedFields as ManagedFields[])
    .filter(({ fieldsV1 }) => fieldsV1['f:spec'])
    .map(({ manager, operation, fieldsV1 }) => [
      `${manager} ${operation}`,
      Object.keys(fieldsV1['f:spec']!)
        .map(key => key.replace(/^f:/, ''))
        .sort(),
    ]);
  return Object.fromEntries(entries);
}

const OURS = { fieldManager: 'silogen-portal' };

/** Writes that meet a webhook or another writer. */
export function writeCases(clusterOf: ClusterOf): void {
  describe('writes', () => {
    const typeOfQueues = () =>
      typeOf(clusterOf().client, {
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'ClusterQueue',
      });

    it("hands on Kueue's words when its webhook refuses: 403, though no right is missing", async () => {
      const { client } = clusterOf();
      const type = await typeOfQueues();
      const words =
        'admission webhook "vclusterqueue.kb.io" denied the request: spec.resourceGroups[0].flavors[0].resources[0].nominalQuota: Invalid value: "-1": must be greater than or equal to 0';
      const refusal = {
        code: 403,
        reason: 'Forbidden',
        details: [],
        message: expect.stringMatching(
          new RegExp(`: 403 Forbidden: ${words.replace(/[[\]]/g, '\\$&')}$`),
        ),
      };
      await expect(
        client.create(type, clusterQueue('negative', '-1')),
      ).rejects.toMatchObject(refusal);
      // A dry run asks the webhooks too: what is shown before saving is what would happen.
      await expect(
        client.create(type, clusterQueue('negative', '-1'), { dryRun: true }),
      ).rejects.toMatchObject(refusal);
      expect(await client.find(type, 'negative')).toBeUndefined();
    });

    it('names the field when the schema refuses: 422', async () => {
      const { client } = clusterOf();
      const type = await typeOfQueues();
      await expect(
        client.create(
          type,
          clusterQueue('bad-cohort', '1', { cohortName: 'a b' }),
        ),
      ).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
        details: expect.arrayContaining([
          expect.objectContaining({ field: 'spec.cohortName' }),
        ]),
      });
    });

    it('is told that a webhook did not answer: 500, and nothing was stored', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const type = await typeOfQueues();
      const bringBack = await endComponent(cluster, 'kueue');
      try {
        await expect(
          client.create(type, clusterQueue('unchecked', '1')),
        ).rejects.toMatchObject({
          code: 500,
          reason: 'InternalError',
          message: expect.stringMatching(
            /failed calling webhook "[mv]clusterqueue\.kb\.io": .*connection refused/,
          ),
        });
        expect(await client.find(type, 'unchecked')).toBeUndefined();
      } finally {
        await bringBack();
      }
      await client.create(type, clusterQueue('unchecked', '1'));
    });

    it("refuses a replace of what was read before another's write, and takes it once read again", async () => {
      const { client } = clusterOf();
      const type = await typeOfQueues();
      const first = await client.create(type, clusterQueue('contended', '8'));
      // Kueue is a second writer by itself: it reports the status.
      await waitFor({
        what: "Kueue's status",
        check: async () => 'status' in (await client.get(type, 'contended')),
      });
      const other = await client.patch(type, 'contended', undefined, {
        type: 'merge',
        body: { spec: { stopPolicy: 'Hold' } },
      });
      await expect(
        client.replace(type, { ...first, ...clusterQueueSpec('16') }),
      ).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
        message: expect.stringContaining(
          'Operation cannot be fulfilled on clusterqueues.kueue.x-k8s.io "contended": the object has been modified; please apply your changes to the latest version and try again',
        ),
      });
      await waitFor({
        what: 'our write',
        check: async () => {
          const read = await client.get(type, 'contended');
          const spec = {
            ...(read.spec as object),
            ...clusterQueueSpec('16').spec,
          };
          return Boolean(await client.replace(type, { ...read, spec }));
        },
      });
      const last = await client.get(type, 'contended');
      expect(last.metadata.uid).toBe(other.metadata.uid);
      expect(last.spec).toMatchObject({
        stopPolicy: 'Hold',
        ...clusterQueueSpec('16').spec,
      });
    });

    it("refuses another's server-side apply of a field that our replace wrote, and names us", async () => {
      const { client } = clusterOf();
      const type = await typeOfQueues();
      const apply = (gpus: string, force = false) =>
        client.patch(
          type,
          'shared',
          undefined,
          { type: 'apply', body: clusterQueue('shared', gpus), force },
          { fieldManager: 'gitops' },
        );
      await apply('8');
      // Ours: read, change one field, replace with the version that was read.
      await waitFor({
        what: 'our write',
        check: async () => {
          const read = await client.get(type, 'shared');
          const spec = {
            ...(read.spec as object),
            ...clusterQueueSpec('16').spec,
          };
          return Boolean(await client.replace(type, { ...read, spec }, OURS));
        },
      });
      const ours = await client.get(type, 'shared');
      expect(managersOfSpec(ours)).toEqual({
        'gitops Apply': ['namespaceSelector'],
        'silogen-portal Update': ['resourceGroups'],
      });
      await expect(apply('8')).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
        details: [
          {
            field: '.spec.resourceGroups',
            reason: 'FieldManagerConflict',
            message: expect.stringMatching(
              /^conflict with "silogen-portal" using kueue\.x-k8s\.io\/v1beta2/,
            ),
          },
        ],
      });
      expect((await client.get(type, 'shared')).spec).toEqual(ours.spec);
      // The same value is no conflict: both own it then.
      await apply('16');
      const both = await client.get(type, 'shared');
      expect(managersOfSpec(both)).toEqual({
        'gitops Apply': ['namespaceSelector', 'resourceGroups'],
        'silogen-portal Update': ['resourceGroups'],
      });
      // With force the field is theirs alone: drift, for us to see and to report.
      await apply('24', true);
      const forced = await client.get(type, 'shared');
      expect(managersOfSpec(forced)).toEqual({
        'gitops Apply': ['namespaceSelector', 'resourceGroups'],
      });
      expect(forced.spec).toMatchObject(clusterQueueSpec('24').spec);
      // Our old copy cannot undo it unseen.
      await expect(client.replace(type, ours, OURS)).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
      });
    });
  });
}

function clusterQueueSpec(gpus: string) {
  const { resourceGroups } = clusterQueue('', gpus).spec;
  return { spec: { resourceGroups } };
}
