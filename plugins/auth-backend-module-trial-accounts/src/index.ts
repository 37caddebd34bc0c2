export { authModuleTrialAccounts as default } from './module';
