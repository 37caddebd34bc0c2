export interface Config {
  auth?: {
    /**
     * `oidc`: the sign-in page offers the identity provider of `auth.providers.oidc`. Left out: only what else is
     * configured, such as trial accounts.
     * @visibility frontend
     */
    signInProvider?: 'oidc';
  };
}
