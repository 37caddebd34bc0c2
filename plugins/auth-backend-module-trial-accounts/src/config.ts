import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';

/** Where the provider's settings stand in the configuration. */
export const CONFIG_PATH = 'auth.providers.trial-accounts';

/** The words that lift the refusal to run outside development. */
export const ALLOW_OUTSIDE_DEVELOPMENT =
  'yes, anyone who reaches this portal may act as any of these accounts';

/** An account to try the portal out with. */
export interface TrialAccount {
  /** What the browser sends to choose it. */
  name: string;
  title: string;
  description?: string;
  /** Full entity ref of the catalog user. */
  userRef: string;
}

export interface TrialAccountsConfig {
  /** By name, in the configured order. */
  accounts: Map<string, TrialAccount>;
  /** Whether the operator has said in the required words that outside of development is fine. */
  allowedOutsideDevelopment: boolean;
}

/**
 * Reads and checks the settings.
 *
 * @returns undefined when the provider is not configured
 * @throws InputError that names the key and the remedy
 */
export function readTrialAccountsConfig(
  rootConfig: Config,
): TrialAccountsConfig | undefined {
  const config = rootConfig.getOptionalConfig(CONFIG_PATH);
  if (!config) {
    return undefined;
  }
  const accounts = new Map<string, TrialAccount>();
  const entries = config.getOptionalConfigArray('accounts') ?? [];
  for (const [index, entry] of entries.entries()) {
    const key = `${CONFIG_PATH}.accounts[${index}]`;
    const account = readAccount(entry, key);
    if (accounts.has(account.name)) {
      throw new InputError(
        `${key}.name '${account.name}' is used twice; give every account its own name`,
      );
    }
    accounts.set(account.name, account);
  }
  if (accounts.size === 0) {
    throw new InputError(
      `${CONFIG_PATH}.accounts is empty; list at least one account, or remove ${CONFIG_PATH}`,
    );
  }
  return {
    accounts,
    allowedOutsideDevelopment: readAllowance(config),
  };
}

function readAccount(entry: Config, key: string): TrialAccount {
  const name = entry.getString('name');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new InputError(
      `${key}.name '${name}' is not usable; write lower-case letters, digits and single hyphens`,
    );
  }
  return {
    name,
    title: entry.getString('title'),
    description: entry.getOptionalString('description'),
    userRef: readUserRef(entry.getString('user'), `${key}.user`),
  };
}

function readUserRef(text: string, key: string): string {
  const remedy = 'write the ref of a catalog user, such as user:default/ada';
  let ref;
  try {
    ref = parseEntityRef(text, {
      defaultKind: 'User',
      defaultNamespace: 'default',
    });
  } catch (error) {
    throw new InputError(
      `${key} '${text}' is not an entity ref; ${remedy}`,
      toError(error),
    );
  }
  if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new InputError(`${key} '${text}' is not a user; ${remedy}`);
  }
  return stringifyEntityRef(ref);
}

function readAllowance(config: Config): boolean {
  const words = config.getOptional('allowOutsideDevelopment');
  if (words === undefined) {
    return false;
  }
  if (words !== ALLOW_OUTSIDE_DEVELOPMENT) {
    throw new InputError(
      `${CONFIG_PATH}.allowOutsideDevelopment must be exactly '${ALLOW_OUTSIDE_DEVELOPMENT}'; ` +
        `write these words, or remove the key`,
    );
  }
  return true;
}
