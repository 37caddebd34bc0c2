import { launchRequest, parametersWith, type Refusal } from './refusals';

export const QUOTA = '/projects/research-llm/clusters/hall-a/quota';
const GPU = 'amd.com/gpu';

/** A launch by a developer of research-llm. */
const launch = (
  what: string,
  change: Record<string, unknown>,
  expected: Omit<
    Refusal,
    'what' | 'account' | 'request' | 'body' | 'status'
  > & { status?: number; account?: string },
): Refusal => ({
  what,
  account: 'developer-llm',
  request: ['POST', '/runs'],
  body: launchRequest(change),
  headers: { 'idempotency-key': `refused-${what}` },
  status: 400,
  ...expected,
});

const noAccess = {
  status: 403,
  code: 'run.noAccess',
  field: 'project',
  problem: /is not one that you may launch in/,
  remedy: /Choose a project that you are a member of/,
};

export const launches: readonly Refusal[] = [
  launch(
    'epochs above the range',
    { parameters: parametersWith({ epochs: 1000 }) },
    {
      code: 'run.parameterInvalid',
      field: 'parameters.epochs',
      problem: /out of range: 1000/,
      remedy: /from 1 to 100/,
    },
  ),
  launch(
    'epochs below the range',
    { parameters: parametersWith({ epochs: 0 }) },
    {
      code: 'run.parameterInvalid',
      field: 'parameters.epochs',
      problem: /out of range: 0/,
      remedy: /from 1 to 100/,
    },
  ),
  launch(
    'epochs that are no number',
    { parameters: parametersWith({ epochs: 'many' }) },
    {
      code: 'run.parameterInvalid',
      field: 'parameters.epochs',
      problem: /must be a whole number/,
      remedy: /whole number/,
    },
  ),
  launch(
    'an unknown hyper-parameter',
    { parameters: parametersWith({ warmth: 3 }) },
    {
      code: 'run.parameterInvalid',
      field: 'parameters.warmth',
      problem: /has no parameter warmth/,
      remedy: /use one of: .*epochs/,
    },
  ),
  launch('the project of others', { project: 'research-vision' }, noAccess),
  // Told apart, people could find out which projects there are.
  launch(
    'a project that does not exist',
    { project: 'no-such-project' },
    noAccess,
  ),
  launch('a viewer', {}, { ...noAccess, account: 'viewer' }),
  launch(
    'an unknown dataset',
    {
      inputs: {
        model: 'aimodel:default/qwen2.5-7b-instruct',
        dataset: 'aidataset:default/no-such',
      },
    },
    {
      code: 'run.unknownInput',
      field: 'inputs.dataset',
      problem: /There is no dataset aidataset:default\/no-such/,
      remedy: /from the catalogue/,
    },
  ),
  launch(
    'an unknown model',
    {
      inputs: {
        model: 'aimodel:default/no-such',
        dataset: 'aidataset:default/gsm8k',
      },
    },
    {
      code: 'run.unknownInput',
      field: 'inputs.model',
      problem: /There is no model aimodel:default\/no-such/,
      remedy: /from the catalogue/,
    },
  ),
  launch(
    'a gated model without a token',
    {
      inputs: {
        model: 'aimodel:default/llama-3.1-8b-instruct',
        dataset: 'aidataset:default/gsm8k',
      },
    },
    {
      code: 'run.modelGated',
      field: 'secrets.huggingFaceToken',
      problem: /is gated/,
      remedy: /Name a Secret .* hf-token/,
    },
  ),
  launch(
    'an unknown pool',
    { pool: 'no-such-pool' },
    {
      code: 'run.noAccess',
      field: 'pool',
      problem: /no access to a pool no-such-pool on hall-a/,
      remedy: /choose another/,
    },
  ),
  launch(
    'a negative number of GPUs',
    { gpus: -1 },
    {
      code: 'input.invalid',
      field: 'gpus',
      problem: /must be >= 0/,
      remedy: /Give 0 or more/,
    },
  ),
  launch(
    'half a GPU',
    { gpus: 0.5 },
    {
      code: 'input.invalid',
      field: 'gpus',
      problem: /must be integer/,
      remedy: /whole number/,
    },
  ),
  launch(
    'a number of GPUs that the workload does not run on',
    { gpus: 3 },
    {
      code: 'run.parameterInvalid',
      field: 'gpus',
      problem: /does not run on 3 GPUs/,
      remedy: /Use 1, 8/,
    },
  ),
  launch(
    'no name',
    { name: undefined },
    {
      code: 'input.invalid',
      field: 'name',
      problem: /is missing/,
      remedy: /Send it/,
    },
  ),
  launch(
    'no Idempotency-Key',
    {},
    {
      headers: {},
      code: 'input.invalid',
      field: 'Idempotency-Key',
      problem: /is missing/,
      remedy: /8 to 200 characters/,
    },
  ),
  launch(
    'a body of 10 MB',
    { name: 'x'.repeat(10 * 1024 * 1024) },
    {
      status: 413,
      code: 'input.invalid',
      field: 'body',
      problem: /too large/,
      remedy: /at most 1048576 bytes/,
    },
  ),
];

