import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { nodesOf } from '@silogen/sandbox-cluster';
import { typeOf } from './apply';
import { nodeGroups, type NodeCounts } from './nodes';
import type { TestCluster } from './startTestCluster';
import { pod, untilObject } from './testing/objects';

const TAINT = { key: 'nvidia.com/gpu', value: 'present' };

/** GPUs in partitions, and a node for those alone that tolerate its taint. */
export const UNUSUAL_NODES = {
  'mi300x-cpx': 1,
  'mi325x-spx': 1,
  l40s: { count: 1, taints: [{ ...TAINT, effect: 'NoSchedule' }] },
} satisfies NodeCounts;

/** The API server writes other amounts in a form of its own: 2Ti for 2048Gi. */
function countsOf(amounts: Record<string, string> = {}) {
  return Object.fromEntries(
    Object.entries(amounts).filter(([, amount]) => /^\d+$/.test(amount)),
  );
}

async function scheduled(
  client: ClusterClient,
  object: KubeObject,
): Promise<{ node?: string; refused?: string }> {
  await client.create(await typeOf(client, object), object);
  const seen = await untilObject(client, object, ({ conditions = [] }) =>
    conditions.some(({ type }: { type: string }) => type === 'PodScheduled'),
  );
  const { conditions } = seen.status as {
    conditions: { type: string; message?: string }[];
  };
  return {
    node: (seen.spec as { nodeName?: string }).nodeName,
    refused: conditions.find(({ type }) => type === 'PodScheduled')?.message,
  };
}

/** Nodes as vendors describe them, and what the scheduler makes of them. */
export function nodeCases(
  clusterOf: () => TestCluster,
  counts: NodeCounts,
): void {
  it('has nodes as their labellers describe them', async () => {
    const { client } = clusterOf();
    const type = await typeOf(client, { apiVersion: 'v1', kind: 'Node' });
    const { items } = await client.list(type);
    const expected = nodeGroups(counts).flatMap(group =>
      nodesOf(group, '10.31.0', {
        kaiwo: false,
        kubeletVersion: '',
        zone: 'test',
        nowMs: 0,
      }),
    );
    expect(items.map(({ metadata }) => metadata.name).sort()).toEqual(
      expected.map(({ metadata }) => metadata.name).sort(),
    );
    for (const { metadata, spec, status } of expected) {
      const found = items.find(each => each.metadata.name === metadata.name)!;
      expect(found).toMatchObject({
        metadata: { labels: metadata.labels },
        spec,
        status: {
          capacity: countsOf(status?.capacity),
          allocatable: countsOf(status?.allocatable),
        },
      });
    }
  });

  if ('mi300x-cpx' in counts) {
    it.each([
      ['amd.com/cpx_nps4', '64', 'mi300x-cpx-1'],
      ['amd.com/spx_nps1', '8', 'mi325x-spx-1'],
    ])('has room for a pod with %s: %s', async (resource, amount, node) => {
      const { client } = clusterOf();
      const name = resource.replace(/\W|_/g, '-');
      const limits = { [resource]: amount };
      expect(await scheduled(client, pod(name, { limits }))).toMatchObject({
        node,
      });
      expect(
        await scheduled(
          client,
          pod(`${name}-more`, { limits: { [resource]: '1' } }),
        ),
      ).toEqual({
        node: undefined,
        refused: expect.stringContaining(`Insufficient ${resource}`),
      });
    });

    it('keeps a pod off a tainted node unless it tolerates the taint', async () => {
      const { client } = clusterOf();
      const limits = { 'nvidia.com/gpu': '1' };
      expect(await scheduled(client, pod('intolerant', { limits }))).toEqual({
        node: undefined,
        refused: expect.stringMatching(/1 node\(s\) had untolerated taint/),
      });
      const tolerations = [{ ...TAINT, operator: 'Equal' }];
      expect(
        await scheduled(client, pod('tolerant', { limits, tolerations })),
      ).toMatchObject({ node: 'l40s-1' });
    });
  }
}
