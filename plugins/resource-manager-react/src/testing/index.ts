export * from './mockResourceManagerApi';
export * from './renderWithResourceManager';
