export { permissionModuleResourceManager as default } from './module';
export {
  decideResourceManager,
  dependsOnMemberships,
} from './decideResourceManager';
export {
  defaultRoleGroups,
  type Role,
  type RoleGroups,
} from '@silogen/backstage-plugin-resource-manager-node';
