export { searchModuleResourceManager as default } from './module';
export type { ProjectDocument, RunDocument } from './documents';
