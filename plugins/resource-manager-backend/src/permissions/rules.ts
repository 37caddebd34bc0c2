import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  IS_PROJECT_MEMBER,
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_RUN,
  type MemberRole,
} from '@silogen/backstage-plugin-resource-manager-common';
import { z } from 'zod';
import type { ProjectMemberFilter } from '../contracts';

/** What a decision about a project, or about a run in it, depends on. */
export interface MemberedResource {
  members: { userRef: string; role: MemberRole }[];
}

export const projectResourceRef = createPermissionResourceRef<
  MemberedResource,
  ProjectMemberFilter
>().with({ pluginId: 'resource-manager', resourceType: RESOURCE_TYPE_PROJECT });

export const runResourceRef = createPermissionResourceRef<
  MemberedResource,
  ProjectMemberFilter
>().with({ pluginId: 'resource-manager', resourceType: RESOURCE_TYPE_RUN });

const paramsSchema = z.object({
  userRef: z.string().describe('Entity ref of the user'),
  roles: z
    .array(z.enum(['admin', 'member', 'viewer']))
    .optional()
    .describe('Member roles that count; any when left out'),
});

const shared = {
  name: IS_PROJECT_MEMBER,
  description:
    "Allow members of the project, by the Resource Manager's own tables",
  paramsSchema,
  apply: (
    { members }: MemberedResource,
    { userRef, roles }: ProjectMemberFilter,
  ) =>
    members.some(
      member =>
        member.userRef === userRef && (!roles || roles.includes(member.role)),
    ),
  toQuery: ({ userRef, roles }: ProjectMemberFilter): ProjectMemberFilter => ({
    userRef,
    roles,
  }),
};

export const isProjectMember = createPermissionRule({
  ...shared,
  resourceRef: projectResourceRef,
});
export const isRunProjectMember = createPermissionRule({
  ...shared,
  resourceRef: runResourceRef,
});