const quota = (
  what: string,
  guaranteed: string,
  expected: Partial<Refusal> & Pick<Refusal, 'problem' | 'remedy'>,
): Refusal => ({
  what,
  account: 'resource-manager',
  request: ['PUT', QUOTA],
  body: {
    pools: [
      {
        pool: 'mi325x',
        access: 'guaranteed',
        resources: [{ resource: GPU, guaranteed }],
      },
    ],
  },
  headers: { 'if-match': '*' },
  status: 400,
  code: 'quota.invalid',
  field: 'pools[0].resources[0].guaranteed',
  ...expected,
});

export const quotas: readonly Refusal[] = [
  quota('a quota below zero', '-1', {
    problem: /-1 is negative/,
    remedy: /0 or more/,
  }),
  quota('a quota of half a GPU', '1.5', {
    problem: /not a whole number of GPUs/,
    remedy: /whole number/,
  }),
  quota('a quota that is no quantity', 'many', {
    problem: /not a quantity/,
    remedy: /such as 8/,
  }),
  quota('a quota above the capacity', '17', {
    code: 'quota.exceedsCapacity',
    problem:
      /asks for 17 amd.com\/gpu in pool mi325x, which has 16, of which 8 are guaranteed to others/,
    remedy: /Guarantee at most 8/,
  }),
  quota('a quota above what others leave', '9', {
    code: 'quota.exceedsCapacity',
    problem: /asks for 9 .* which has 16, of which 8 are guaranteed to others/,
    remedy: /Guarantee at most 8/,
  }),
  quota('a quota in an unknown pool', '1', {
    body: {
      pools: [
        {
          pool: 'no-such-pool',
          access: 'guaranteed',
          resources: [{ resource: GPU, guaranteed: '1' }],
        },
      ],
    },
    field: 'pools[0].pool',
    problem: /no-such-pool is not a pool of this cluster/,
    remedy: /Choose one of mi300x, mi325x/,
  }),
  quota('a stale If-Match', '7', {
    headers: { 'if-match': '"0"' },
    status: 412,
    code: 'conflict.stale',
    field: 'If-Match',
    problem: /version \d+ is current, 0 was sent/,
    remedy: /Read it again/,
  }),
  quota('no If-Match', '7', {
    headers: {},
    code: 'input.invalid',
    field: 'If-Match',
    problem: /is missing/,
    remedy: /Send the ETag/,
  }),
  quota('a quota by a developer', '7', {
    account: 'developer-llm',
    status: 403,
    code: 'notAllowed',
    field: 'permission',
    problem: /quota.manage is missing/,
    remedy: /Ask a platform administrator/,
  }),
];

const project = (
  what: string,
  change: Record<string, unknown>,
  expected: Partial<Refusal> & Pick<Refusal, 'problem' | 'remedy'>,
): Refusal => ({
  what,
  account: 'administrator',
  request: ['POST', '/projects'],
  body: {
    name: 'fine-name',
    title: 'A project',
    department: 'research',
    ...change,
  },
  status: 400,
  code: 'name.invalid',
  field: 'name',
  ...expected,
});
const anotherName = /Choose another name/;

export const projects: readonly Refusal[] = [
  project(
    'a name of 42 characters',
    { name: 'a'.repeat(42) },
    { problem: /has 42 characters; 2 to 41/, remedy: anotherName },
  ),
  project(
    'a reserved name',
    { name: 'kaiwo' },
    { problem: /is reserved/, remedy: anotherName },
  ),
  project(
    'a name of Kubernetes',
    { name: 'kube-mine' },
    { problem: /is reserved/, remedy: anotherName },
  ),
  project(
    'a name with capitals',
    { name: 'Mine' },
    { problem: /only lower-case letters/, remedy: anotherName },
  ),
  project(
    'a name that is taken',
    { name: 'research-llm' },
    {
      status: 409,
      code: 'name.taken',
      problem: /is taken/,
      remedy: anotherName,
    },
  ),
  project(
    'an unknown department',
    { department: 'no-such' },
    {
      code: 'input.invalid',
      field: 'department',
      problem: /names no department/,
      remedy: /existing department/,
    },
  ),
];
