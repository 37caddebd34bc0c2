import type { KubeObject } from '@silogen/cluster-client';
import type { ContainerRef, LogLine } from '../../api/podLogs';
import type { StoredResource } from '../../store/ObjectStore';

export type { KindDefinition } from '../../api/types';

export interface StoredObject {
  resource: StoredResource;
  object: KubeObject;
}

/** Everything of one cluster that is loaded at its first start. */
export interface WorldSnapshot {
  objects: readonly StoredObject[];
  logs: readonly { ref: ContainerRef; lines: LogLine[] }[];
}
