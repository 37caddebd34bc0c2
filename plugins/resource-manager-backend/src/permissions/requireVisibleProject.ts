import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { projectReadPermission } from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess } from '../contracts';
import { problem } from '../problems';

/** @throws NotFoundError also where the project exists but the caller may not see it */
export async function requireVisibleProject(
  access: ProjectAccess,
  project: string,
  options: { credentials: BackstageCredentials },
): Promise<void> {
  if (!(await access.allowedIn(projectReadPermission, project, options))) {
    throw problem('notFound', 'notFound', `There is no project ${project}`);
  }
}
