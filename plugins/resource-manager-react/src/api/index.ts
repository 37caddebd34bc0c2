export * from './createResourceManagerApi';
export * from './ProblemError';
export * from './ResourceManagerApi';
