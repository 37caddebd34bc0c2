export { buildPrograms } from './build/build';
export type { BuiltPrograms } from './build/build';
export { GoError } from './build/go';
export type { Component } from './component';
export type { NodeCounts } from './nodes';
export { startTestCluster } from './startTestCluster';
export type { TestCluster, TestClusterOptions } from './startTestCluster';
