export { developerCenterPlugin as default } from './plugin';
