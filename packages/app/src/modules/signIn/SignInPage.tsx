import { useEffect, useState } from 'react';
import {
  configApiRef,
  discoveryApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Flex, Skeleton, Text } from '@backstage/ui';
import { OidcSignIn } from './OidcSignIn';
import { TrialIdentity, type TrialAccount } from './TrialIdentity';
import styles from './SignInPage.module.css';

/** How often an account list that the backend does not give yet is asked for again. */
const RETRY_MS = 2000;

/** Offers one card per trial account, and the identity provider where one is configured. */
export const SignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const config = useApi(configApiRef);
  const discovery = useApi(discoveryApiRef);
  const [accounts, setAccounts] = useState<TrialAccount[]>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<string>();

  useEffect(() => {
    let active = true;
    let timer: number | undefined;
    const load = async () => {
      const baseUrl = `${await discovery.getBaseUrl('auth')}/trial-accounts`;
      try {
        const identity = await TrialIdentity.resume(baseUrl);
        if (identity && active) {
          onSignInSuccess(identity);
          return;
        }
        const found = await TrialIdentity.listAccounts(baseUrl);
        if (active) {
          setAccounts(found);
          setProblem(undefined);
        }
      } catch (error) {
        if (!active) return;
        setProblem((error as Error).message);
        timer = window.setTimeout(load, RETRY_MS);
      }
    };
    load();
    return () => {
      active = false;
      window.clearTimeout(timer);
    };
  }, [discovery, onSignInSuccess]);

  const signIn = async (account: TrialAccount) => {
    setBusy(account.name);
    setProblem(undefined);
    const baseUrl = `${await discovery.getBaseUrl('auth')}/trial-accounts`;
    for (;;) {
      try {
        onSignInSuccess(await TrialIdentity.signIn(baseUrl, account.name));
        return;
      } catch (error) {
        setProblem((error as Error).message);
        // Right after a start the catalog has not read its users yet.
        if ((error as { status?: number }).status !== 503) break;
        await new Promise(resolve => window.setTimeout(resolve, RETRY_MS));
      }
    }
    setBusy(undefined);
  };

  const oidc = config.getOptionalString('auth.signInProvider') === 'oidc';
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <Text as="h1" variant="title-medium" weight="bold">
          {config.getOptionalString('app.title') ?? 'AI Portal'}
        </Text>
        <Text as="p" color="secondary">
          Models, fine-tuning, workspaces and GPU quotas on your own clusters.
        </Text>
        {problem && <Alert status="danger" title="Signing in did not work" description={problem} />}
        {oidc && <OidcSignIn onSignInSuccess={onSignInSuccess} onProblem={setProblem} />}
        {!accounts && !problem && <Skeleton height={240} />}
        {accounts && accounts.length > 0 && (
          <>
            <Text as="h2" variant="body-medium" weight="bold">
              Trial accounts
            </Text>
            <ul className={styles.accounts}>
              {accounts.map(account => (
                <li key={account.name} className={styles.account}>
                  <Flex direction="column" gap="0.5">
                    <Text weight="bold">{account.title}</Text>
                    <Text color="secondary" variant="body-small">
                      {account.description}
                    </Text>
                  </Flex>
                  <Button
                    variant="secondary"
                    aria-label={`Sign in as ${account.title}`}
                    isDisabled={busy !== undefined}
                    isPending={busy === account.name}
                    onPress={() => signIn(account)}
                  >
                    Sign in
                  </Button>
                </li>
              ))}
            </ul>
            <Text as="p" color="secondary" variant="body-small">
              Anyone who reaches this address may use them; they exist only on this machine.
            </Text>
          </>
        )}
        {accounts?.length === 0 && !oidc && (
          <Alert
            status="warning"
            title="No way to sign in is configured"
            description="Set auth.providers.trial-accounts, or auth.signInProvider: oidc with auth.providers.oidc, in app-config.yaml."
          />
        )}
      </div>
    </main>
  );
};
