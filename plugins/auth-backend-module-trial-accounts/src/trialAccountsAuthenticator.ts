import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  type ProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import {
  CONFIG_PATH,
  type TrialAccount,
  type TrialAccountsConfig,
} from './config';
import { isLoopbackName } from './surroundings';

/**
 * The header that chooses the account. A header, not a query parameter: a page of another origin cannot send it
 * without a preflight, which `backend.cors` answers.
 */
export const ACCOUNT_HEADER = 'x-trial-account';

/**
 * Finds the account that a refresh asks for. Nothing is remembered between requests: each one names its account.
 */
export function createTrialAccountsAuthenticator(
  settings: TrialAccountsConfig,
): ProxyAuthenticator<void, TrialAccount, undefined> {
  const { accounts, allowedOutsideDevelopment } = settings;
  return createProxyAuthenticator({
    async defaultProfileTransform(account) {
      return { profile: { displayName: account.title } };
    },
    initialize() {},
    async authenticate({ req }) {
      if (!allowedOutsideDevelopment && !isLoopbackName(req.headers.host)) {
        throw new NotAllowedError(
          `Trial accounts answer on this machine only, not as '${req.headers.host}'; ` +
            `open the portal at localhost or 127.0.0.1`,
        );
      }
      const name = req.header(ACCOUNT_HEADER);
      if (!name) {
        throw new InputError(
          `Header ${ACCOUNT_HEADER} is missing; send the name of one of: ${[
            ...accounts.keys(),
          ].join(', ')}`,
        );
      }
      const account = accounts.get(name);
      if (!account) {
        throw new NotFoundError(
          `There is no trial account '${name}'; choose one of: ${[
            ...accounts.keys(),
          ].join(', ')} ` + `(configured in ${CONFIG_PATH}.accounts)`,
        );
      }
      return { result: account };
    },
  });
}
