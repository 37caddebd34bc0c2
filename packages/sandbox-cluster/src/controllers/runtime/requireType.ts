import type {
  ClusterClient,
  GroupKind,
  ResourceType,
} from '@silogen/cluster-client';
import { NotFoundError } from '@backstage/errors';

/** How a cluster serves a kind that must be there. */
export async function requireType(
  client: ClusterClient,
  kind: GroupKind,
): Promise<ResourceType> {
  const type = await client.discover(kind);
  if (!type) {
    throw new NotFoundError(
      `${client.server} does not serve ${kind.kind} of group '${kind.group}'; add the kind to the cluster`,
    );
  }
  return type;
}
