import type { KubeObject } from '@silogen/cluster-client';
import { invalid } from '../metadata';
import { age } from '../render';
import type { FieldProblem, KindDefinition, ValidationContext } from '../types';
import { defaultPodSpec, validatePodSpec } from './podDefaults';
import { sameJson } from '../sameJson';

type Fields = Record<string, any>;

/** batch/v1 Job and apps/v1 Deployment and ReplicaSet. */
export function workloadKinds(): KindDefinition[] {
  return [
    {
      group: 'batch',
      kind: 'Job',
      plural: 'jobs',
      singular: 'job',
      categories: ['all'],
      namespaced: true,
      builtIn: true,
      subresources: ['status'],
      versions: [
        {
          name: 'v1',
          columns: [
            { name: 'Status', type: 'string', value: jobState },
            {
              name: 'Completions',
              type: 'string',
              value: job =>
                `${(job.status as Fields)?.succeeded ?? 0}/${
                  (job.spec as Fields)?.completions ?? 1
                }`,
            },
            {
              name: 'Duration',
              type: 'string',
              value: (job, now) => {
                const { startTime, completionTime } = (job.status ??
                  {}) as Fields;
                return startTime
                  ? age(
                      startTime,
                      completionTime ? new Date(completionTime) : now,
                    )
                  : '';
              },
            },
          ],
        },
      ],
      prepare: prepareJob,
      validate: validateJob,
    },
    {
      group: 'apps',
      kind: 'Deployment',
      plural: 'deployments',
      singular: 'deployment',
      shortNames: ['deploy'],
      categories: ['all'],
      namespaced: true,
      builtIn: true,
      subresources: ['status'],
      versions: [
        {
          name: 'v1',
          columns: [
            {
              name: 'Ready',
              type: 'string',
              value: object =>
                `${(object.status as Fields)?.readyReplicas ?? 0}/${
                  (object.spec as Fields)?.replicas ?? 0
                }`,
            },
            {
              name: 'Up-to-date',
              type: 'integer',
              value: counter('updatedReplicas'),
            },
            {
              name: 'Available',
              type: 'integer',
              value: counter('availableReplicas'),
            },
          ],
        },
      ],
      prepare: object => {
        const spec = ensureSpec(object);
        spec.strategy ??= {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        };
        spec.revisionHistoryLimit ??= 10;
        spec.progressDeadlineSeconds ??= 600;
        prepareReplicated(spec);
      },
      validate: validateReplicated,
    },
    {
      group: 'apps',
      kind: 'ReplicaSet',
      plural: 'replicasets',
      singular: 'replicaset',
      shortNames: ['rs'],
      categories: ['all'],
      namespaced: true,
      builtIn: true,
      subresources: ['status'],
      versions: [
        {
          name: 'v1',
          columns: [
            { name: 'Desired', type: 'integer', value: 'spec.replicas' },
            { name: 'Current', type: 'integer', value: counter('replicas') },
            { name: 'Ready', type: 'integer', value: counter('readyReplicas') },
          ],
        },
      ],
      prepare: object => prepareReplicated(ensureSpec(object)),
      validate: validateReplicated,
    },
  ];
}

function prepareJob(job: KubeObject, { operation }: ValidationContext): void {
  const spec = ensureSpec(job);
  spec.completions ??= spec.parallelism ?? 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= 6;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= 'TerminatingOrFailed';
  spec.manualSelector ??= false;
  const template = (spec.template ??= {});
  if (operation === 'CREATE' && !spec.manualSelector) {
    const { uid, name } = job.metadata;
    template.metadata = {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': uid,
        'job-name': name,
      },
    };
    job.metadata.labels = {
      ...job.metadata.labels,
      ...(job.metadata.labels ? {} : template.metadata.labels),
    };
    spec.selector = {
      matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
    };
  }
  if (template.spec) {
    // A Job has no default restart policy: it must say OnFailure or Never.
    const { restartPolicy } = template.spec;
    defaultPodSpec(template.spec);
    template.spec.restartPolicy = restartPolicy;
    if (restartPolicy === undefined) {
      delete template.spec.restartPolicy;
    }
  }
}

function validateJob(
  job: KubeObject,
  { old }: ValidationContext,
): FieldProblem[] {
  const spec = job.spec as Fields;
  const problems = validatePodSpec(spec.template?.spec, 'spec.template.spec', [
    'OnFailure',
    'Never',
  ]);
  if (old) {
    const before = old.spec as Fields;
    for (const field of ['selector', 'completionMode', 'completions']) {
      if (!sameJson(spec[field], before[field])) {
        problems.push(
          invalid(`spec.${field}`, spec[field], 'field is immutable'),
        );
      }
    }
    // Kueue writes node selectors into a suspended Job that does not run; nothing else may change.
    const mayMove =
      before.suspend === true && !(old.status as Fields | undefined)?.startTime;
    const kept = mayMove ? withoutPlacement : (template: unknown) => template;
    if (!sameJson(kept(spec.template), kept(before.template))) {
      problems.push(
        invalid('spec.template', spec.template, 'field is immutable'),
      );
    }
  }
  return problems;
}

function withoutPlacement(template: Fields): unknown {
  const { nodeSelector, tolerations, affinity, schedulingGates, ...spec } =
    template.spec;
  const { annotations, labels, ...metadata } = template.metadata ?? {};
  return { ...template, metadata, spec };
}

function prepareReplicated(spec: Fields): void {
  spec.replicas ??= 1;
  if (spec.template?.spec) {
    defaultPodSpec(spec.template.spec);
  }
}

function validateReplicated(
  object: KubeObject,
  { old }: ValidationContext,
): FieldProblem[] {
  const spec = object.spec as Fields;
  const problems = validatePodSpec(spec.template?.spec, 'spec.template.spec', [
    'Always',
  ]);
  const wanted = Object.entries(
    (spec.selector?.matchLabels ?? {}) as Record<string, string>,
  );
  const labels = spec.template?.metadata?.labels ?? {};
  if (!spec.selector) {
    problems.push({
      reason: 'FieldValueRequired',
      field: 'spec.selector',
      message: 'Required value',
    });
  } else if (wanted.some(([key, value]) => labels[key] !== value)) {
    problems.push(
      invalid(
        'spec.template.metadata.labels',
        labels,
        '`selector` does not match template `labels`',
      ),
    );
  }
  if (old && !sameJson((old.spec as Fields).selector, spec.selector)) {
    problems.push(
      invalid('spec.selector', spec.selector, 'field is immutable'),
    );
  }
  return problems;
}

function jobState(job: KubeObject): string {
  const conditions: Fields[] = (job.status as Fields)?.conditions ?? [];
  const is = (type: string) =>
    conditions.some(
      condition => condition.type === type && condition.status === 'True',
    );
  if (is('Complete')) {
    return 'Complete';
  }
  if (is('Failed')) {
    return 'Failed';
  }
  if (job.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  return is('Suspended') ? 'Suspended' : 'Running';
}

function counter(field: string) {
  return (object: KubeObject) =>
    Number((object.status as Fields | undefined)?.[field] ?? 0);
}

function ensureSpec(object: KubeObject): Fields {
  object.spec ??= {};
  return object.spec as Fields;
}
