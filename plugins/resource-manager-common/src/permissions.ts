import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of permissions that are decided per project. */
export const RESOURCE_TYPE_PROJECT = 'resource-manager-project';
/** Resource type of permissions that are decided per run (by the run's project). */
export const RESOURCE_TYPE_RUN = 'resource-manager-run';

/** Name of the one rule of both resource types; its parameters are {@link IsProjectMemberParams}. */
export const IS_PROJECT_MEMBER = 'IS_PROJECT_MEMBER';

/**
 * `userRef` is the caller; `roles`, when present, are the member roles that count.
 * Membership is read from the Resource Manager's tables at request time, never from a token.
 */
export type IsProjectMemberParams = {
  userRef: string;
  roles?: ('admin' | 'member' | 'viewer')[];
};

/** See clusters, their nodes and queues. */
export const clusterReadPermission = createPermission({
  name: 'resource-manager.cluster.read',
  attributes: { action: 'read' },
});
/** Take a cluster over. */
export const clusterManagePermission = createPermission({
  name: 'resource-manager.cluster.manage',
  attributes: { action: 'update' },
});
/** See compute pools and their capacity. */
export const poolReadPermission = createPermission({
  name: 'resource-manager.pool.read',
  attributes: { action: 'read' },
});
/** Create, change and delete compute pools. */
export const poolManagePermission = createPermission({
  name: 'resource-manager.pool.manage',
  attributes: { action: 'update' },
});
/** See departments. */
export const organisationReadPermission = createPermission({
  name: 'resource-manager.organisation.read',
  attributes: { action: 'read' },
});
/** Create, change and delete departments and projects, and their members. */
export const organisationManagePermission = createPermission({
  name: 'resource-manager.organisation.manage',
  attributes: { action: 'update' },
});
/** Change quotas. */
export const quotaManagePermission = createPermission({
  name: 'resource-manager.quota.manage',
  attributes: { action: 'update' },
});
/** See a project, its capacity and its quotas. */
export const projectReadPermission = createPermission({
  name: 'resource-manager.project.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROJECT,
});
/** Launch a run in a project; only its members may, administrators included. */
export const runLaunchPermission = createPermission({
  name: 'resource-manager.run.launch',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PROJECT,
});
/** See a run, its history, pods, objects and logs. */
export const runReadPermission = createPermission({
  name: 'resource-manager.run.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RUN,
});
/** Stop a run. */
export const runStopPermission = createPermission({
  name: 'resource-manager.run.stop',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RUN,
});
/** Delete a run's objects from the cluster. */
export const runDeletePermission = createPermission({
  name: 'resource-manager.run.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_RUN,
});
/** Open a workspace; decided further by whose it is. */
export const runOpenPermission = createPermission({
  name: 'resource-manager.run.open',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RUN,
});
/** Change who may see the model that a run made, or ask its owner to; decided by the run's project. */
export const modelPublishPermission = createPermission({
  name: 'resource-manager.model.publish',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RUN,
});

/** All of them, for registration and for the role matrix. */
export const resourceManagerPermissions = [
  clusterReadPermission,
  clusterManagePermission,
  poolReadPermission,
  poolManagePermission,
  organisationReadPermission,
  organisationManagePermission,
  quotaManagePermission,
  projectReadPermission,
  runLaunchPermission,
  runReadPermission,
  runStopPermission,
  runDeletePermission,
  runOpenPermission,
  modelPublishPermission,
];
