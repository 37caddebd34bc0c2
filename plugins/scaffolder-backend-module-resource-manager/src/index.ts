export { scaffolderModuleResourceManager as default } from './module';
export { createLaunchRunAction } from './actions/launchRun';
