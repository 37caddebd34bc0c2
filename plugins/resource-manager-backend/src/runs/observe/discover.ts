import { aiWorkloadCategories } from '@silogen/backstage-plugin-developer-center-common';
import type { RunType } from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectRecord } from '../../contracts';
import { ANNOTATION_SUBMITTER, LABEL_TYPE } from '../labels';
import { discoveredRunId, slugOf } from '../names';
import type { RunRecord } from '../types';
import { declaredBy, declaredOutput } from './declared';
import { gpusOfPodSpec, timeOf, type RunObject } from './kube';

/** GPUs that an object asks for in all. */
export function gpusOfObject(object: RunObject): number {
  const { spec } = object;
  if (!spec) return 0;
  if (object.kind.startsWith('Kaiwo')) {
    const { replicas, gpusPerReplica } = spec;
    return replicas && gpusPerReplica
      ? replicas * gpusPerReplica
      : spec.gpus ?? 0;
  }
  if (spec.rayClusterSpec) {
    const { headGroupSpec, workerGroupSpecs = [] } = spec.rayClusterSpec;
    return workerGroupSpecs.reduce(
      (sum, group) =>
        sum + (group.replicas ?? 1) * gpusOfPodSpec(group.template?.spec),
      gpusOfPodSpec(headGroupSpec?.template?.spec),
    );
  }
  const copies =
    object.kind === 'Deployment' ? spec.replicas : spec.parallelism;
  return (copies ?? 1) * gpusOfPodSpec(spec.template?.spec);
}

/**
 * Whose it is: who the object says that submitted it, if that is a member of the project (anyone who may write there
 * can claim anything).
 */
export function ownerOfObject(
  object: RunObject,
  members: readonly string[],
): string | undefined {
  const submitter = object.metadata.annotations?.[ANNOTATION_SUBMITTER];
  if (submitter) {
    const claimed = submitter.toLowerCase();
    const found = members.find(member => member.toLowerCase() === claimed);
    if (found) return found;
  }
  const user = (submitter ?? object.spec?.user)?.split('@')[0].toLowerCase();
  return user
    ? members.find(member => member.split('/')[1]?.toLowerCase() === user)
    : undefined;
}

const TYPES = new Set<string>(aiWorkloadCategories);

/** What its label says that it is, in the reference platform's writing (`FINE_TUNING`) or ours. */
export function typeOfObject(object: RunObject): RunType {
  const label = object.metadata.labels?.[LABEL_TYPE] ?? '';
  const type = label.toLowerCase().replace(/_/g, '-');
  return TYPES.has(type) ? (type as RunType) : 'custom';
}

/** The record of something that was not launched here. */
export function discoveredRun(options: {
  cluster: string;
  clusterUid: string;
  object: RunObject;
  project: ProjectRecord;
  members: readonly string[];
  simulated: boolean;
  now: string;
}): RunRecord {
  const { cluster, clusterUid, object, project, members } = options;
  const { name, namespace = '', uid = '', creationTimestamp } = object.metadata;
  return {
    id: discoveredRunId(clusterUid, uid),
    name,
    slug: declaredOutput(object) ?? slugOf(name),
    type: typeOfObject(object),
    project: project.name,
    owner: ownerOfObject(object, members),
    cluster,
    gpus: gpusOfObject(object),
    parameters: {},
    ...declaredBy(object),
    state: 'submitting',
    suspended: false,
    outputs: {},
    origin: 'discovered',
    object: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace,
      name,
      uid,
    },
    objectPresent: true,
    intent: 'none',
    attempts: 0,
    submittedAt: timeOf(creationTimestamp) ?? options.now,
    simulated: options.simulated,
  };
}
