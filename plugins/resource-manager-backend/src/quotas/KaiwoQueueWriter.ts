import { isDeepStrictEqual } from 'node:util';
import type { ClusterConnection } from '../clusters/types';
import { problem } from '../problems';
import type { DesiredQueues } from './desiredQueues';
import {
  mergeQueueConfig,
  type KaiwoQueueConfigObject,
} from './kaiwoQueueConfig';
import { writeNamespaces } from './namespaces';
import type { WrittenObjects } from './OwnershipStore';
import { FIELD_MANAGER } from './queueShape';
import type { QueueWriter } from './QueueWriter';

/**
 * Kaiwo deletes every Kueue object that its one configuration object does not list, so queues are written only through it:
 * read, changed and replaced with the resource version that was read.
 */
export class KaiwoQueueWriter implements QueueWriter {
  static create(): KaiwoQueueWriter {
    return new KaiwoQueueWriter();
  }

  async write(options: {
    connection: ClusterConnection;
    desired: DesiredQueues;
    written: WrittenObjects;
  }): Promise<boolean> {
    const { connection, desired, written } = options;
    const type = connection.served('KaiwoQueueConfig');
    if (!type)
      throw problem(
        'unavailable',
        'cluster.unsupported',
        'Kaiwo is not there any more',
      );
    const namespaces = await writeNamespaces(connection, desired.namespaces);
    const config = await connection.client.find<KaiwoQueueConfigObject>(
      type,
      'kaiwo',
    );
    if (!config) {
      throw problem(
        'unavailable',
        'kaiwo.refused',
        'Kaiwo has not written its KaiwoQueueConfig kaiwo yet; its operator does so when it starts',
      );
    }
    const merged = mergeQueueConfig(config, desired, written);
    if (isDeepStrictEqual(merged.spec, config.spec)) return namespaces;
    await connection.client.replace(type, merged, {
      fieldManager: FIELD_MANAGER,
    });
    return true;
  }
}
