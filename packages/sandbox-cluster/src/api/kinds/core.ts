import type { KubeObject } from '@silogen/cluster-client';
import { age } from '../render';
import { invalid } from '../metadata';
import type { KindDefinition } from '../types';
import { defaultPodSpec, validatePodSpec } from './podDefaults';

type Fields = Record<string, any>;

/** core/v1, as far as the suite goes. */
export function coreKinds(): KindDefinition[] {
  return [
    core('Namespace', {
      shortNames: ['ns'],
      namespaced: false,
      subresources: ['status'],
      columns: [{ name: 'Status', type: 'string', value: 'status.phase' }],
      prepare: (object, { operation }) => {
        object.metadata.labels = {
          ...object.metadata.labels,
          'kubernetes.io/metadata.name': object.metadata.name,
        };
        if (operation === 'CREATE') {
          object.spec = { finalizers: ['kubernetes'] };
          object.status = { phase: 'Active' };
        }
      },
    }),
    core('Node', {
      shortNames: ['no'],
      namespaced: false,
      subresources: ['status'],
      columns: [
        { name: 'Status', type: 'string', value: nodeState },
        { name: 'Roles', type: 'string', value: () => '<none>' },
        {
          name: 'Age',
          type: 'date',
          value: (node, now) => age(node.metadata.creationTimestamp, now),
        },
        {
          name: 'Version',
          type: 'string',
          value: 'status.nodeInfo.kubeletVersion',
        },
      ],
      prepare: node => {
        node.spec ??= {};
      },
    }),
    core('Pod', {
      shortNames: ['po'],
      categories: ['all'],
      subresources: ['status', 'log'],
      columns: [
        { name: 'Ready', type: 'string', value: podReady },
        { name: 'Status', type: 'string', value: podState },
        { name: 'Restarts', type: 'string', value: podRestarts },
        {
          name: 'Age',
          type: 'date',
          value: (pod, now) => age(pod.metadata.creationTimestamp, now),
        },
        { name: 'IP', type: 'string', priority: 1, value: 'status.podIP' },
        { name: 'Node', type: 'string', priority: 1, value: 'spec.nodeName' },
      ],
      prepare: (pod, { operation }) => {
        pod.spec ??= {};
        defaultPodSpec(pod.spec as Fields);
        if (operation === 'CREATE') {
          const gated = (pod.spec as Fields).schedulingGates?.length > 0;
          pod.status = {
            phase: 'Pending',
            qosClass: qosClass(pod.spec as Fields),
            ...(gated ? { conditions: [gatedCondition()] } : {}),
          };
        }
      },
      validate: (pod, { old }) => {
        const problems = validatePodSpec(pod.spec as Fields, 'spec');
        const before = (old?.spec as Fields | undefined)?.nodeName;
        const after = (pod.spec as Fields).nodeName;
        if (before && before !== after) {
          problems.push(invalid('spec.nodeName', after, 'field is immutable'));
        }
        return problems;
      },
    }),
    core('Service', {
      shortNames: ['svc'],
      categories: ['all'],
      subresources: ['status', 'proxy'],
      columns: [
        { name: 'Type', type: 'string', value: 'spec.type' },
        { name: 'Cluster-IP', type: 'string', value: 'spec.clusterIP' },
        { name: 'External-IP', type: 'string', value: () => '<none>' },
        { name: 'Port(s)', type: 'string', value: servicePorts },
      ],
      prepare: (service, { old }) => {
        const spec = (service.spec ??= {}) as Fields;
        spec.type ??= 'ClusterIP';
        spec.sessionAffinity ??= 'None';
        spec.clusterIP ??=
          (old?.spec as Fields | undefined)?.clusterIP ?? clusterIp(service);
        for (const port of spec.ports ?? []) {
          port.protocol ??= 'TCP';
          port.targetPort ??= port.port;
        }
        service.status ??= { loadBalancer: {} };
      },
    }),
    core('ConfigMap', {
      shortNames: ['cm'],
      columns: [
        {
          name: 'Data',
          type: 'integer',
          value: object => keys(object.data) + keys(object.binaryData),
        },
      ],
    }),
    core('Secret', {
      columns: [
        { name: 'Type', type: 'string', value: 'type' },
        { name: 'Data', type: 'integer', value: object => keys(object.data) },
      ],
      prepare: secret => {
        secret.type ??= 'Opaque';
        const { stringData } = secret as {
          stringData?: Record<string, string>;
        };
        if (stringData) {
          const encoded = Object.entries(stringData).map(([key, value]) => [
            key,
            Buffer.from(value).toString('base64'),
          ]);
          secret.data = {
            ...(secret.data as object),
            ...Object.fromEntries(encoded),
          };
          delete secret.stringData;
        }
      },
    }),
    core('Event', {
      shortNames: ['ev'],
      columns: [
        {
          name: 'Last Seen',
          type: 'string',
          value: (event, now) => age(lastSeen(event), now),
        },
        { name: 'Type', type: 'string', value: 'type' },
        { name: 'Reason', type: 'string', value: 'reason' },
        {
          name: 'Object',
          type: 'string',
          value: ({ involvedObject }) => {
            const { kind, name } = (involvedObject ?? {}) as Fields;
            return `${String(kind ?? '').toLowerCase()}/${name}`;
          },
        },
        { name: 'Message', type: 'string', value: 'message' },
      ],
    }),
    core('ServiceAccount', { shortNames: ['sa'] }),
    core('PersistentVolumeClaim', {
      shortNames: ['pvc'],
      subresources: ['status'],
      columns: [
        { name: 'Status', type: 'string', value: 'status.phase' },
        { name: 'Volume', type: 'string', value: 'spec.volumeName' },
        { name: 'Capacity', type: 'string', value: 'status.capacity.storage' },
        {
          name: 'StorageClass',
          type: 'string',
          value: 'spec.storageClassName',
        },
      ],
      prepare: (claim, { operation }) => {
        const spec = (claim.spec ??= {}) as Fields;
        spec.volumeMode ??= 'Filesystem';
        if (operation === 'CREATE') {
          claim.status = { phase: 'Pending' };
        }
      },
    }),
    {
      group: 'authorization.k8s.io',
      kind: 'SelfSubjectAccessReview',
      plural: 'selfsubjectaccessreviews',
      singular: 'selfsubjectaccessreview',
      namespaced: false,
      builtIn: true,
      virtual: true,
      versions: [{ name: 'v1' }],
    },
  ];
}

