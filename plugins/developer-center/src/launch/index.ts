export { launchFormFields } from './formFields';
export { launchTranslationRef } from './translation';
