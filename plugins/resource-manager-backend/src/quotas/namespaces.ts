import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import type { ClusterConnection } from '../clusters/types';
import type { DesiredQueues } from './desiredQueues';
import {
  FIELD_MANAGER,
  KUEUE_MANAGED_LABEL,
  PROJECT_ID_LABEL,
} from './queueShape';

function isLabelled(
  namespace: KubeObject | undefined,
  projectId: string,
): boolean {
  const labels = namespace?.metadata.labels;
  return (
    labels?.[PROJECT_ID_LABEL] === projectId &&
    labels[KUEUE_MANAGED_LABEL] === 'true'
  );
}

/** Whether a namespace that was there before us may become a project's: one that says it is for projects. */
export function isForProjects(namespace: KubeObject): boolean {
  const labels = namespace.metadata.labels ?? {};
  return labels[KUEUE_MANAGED_LABEL] === 'true' || PROJECT_ID_LABEL in labels;
}

/** Creates and labels the namespaces of projects; none is ever deleted. Returns whether something was written. */
export async function writeNamespaces(
  connection: ClusterConnection,
  wanted: DesiredQueues['namespaces'],
): Promise<boolean> {
  const type = connection.served('Namespace');
  if (!type) return false;
  let changed = false;
  for (const namespace of wanted) {
    const present = connection.view.get('Namespace', namespace.name);
    if (isLabelled(present, namespace.projectId)) continue;
    await writeNamespace(connection, type, namespace);
    changed = true;
  }
  return changed;
}

async function writeNamespace(
  connection: ClusterConnection,
  type: ResourceType,
  { name, projectId }: DesiredQueues['namespaces'][number],
): Promise<void> {
  const labels = {
    [PROJECT_ID_LABEL]: projectId,
    [KUEUE_MANAGED_LABEL]: 'true',
  };
  const { client } = connection;
  if (await client.find(type, name)) {
    await client.patch(
      type,
      name,
      undefined,
      { type: 'merge', body: { metadata: { labels } } },
      { fieldManager: FIELD_MANAGER },
    );
    return;
  }
  await client.create(
    type,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
    { fieldManager: FIELD_MANAGER },
  );
}
