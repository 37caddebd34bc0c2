import type { KubeObject } from '@silogen/cluster-client';
import type { ServedKind } from './KindRegistry';
import type { TableColumn } from './types';

/** What the client asked to get objects as. */
export type Rendering = 'object' | 'table' | 'metadata';

/** Reads `Accept`; the first form that this server can give wins. */
export function negotiate(accept: string | undefined): Rendering {
  for (const range of (accept ?? '').split(',')) {
    const parameters = range.split(';').map(part => part.trim());
    if (parameters[0] === 'application/json' || parameters[0] === '*/*') {
      const as = parameters.find(part => part.startsWith('as='))?.slice(3);
      if (as === 'Table') {
        return 'table';
      }
      if (
        as === 'PartialObjectMetadata' ||
        as === 'PartialObjectMetadataList'
      ) {
        return 'metadata';
      }
      if (!as) {
        return 'object';
      }
    }
  }
  return 'object';
}

const NAME: TableColumn = {
  name: 'Name',
  type: 'string',
  value: 'metadata.name',
};
const AGE: TableColumn = {
  name: 'Age',
  type: 'date',
  value: (object, now) => age(object.metadata.creationTimestamp, now),
};

/** One object in the form that was negotiated. */
export function renderObject(options: {
  served: ServedKind;
  object: KubeObject;
  rendering: Rendering;
  now: Date;
}): object {
  const { served, object, rendering, now } = options;
  switch (rendering) {
    case 'table':
      return table({
        served,
        objects: [object],
        metadata: { resourceVersion: object.metadata.resourceVersion },
        now,
      });
    case 'metadata':
      return partial(object);
    default:
      return object;
  }
}

export function renderList(options: {
  served: ServedKind;
  objects: readonly KubeObject[];
  metadata: object;
  rendering: Rendering;
  now: Date;
}): object {
  const { served, objects, metadata, rendering } = options;
  switch (rendering) {
    case 'table':
      return table(options);
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: objects.map(partial),
      };
    default:
      return {
        kind: `${served.kind.kind}List`,
        apiVersion: served.apiVersion,
        metadata,
        items: objects,
      };
  }
}

function table(options: {
  served: ServedKind;
  objects: readonly KubeObject[];
  metadata: object;
  now: Date;
}): object {
  const { served, objects, metadata, now } = options;
  const own = served.version.columns ?? [];
  const columns = [
    NAME,
    ...own,
    ...(own.some(column => column.name === 'Age') ? [] : [AGE]),
  ];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(column => ({
      name: column.name,
      type: column.type === 'date' ? 'string' : column.type,
      format: column.name === 'Name' ? 'name' : '',
      description: '',
      priority: column.priority ?? 0,
    })),
    rows: objects.map(object => ({
      cells: columns.map(column => cell(column, object, now)),
      object: partial(object),
    })),
  };
}

function partial(object: KubeObject): object {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

function cell(column: TableColumn, object: KubeObject, now: Date): unknown {
  const { value } = column;
  const raw =
    typeof value === 'function'
      ? value(object, now)
      : value
          .split('.')
          .reduce<unknown>(
            (at, part) => (at as Record<string, unknown> | undefined)?.[part],
            object,
          );
  if (raw === undefined) {
    return column.type === 'string' ? '' : null;
  }
  return raw;
}

/** `45s`, `3m10s`, `7h`, `2d4h`: the way kubectl writes durations. */
export function age(since: string | undefined, now: Date): string {
  if (!since) {
    return '<unknown>';
  }
  const seconds = Math.max(
    0,
    Math.floor((now.getTime() - Date.parse(since)) / 1000),
  );
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (seconds < 120) {
    return `${seconds}s`;
  }
  if (minutes < 10) {
    return joined(minutes, 'm', seconds % 60, 's');
  }
  if (minutes < 180) {
    return `${minutes}m`;
  }
  if (hours < 8) {
    return joined(hours, 'h', minutes % 60, 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  return days < 8 ? joined(days, 'd', hours % 24, 'h') : `${days}d`;
}

function joined(
  large: number,
  largeUnit: string,
  small: number,
  smallUnit: string,
): string {
  return small === 0
    ? `${large}${largeUnit}`
    : `${large}${largeUnit}${small}${smallUnit}`;
}
