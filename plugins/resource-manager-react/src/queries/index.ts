export * from './keys';
export * from './LiveUpdates';
export * from './queryClient';
export * from './ResourceManagerQueryProvider';
