export { createWorkspaces } from './createWorkspaces';
export { readWorkspacesConfig } from './readWorkspacesConfig';
export type { WorkspacesConfig } from './readWorkspacesConfig';
