import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { SignInResolver } from '@backstage/plugin-auth-node';
import type { TrialAccount } from './config';

/**
 * Signs in as the account's catalog user, with the groups of that user as ownership claims.
 *
 * There is no fallback without the catalog: an identity without its groups would have no role, and the pages would
 * refuse everything for reasons that nobody sees.
 */
export const signInAsAccount: SignInResolver<TrialAccount> = async (
  { result: account },
  context,
) => {
  try {
    return await context.signInWithCatalogUser({ entityRef: account.userRef });
  } catch (error) {
    if (isNotLoadedYet(error)) {
      throw new ServiceUnavailableError(
        `The catalog has not loaded ${account.userRef} of trial account '${account.name}' yet; try again in a few seconds. ` +
          `If this stays, check that the user is in a catalog location of this portal`,
        error,
      );
    }
    throw error;
  }
};

/** The user is not there, or the catalog itself still starts (its routes answer 503 until then). */
function isNotLoadedYet(error: unknown): error is Error {
  return (
    isError(error) &&
    (error.name === 'NotFoundError' ||
      (error.name === 'ResponseError' && error.statusCode === 503))
  );
}
