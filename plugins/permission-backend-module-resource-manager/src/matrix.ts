import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  clusterManagePermission,
  clusterReadPermission,
  organisationManagePermission,
  organisationReadPermission,
  poolManagePermission,
  poolReadPermission,
  projectReadPermission,
  quotaManagePermission,
  modelPublishPermission,
  runDeletePermission,
  runLaunchPermission,
  runOpenPermission,
  runReadPermission,
  runStopPermission,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Grant } from './grants';
import type { Role } from '@silogen/backstage-plugin-resource-manager-node';

/** What each role may do with a permission, and what everyone who is signed in may. */
export type Row = Partial<Record<Role | 'everyone', Grant>>;

/** Entities without a visibility are visible to everyone. */
const visible: Row = { administrator: 'allow', everyone: 'visible' };
const administrators: Row = { administrator: 'allow' };
const managers: Row = { administrator: 'allow', 'resource-manager': 'allow' };
const launchers: Row = { ...managers, developer: 'allow' };
const anyRole: Row = { ...launchers, viewer: 'allow' };

/** Own runs; administrators, all. Starting is not among these. */
const ownRuns: Row = { administrator: 'allow', developer: 'active-member' };

const rows: [Permission, Row][] = [
  // What the shared hardware and the tenancy tree look like is no secret inside the company.
  [clusterReadPermission, anyRole],
  [poolReadPermission, anyRole],
  [organisationReadPermission, anyRole],
  [clusterManagePermission, administrators],
  [poolManagePermission, managers],
  [organisationManagePermission, managers],
  [quotaManagePermission, managers],
  [
    projectReadPermission,
    { ...managers, developer: 'member', viewer: 'allow' },
  ],
  // A run carries logs and parameters, so not even a viewer of everything reads those of strangers.
  [runReadPermission, { ...managers, developer: 'member', viewer: 'member' }],
  // As AMD's Resource Manager has it: an administrator, too, launches only where they are a member.
  [
    runLaunchPermission,
    { administrator: 'active-member', developer: 'active-member' },
  ],
  // Who may see a model is the project's to say.
  [
    modelPublishPermission,
    { administrator: 'active-member', developer: 'active-member' },
  ],
  [runStopPermission, ownRuns],
  [runDeletePermission, ownRuns],
  // A workspace is personal: the Resource Manager lets in its owner and the admins of its project only.
  [
    runOpenPermission,
    { administrator: 'active-member', developer: 'active-member' },
  ],

  [catalogEntityReadPermission, visible],
  [catalogEntityRefreshPermission, visible],
  // Knows no entities: asked for the location of one, it would say whether that exists.
  [catalogLocationReadPermission, administrators],
  [catalogEntityCreatePermission, administrators],
  [catalogEntityDeletePermission, administrators],
  [catalogEntityValidatePermission, administrators],
  [catalogLocationAnalyzePermission, administrators],
  [catalogLocationCreatePermission, administrators],
  [catalogLocationDeletePermission, administrators],
  [catalogIngestionReadPermission, administrators],
  [catalogIngestionManagePermission, administrators],

  [templateParameterReadPermission, anyRole],
  [templateStepReadPermission, anyRole],
  [actionExecutePermission, launchers],
  [taskCreatePermission, launchers],
  [
    taskReadPermission,
    {
      administrator: 'allow',
      'resource-manager': 'own-task',
      developer: 'own-task',
      viewer: 'own-task',
    },
  ],
  [
    taskCancelPermission,
    {
      administrator: 'allow',
      'resource-manager': 'own-task',
      developer: 'own-task',
    },
  ],
  // Runs any template text that is sent, so not for those who may only use the published ones.
  [templateDryRunPermission, administrators],
  [templateManagementPermission, administrators],
];

/** The whole policy, by permission name. */
export const matrix: ReadonlyMap<string, Row> = new Map(
  rows.map(([{ name }, row]) => [name, row]),
);

/** Permissions of plugins that the policy does not know. */
export const unknownPermission: Row = administrators;
