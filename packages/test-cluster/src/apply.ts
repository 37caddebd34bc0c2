import type {
  ClusterClient,
  KubeObject,
  ResourceType,
} from '@silogen/cluster-client';
import { waitFor } from './waitFor';

const AT_ONCE = 6;

/** What others need is applied first: namespaces and the definitions of kinds. */
const FIRST = ['Namespace', 'CustomResourceDefinition'];

/** Server-side apply of a set of manifests, in an order that works. */
export async function applyAll(
  client: ClusterClient,
  objects: readonly KubeObject[],
): Promise<void> {
  const first = objects.filter(object => FIRST.includes(object.kind));
  const rest = objects.filter(object => !FIRST.includes(object.kind));
  await applyBatch(client, first);
  for (const { kind, metadata } of first) {
    if (kind === 'CustomResourceDefinition') {
      await untilServed(client, metadata.name);
    }
  }
  await applyBatch(client, rest);
}

async function applyBatch(
  client: ClusterClient,
  objects: readonly KubeObject[],
): Promise<void> {
  const queue = [...objects];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await apply(client, next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Programs that start before their kinds are served give up. */
async function untilServed(client: ClusterClient, name: string): Promise<void> {
  const type = await typeOf(client, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
  });
  await waitFor({
    what: `kind ${name}`,
    check: async () => {
      const { spec, status } = (await client.get(type, name)) as {
        spec?: { group: string; names: { kind: string } };
        status?: { conditions?: { type: string; status: string }[] };
      };
      const isEstablished = status?.conditions?.some(
        condition =>
          condition.type === 'Established' && condition.status === 'True',
      );
      if (!isEstablished || !spec) {
        return false;
      }
      const { group, names } = spec;
      const wanted = { group, kind: names.kind };
      const served =
        (await client.discover(wanted)) ??
        (await client.discover(wanted, { refresh: true }));
      return served !== undefined;
    },
  });
}

/** Server-side apply of one object. */
export async function apply(
  client: ClusterClient,
  object: KubeObject,
): Promise<KubeObject> {
  const { name, namespace } = object.metadata;
  return client.patch(
    await typeOf(client, object),
    name,
    namespace,
    { type: 'apply', body: object, force: true },
    { fieldManager: 'test-cluster' },
  );
}

/** How the cluster serves the kind of this object, in the object's own version. */
export async function typeOf(
  client: Pick<ClusterClient, 'server' | 'discover'>,
  { apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>,
): Promise<ResourceType> {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const wanted = { group, kind, versions: [version] };
  const type =
    (await client.discover(wanted)) ??
    (await client.discover(wanted, { refresh: true }));
  if (!type) {
    throw new Error(`${client.server} does not serve ${apiVersion} ${kind}`);
  }
  return type;
}
