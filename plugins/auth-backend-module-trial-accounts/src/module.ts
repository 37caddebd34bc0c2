import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createAccountsRouter } from './accountsRouter';
import { CONFIG_PATH, readTrialAccountsConfig } from './config';
import { signInAsAccount } from './signInAsAccount';
import { readListenHost, refuseOutsideDevelopment } from './surroundings';
import { createTrialAccountsAuthenticator } from './trialAccountsAuthenticator';

/**
 * Sign-in for trying the portal out.
 *
 * @public
 */
export const authModuleTrialAccounts = createBackendModule({
  pluginId: 'auth',
  moduleId: 'trial-accounts',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
      },
      async init({ providers, config, httpRouter, logger }) {
        const settings = readTrialAccountsConfig(config);
        if (!settings) {
          return;
        }
        // Here, not in the provider's factory: in development the auth backend only warns when a factory throws.
        refuseOutsideDevelopment({
          nodeEnv: process.env.NODE_ENV,
          listenHost: readListenHost(config),
          allowed: settings.allowedOutsideDevelopment,
        });
        logger.warn(
          `Anyone who reaches this portal may sign in without a password as: ${[
            ...settings.accounts.keys(),
          ].join(', ')} (${CONFIG_PATH})`,
        );
        // The auth backend binds fixed routes per provider; the list is beside them, and as public as they are.
        httpRouter.use(createAccountsRouter(settings.accounts.values()));
        providers.registerProvider({
          providerId: 'trial-accounts',
          factory: createProxyAuthProviderFactory({
            authenticator: createTrialAccountsAuthenticator(settings),
            signInResolver: signInAsAccount,
          }),
        });
      },
    });
  },
});
