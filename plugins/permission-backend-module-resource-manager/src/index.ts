export { permissionModuleResourceManager as default } from './module';
export { decideResourceManager } from './decideResourceManager';
export { defaultRoleGroups, type Role, type RoleGroups } from './roles';