function core(
  kind: string,
  more: Partial<KindDefinition> & {
    columns?: KindDefinition['versions'][0]['columns'];
  },
): KindDefinition {
  const { columns, ...rest } = more;
  const singular = kind.toLowerCase();
  return {
    group: '',
    kind,
    plural: `${singular}s`,
    singular,
    namespaced: true,
    builtIn: true,
    versions: [{ name: 'v1', columns }],
    ...rest,
  };
}

function gatedCondition(): object {
  return {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  };
}

function qosClass(spec: Fields): string {
  const resources = (spec.containers ?? []).map(
    (container: Fields) => container.resources ?? {},
  );
  const basic = ['cpu', 'memory'];
  if (
    resources.every((entry: Fields) =>
      basic.every(
        name =>
          entry.limits?.[name] !== undefined &&
          String(entry.limits[name]) === String(entry.requests?.[name]),
      ),
    )
  ) {
    return 'Guaranteed';
  }
  return resources.some((entry: Fields) =>
    basic.some(name => entry.requests?.[name] ?? entry.limits?.[name]),
  )
    ? 'Burstable'
    : 'BestEffort';
}

/** From the uid, so that it is stable and needs no allocator; unique enough for a simulated network. */
function clusterIp(service: KubeObject): string {
  const [high, middle, low] = Buffer.from(
    (service.metadata.uid ?? '').replace(/-/g, ''),
    'hex',
  );
  return `10.${96 + ((high ?? 0) % 16)}.${middle ?? 0}.${low ?? 1}`;
}

function nodeState(node: KubeObject): string {
  const conditions: Fields[] = (node.status as Fields)?.conditions ?? [];
  const ready =
    conditions.find(condition => condition.type === 'Ready')?.status === 'True';
  return `${ready ? 'Ready' : 'NotReady'}${
    (node.spec as Fields)?.unschedulable ? ',SchedulingDisabled' : ''
  }`;
}

function podReady(pod: KubeObject): string {
  const statuses: Fields[] = (pod.status as Fields)?.containerStatuses ?? [];
  const total = (pod.spec as Fields)?.containers?.length ?? 0;
  return `${statuses.filter(status => status.ready).length}/${total}`;
}

function podState(pod: KubeObject): string {
  const status = (pod.status ?? {}) as Fields;
  if (pod.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  const waiting = status.containerStatuses?.find(
    (entry: Fields) => entry.state?.waiting,
  )?.state.waiting;
  if (waiting?.reason) {
    return waiting.reason;
  }
  if ((pod.spec as Fields)?.schedulingGates?.length) {
    return 'SchedulingGated';
  }
  return status.phase === 'Succeeded'
    ? 'Completed'
    : status.reason ?? status.phase ?? 'Unknown';
}

function podRestarts(pod: KubeObject): string {
  const statuses: Fields[] = (pod.status as Fields)?.containerStatuses ?? [];
  return String(
    statuses.reduce((sum, status) => sum + (status.restartCount ?? 0), 0),
  );
}

function servicePorts(service: KubeObject): string {
  const ports: Fields[] = (service.spec as Fields)?.ports ?? [];
  return (
    ports.map(port => `${port.port}/${port.protocol}`).join(',') || '<none>'
  );
}

function lastSeen(event: KubeObject): string | undefined {
  return (
    (event.lastTimestamp as string | undefined) ??
    event.metadata.creationTimestamp
  );
}

function keys(value: unknown): number {
  return Object.keys((value as object | undefined) ?? {}).length;
}
