export * from './types';
export {
  courseOf,
  isImageMissing,
  profileName,
  PROFILE_ANNOTATION,
} from './selectProfile';
export { DURATION_ANNOTATION } from './generic';
export { FAIL_ANNOTATION } from './failures';
export { EPOCH_SECONDS_ANNOTATION } from './fineTuning';
export { servedModel } from './services';
