export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in for trying the portal out: whoever reaches the portal picks one of these accounts and acts as it,
       * without a password. Leave the whole block out anywhere else; without it the provider does not exist.
       */
      'trial-accounts'?: {
        /**
         * The accounts to choose from, in the order in which they are shown. At least one. They are listed to anyone
         * who reaches the backend (except `user`), so keep secrets out of titles and descriptions.
         */
        accounts: Array<{
          /**
           * What the browser sends to choose the account: lower-case letters, digits and hyphens; unique.
           */
          name: string;
          /** What the sign-in page calls it. */
          title: string;
          /** One sentence on what this account may do. */
          description?: string;
          /**
           * Entity ref of the catalog user that it signs in as, such as `user:default/ada`. Its groups become the
           * ownership claims of the session.
           */
          user: string;
        }>;
        /**
         * The provider stops the portal from starting when NODE_ENV is `production` or when `backend.listen` names
         * no loopback host. Only these words, exactly, lift that.
         */
        allowOutsideDevelopment?: 'yes, anyone who reaches this portal may act as any of these accounts';
      };
    };
  };
}
