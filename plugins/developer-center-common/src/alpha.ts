export { developerCenterModelLayer } from './kinds/model';
