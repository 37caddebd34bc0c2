import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clusterKinds,
  startSandboxServer,
  type SandboxServer,
} from '@silogen/sandbox-cluster';
import { parseAllDocuments } from 'yaml';
import { DefaultClusterCheckService } from './DefaultClusterCheckService';
import { RIGHTS, rightsFor } from './rights';

jest.setTimeout(30_000);

describe('DefaultClusterCheckService', () => {
  const checks = DefaultClusterCheckService.create();
  let directory: string;
  let server: SandboxServer;
  let kubeconfig: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'check-'));
    server = await startSandboxServer({
      clusters: [
        {
          name: 'hall-x',
          port: 0,
          token: 'all',
          readOnlyToken: 'reads',
          kinds: clusterKinds({ kueue: '0.19', kaiwo: false }),
          dataFile: ':memory:',
          gitVersion: 'v1.34.1',
        },
      ],
    });
    await server.writeKubeconfig(join(directory, 'kubeconfig'));
    kubeconfig = readFileSync(join(directory, 'kubeconfig'), 'utf8');
    await server.clusters[0]
      .client()
      .create(
        (await server.clusters[0]
          .client()
          .discover({ group: '', kind: 'Node' }))!,
        {
          apiVersion: 'v1',
          kind: 'Node',
          metadata: {
            name: 'gpu-1',
            labels: { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM' },
          },
        },
      );
  });

  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it('says what the cluster is, and that nothing is missing', async () => {
    const check = await checks.check({ kubeconfig });
    expect(check).toMatchObject({
      context: 'hall-x',
      reachable: true,
      kubernetesVersion: 'v1.34.1',
      runtimes: { kueue: 'v1beta2' },
      nodes: { total: 1, hasMore: false },
    });
    expect(check.rights.filter(({ missing }) => missing.length > 0)).toEqual(
      [],
    );
    expect(check.rights.map(({ resource }) => resource)).not.toContain(
      'kaiwojobs',
    );
  });

  it('names each right that is missing, and hands out the manifest that grants it', async () => {
    const check = await checks.check({
      kubeconfig,
      context: 'hall-x-readonly',
    });
    expect(check.reachable).toBe(true);
    expect(
      check.rights.find(({ resource }) => resource === 'jobs'),
    ).toMatchObject({
      allowed: ['get', 'list', 'watch'],
      missing: ['create', 'delete'],
    });
    const role = parseAllDocuments(check.manifest)
      .map(document => document.toJS())
      .find(({ kind }) => kind === 'ClusterRole');
    for (const right of RIGHTS) {
      const granted = role.rules
        .filter(
          (rule: { apiGroups: string[]; resources: string[] }) =>
            rule.apiGroups.includes(right.group) &&
            rule.resources.includes(right.resource),
        )
        .flatMap((rule: { verbs: string[] }) => rule.verbs);
      expect(granted).toEqual(expect.arrayContaining([...right.verbs]));
    }
  });

  it('says why a cluster cannot be reached', async () => {
    const away = kubeconfig.replace(
      /server: .*/,
      'server: https://127.0.0.1:1',
    );
    const check = await checks.check({ kubeconfig: away });
    expect(check).toMatchObject({ reachable: false, rights: [] });
    expect(check.problem).toMatch(/127\.0\.0\.1:1/);
  });

  it('says that the credentials are refused', async () => {
    const wrong = kubeconfig.replace('token: all', 'token: wrong');
    const check = await checks.check({ kubeconfig: wrong });
    expect(check).toMatchObject({ reachable: false });
    expect(check.problem).toMatch(/Unauthorized/i);
  });

  it.each([
    ['a command', 'token: all', 'exec: { command: id }', 'kubeconfig', /exec/],
    ['no YAML', 'apiVersion', '\t:', 'kubeconfig', /YAML/],
  ])('refuses %s', async (_name, from, to, field, what) => {
    await expect(
      checks.check({ kubeconfig: kubeconfig.replace(from, to) }),
    ).rejects.toMatchObject({
      name: 'InputError',
      details: [{ field, problem: expect.stringMatching(what) }],
    });
  });

  it('refuses a context that is not in it', async () => {
    await expect(
      checks.check({ kubeconfig, context: 'nope' }),
    ).rejects.toMatchObject({ details: [{ field: 'context' }] });
  });
});

describe('rightsFor', () => {
  it.each([
    [
      { kaiwo: true, kueue: true, ray: false },
      ['kaiwoqueueconfigs', 'cohorts'],
    ],
    [
      { kaiwo: false, kueue: true, ray: false },
      [
        'clusterqueues',
        'localqueues',
        'resourceflavors',
        'workloadpriorityclasses',
        'cohorts',
      ],
    ],
    [{ kaiwo: false, kueue: false, ray: true }, []],
  ])('%j: quotas are written through %j', (found, resources) => {
    expect(
      rightsFor(found)
        .filter(({ purpose }) => purpose === 'Write quotas')
        .map(({ resource }) => resource),
    ).toEqual(resources);
  });
});
