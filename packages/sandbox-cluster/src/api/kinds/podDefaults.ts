import { invalid } from '../metadata';
import type { FieldProblem } from '../types';

type Fields = Record<string, any>;

/** Fills in what the API server fills into every pod spec. */
export function defaultPodSpec(spec: Fields): void {
  spec.restartPolicy ??= 'Always';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.securityContext ??= {};
  spec.schedulerName ??= 'default-scheduler';
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    defaultContainer(container);
  }
}

function defaultContainer(container: Fields): void {
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  container.imagePullPolicy ??= isLatest(String(container.image ?? ''))
    ? 'Always'
    : 'IfNotPresent';
  container.resources ??= {};
  const { limits, requests } = container.resources;
  if (limits) {
    // A limit without a request is requested whole.
    container.resources.requests = { ...limits, ...requests };
  }
  for (const port of container.ports ?? []) {
    port.protocol ??= 'TCP';
  }
}

function isLatest(image: string): boolean {
  const last = image.split('/').pop() ?? '';
  return (
    !last.includes('@') && (!last.includes(':') || last.endsWith(':latest'))
  );
}

export function validatePodSpec(
  spec: Fields | undefined,
  field: string,
  restartPolicies?: string[],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const containers: Fields[] = spec?.containers ?? [];
  if (containers.length === 0) {
    problems.push({
      reason: 'FieldValueRequired',
      field: `${field}.containers`,
      message: 'Required value',
    });
  }
  containers.forEach((container, at) => {
    for (const key of ['name', 'image']) {
      if (!container[key]) {
        problems.push({
          reason: 'FieldValueRequired',
          field: `${field}.containers[${at}].${key}`,
          message: 'Required value',
        });
      }
    }
    const { limits = {}, requests = {} } = container.resources ?? {};
    for (const [name, limit] of Object.entries(limits)) {
      // Extended resources cannot be overcommitted.
      if (
        name.includes('/') &&
        requests[name] !== undefined &&
        String(requests[name]) !== String(limit)
      ) {
        problems.push(
          invalid(
            `${field}.containers[${at}].resources.requests`,
            requests[name],
            `must be equal to ${name} limit of ${limit}`,
          ),
        );
      }
    }
  });
  if (restartPolicies && !restartPolicies.includes(spec?.restartPolicy)) {
    problems.push({
      reason: 'FieldValueNotSupported',
      field: `${field}.restartPolicy`,
      message: `Unsupported value: ${JSON.stringify(
        spec?.restartPolicy,
      )}: supported values: ${restartPolicies
        .map(policy => JSON.stringify(policy))
        .join(', ')}`,
    });
  }
  return problems;
}
