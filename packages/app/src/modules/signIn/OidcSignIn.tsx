import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { UserIdentity } from '@backstage/core-components';
import { Button } from '@backstage/ui';
import { oidcAuthApiRef } from './oidcAuthApi';

/** Signs in through the identity provider (Keycloak or any other that speaks OpenID Connect). */
export const OidcSignIn = ({
  onSignInSuccess,
  onProblem,
}: Pick<SignInPageProps, 'onSignInSuccess'> & {
  onProblem: (message: string) => void;
}) => {
  const authApi = useApi(oidcAuthApiRef);
  const [busy, setBusy] = useState(false);
  const signIn = async () => {
    setBusy(true);
    try {
      const identity = await authApi.getBackstageIdentity({ instantPopup: true });
      if (identity) {
        onSignInSuccess(
          UserIdentity.create({
            identity: identity.identity,
            profile: await authApi.getProfile(),
            authApi,
          }),
        );
      }
    } catch (error) {
      onProblem((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <Button isPending={busy} onPress={signIn}>
      Sign in with your company account
    </Button>
  );
};
