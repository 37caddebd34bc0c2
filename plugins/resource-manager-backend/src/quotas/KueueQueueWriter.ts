import type { ClusterConnection } from '../clusters/types';
import { problem } from '../problems';
import type { DesiredQueues } from './desiredQueues';
import { kueueChanges, type KueueChange } from './kueueChanges';
import { writeNamespaces } from './namespaces';
import type { WrittenObjects } from './OwnershipStore';
import { FIELD_MANAGER } from './queueShape';
import type { QueueWriter } from './QueueWriter';

/** Writes Kueue's own objects, where no Kaiwo stands in front of them. */
export class KueueQueueWriter implements QueueWriter {
  static create(): KueueQueueWriter {
    return new KueueQueueWriter();
  }

  async write(options: {
    connection: ClusterConnection;
    desired: DesiredQueues;
    written: WrittenObjects;
  }): Promise<boolean> {
    const { connection, desired, written } = options;
    if (!connection.served('ClusterQueue')) {
      throw problem(
        'unavailable',
        'cluster.unsupported',
        'Kueue is not there any more',
      );
    }
    const namespaces = await writeNamespaces(connection, desired.namespaces);
    const changes = kueueChanges({
      desired,
      written,
      view: connection.view,
      typeOf: kind => connection.served(kind),
    });
    // A queue that shrinks and grows in one round is replaced twice; the second write builds on the first one's answer.
    const versions = new Map<string, string | undefined>();
    for (const change of changes) {
      const version = await this.#apply(
        connection,
        change,
        versions.get(change.object.metadata.name),
      );
      if (change.kind === 'ClusterQueue')
        versions.set(change.object.metadata.name, version);
    }
    return namespaces || changes.length > 0;
  }

  async #apply(
    connection: ClusterConnection,
    { action, kind, object }: KueueChange,
    resourceVersion: string | undefined,
  ): Promise<string | undefined> {
    const type = connection.served(kind);
    if (!type) return undefined;
    const { client } = connection;
    const { name, namespace } = object.metadata;
    if (action === 'delete') {
      await client.delete(type, name, namespace);
      return undefined;
    }
    if (action === 'create') {
      return (
        await client.create(type, object, { fieldManager: FIELD_MANAGER })
      ).metadata.resourceVersion;
    }
    const metadata = resourceVersion
      ? { ...object.metadata, resourceVersion }
      : object.metadata;
    const replaced = await client.replace(
      type,
      { ...object, metadata },
      { fieldManager: FIELD_MANAGER },
    );
    return replaced.metadata.resourceVersion;
  }
}
