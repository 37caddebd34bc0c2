module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Never published or bundled: it always runs from its sources, beside its Go modules.
      files: ['src/build/programs.ts'],
      rules: { 'no-restricted-syntax': 'off' },
    },
    {
      // The contracts of the sandbox are tests: no part of what its package exports.
      files: [
        'src/startTestCluster.cluster.test.ts',
        'src/client/observed.cluster.test.ts',
      ],
      rules: { '@backstage/no-forbidden-package-imports': 'off' },
    },
    {
      // Tests of one cluster, in files by what they are about.
      files: ['src/**/*.cases.ts'],
      rules: { 'jest/no-export': 'off' },
    },
    {
      // What fails unless something comes about is an assertion.
      files: ['src/client/*.ts', 'src/**/*.cluster.test.ts'],
      rules: {
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames: [
              'expect',
              'mirror.untilNames',
              'kueue.untilEvent',
              'kueue.workloadOf',
              'jobIs',
              'untilNothingIsLeft',
            ],
          },
        ],
      },
    },
    {
      // Registers tests for others.
      files: ['src/testing/onTestCluster.ts'],
      rules: {
        'jest/no-export': 'off',
        'jest/valid-describe-callback': 'off',
        'jest/valid-title': 'off',
        'jest/expect-expect': 'off',
        'jest/no-disabled-tests': 'off',
      },
    },
  ],
});
