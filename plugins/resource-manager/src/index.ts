export { default } from './plugin';
export { resourceManagerTranslationRef } from './translation';
