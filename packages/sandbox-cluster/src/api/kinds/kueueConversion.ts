import type { KubeObject } from '@silogen/cluster-client';

type Fields = Record<string, any>;

/** v1beta1 ↔ v1beta2 of ClusterQueue, as Kueue's conversion webhook does it. */
export function convertClusterQueue(
  object: KubeObject,
  toVersion: string,
): KubeObject {
  const spec = { ...(object.spec as Fields) };
  const status = object.status ? { ...(object.status as Fields) } : undefined;
  if (toVersion === 'v1beta2') {
    rename(spec, 'cohort', 'cohortName');
    if (spec.admissionChecks) {
      spec.admissionChecksStrategy ??= {
        admissionChecks: spec.admissionChecks.map((name: string) => ({ name })),
      };
      delete spec.admissionChecks;
    }
    spec.flavorFungibility = mapValues(spec.flavorFungibility, value =>
      value === 'Borrow' || value === 'Preempt' ? 'MayStopSearch' : value,
    );
    delete status?.pendingWorkloadsStatus;
  } else {
    rename(spec, 'cohortName', 'cohort');
    spec.flavorFungibility = mapValues(spec.flavorFungibility, (value, key) => {
      if (value !== 'MayStopSearch') {
        return value;
      }
      return key === 'whenCanBorrow' ? 'Borrow' : 'Preempt';
    });
  }
  if (spec.flavorFungibility === undefined) {
    delete spec.flavorFungibility;
  }
  return { ...object, spec, ...(status ? { status } : {}) };
}

export function convertLocalQueue(
  object: KubeObject,
  toVersion: string,
): KubeObject {
  if (!object.status) {
    return object;
  }
  const status = { ...(object.status as Fields) };
  if (toVersion === 'v1beta2') {
    rename(status, 'flavorUsage', 'flavorsUsage');
    delete status.flavors;
  } else {
    rename(status, 'flavorsUsage', 'flavorUsage');
  }
  return { ...object, status };
}

const SOURCES = {
  WorkloadPriorityClass: 'kueue.x-k8s.io/workloadpriorityclass',
  PriorityClass: 'scheduling.k8s.io/priorityclass',
};

export function convertWorkload(
  object: KubeObject,
  toVersion: string,
): KubeObject {
  const spec = { ...(object.spec as Fields) };
  const status = object.status ? { ...(object.status as Fields) } : undefined;
  if (toVersion === 'v1beta2') {
    if (spec.priorityClassName) {
      const own = spec.priorityClassSource !== SOURCES.PriorityClass;
      spec.priorityClassRef = {
        group: own ? 'kueue.x-k8s.io' : 'scheduling.k8s.io',
        kind: own ? 'WorkloadPriorityClass' : 'PriorityClass',
        name: spec.priorityClassName,
      };
    }
    delete spec.priorityClassName;
    delete spec.priorityClassSource;
    rename(
      status,
      'accumulatedPastExexcutionTimeSeconds',
      'accumulatedPastExecutionTimeSeconds',
    );
  } else {
    const reference = spec.priorityClassRef as
      | { kind: keyof typeof SOURCES; name: string }
      | undefined;
    if (reference) {
      spec.priorityClassName = reference.name;
      spec.priorityClassSource = SOURCES[reference.kind];
    }
    delete spec.priorityClassRef;
    rename(
      status,
      'accumulatedPastExecutionTimeSeconds',
      'accumulatedPastExexcutionTimeSeconds',
    );
  }
  return { ...object, spec, ...(status ? { status } : {}) };
}

function rename(fields: Fields | undefined, from: string, to: string): void {
  if (fields && fields[from] !== undefined) {
    fields[to] = fields[from];
    delete fields[from];
  }
}

function mapValues(
  fields: Fields | undefined,
  change: (value: unknown, key: string) => unknown,
): Fields | undefined {
  return (
    fields &&
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, change(value, key)]),
    )
  );
}
