export * from './api';
export * from './components';
export * from './utilisation';
export * from './hooks';
export * from './paths';
export * from './queries';
export { resourceManagerReactTranslationRef } from './translation';
