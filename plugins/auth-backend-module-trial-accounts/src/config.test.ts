import { ConfigReader } from '@backstage/config';
import { ALLOW_OUTSIDE_DEVELOPMENT, readTrialAccountsConfig } from './config';

const configOf = (provider: object) =>
  new ConfigReader({
    auth: { providers: { 'trial-accounts': provider } },
  });

const ada = { name: 'admin', title: 'Administrator', user: 'user:default/ada' };

describe('readTrialAccountsConfig', () => {
  it('is undefined when the provider is not configured', () => {
    expect(
      readTrialAccountsConfig(new ConfigReader({ auth: {} })),
    ).toBeUndefined();
  });

  it('reads accounts in order with full entity refs', () => {
    const settings = readTrialAccountsConfig(
      configOf({
        accounts: [
          ada,
          { name: 'dev-1', title: 'Developer', description: 'D', user: 'Dev' },
        ],
      }),
    );
    expect(settings?.allowedOutsideDevelopment).toBe(false);
    expect([...(settings?.accounts.values() ?? [])]).toEqual([
      { name: 'admin', title: 'Administrator', userRef: 'user:default/ada' },
      {
        name: 'dev-1',
        title: 'Developer',
        description: 'D',
        userRef: 'user:default/dev',
      },
    ]);
  });

  it('takes the allowance in the exact words only', () => {
    const accounts = [ada];
    expect(
      readTrialAccountsConfig(
        configOf({
          accounts,
          allowOutsideDevelopment: ALLOW_OUTSIDE_DEVELOPMENT,
        }),
      )?.allowedOutsideDevelopment,
    ).toBe(true);
    for (const allowOutsideDevelopment of [true, 'yes', '']) {
      expect(() =>
        readTrialAccountsConfig(
          configOf({ accounts, allowOutsideDevelopment }),
        ),
      ).toThrow(/allowOutsideDevelopment must be exactly 'yes, anyone/);
    }
  });

  it.each<[string, object[], RegExp]>([
    ['no account', [], /accounts is empty; list at least one/],
    ['a double name', [ada, ada], /accounts\[1\]\.name 'admin' is used twice/],
    [
      'an unusable name',
      [{ ...ada, name: 'The Admin' }],
      /accounts\[0\]\.name 'The Admin' is not usable; write lower-case/,
    ],
    [
      'a user that is a group',
      [{ ...ada, user: 'group:default/admins' }],
      /accounts\[0\]\.user 'group:default\/admins' is not a user; write the ref/,
    ],
    [
      'a user that is no ref',
      [{ ...ada, user: 'user:' }],
      /accounts\[0\]\.user 'user:' is not an entity ref; write the ref/,
    ],
    ['no title', [{ name: 'a', user: 'ada' }], /title/],
  ])('refuses %s', (_what, accounts, message) => {
    expect(() => readTrialAccountsConfig(configOf({ accounts }))).toThrow(
      message,
    );
  });
});
