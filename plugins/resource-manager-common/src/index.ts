export * from './client';
export * from './names';
export * from './permissions';
export * from './quantity';
export * from './states';
export * from './types';
export type { components, operations, paths } from './generated/openapi';
