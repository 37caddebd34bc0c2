import { readFileSync } from 'node:fs';
import {
  createClusterClient,
  loadKubeConfig,
  type GroupKind,
  type KubeObject,
} from '@silogen/cluster-client';
import {
  describeOnTestCluster,
  startTestCluster,
  type TestCluster,
  type TestClusterOptions,
} from '@silogen/test-cluster';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { WATCHED_KINDS } from '../kinds';
import { DefaultClusterCheckService } from './DefaultClusterCheckService';
import { accessManifest } from './manifest';

jest.setTimeout(240_000);

const TARGETS: Record<string, TestClusterOptions> = {
  'Kueue 0.12 with Kaiwo': {
    nodes: { mi300x: 1, l40s: 1, cpu: 1 },
    kueue: '0.12',
    kaiwo: true,
  },
  'Kueue 0.19': { nodes: { mi300x: 1, cpu: 1 }, kueue: '0.19' },
};

const SUBJECT = 'system:serviceaccount:silogen-portal:silogen-portal';

async function typeOf({ client }: TestCluster, object: KubeObject) {
  const [version, group = ''] = object.apiVersion.split('/').reverse();
  const type = await client.discover({
    group,
    kind: object.kind,
    versions: [version],
  });
  return type!;
}

/** Applies the manifest as an administrator would. @returns what kubectl would write for its account */
async function connect(
  cluster: TestCluster,
  wanted: (object: KubeObject) => boolean = () => true,
): Promise<string> {
  const documents = parseAllDocuments(accessManifest())
    .map(document => document.toJS() as KubeObject)
    .filter(wanted);
  for (const object of documents) {
    const { name, namespace } = object.metadata;
    await cluster.client.patch(
      await typeOf(cluster, object),
      name,
      namespace,
      { type: 'apply', body: object },
      { fieldManager: 'kubectl' },
    );
  }
  const secret = documents.find(({ kind }) => kind === 'Secret')!;
  return withToken(cluster, await tokenOf(cluster, secret));
}

/** The token controller fills the Secret in a moment. */
async function tokenOf(
  cluster: TestCluster,
  secret: KubeObject,
): Promise<string> {
  const type = await typeOf(cluster, secret);
  const { name, namespace } = secret.metadata;
  const filled = (object: KubeObject) =>
    (object.data as Record<string, string> | undefined)?.token;
  const list = await cluster.client.list(type, {
    namespace,
    fieldSelector: `metadata.name=${name}`,
  });
  let token = filled(list.items[0]);
  if (!token) {
    for await (const event of cluster.client.watch(type, {
      namespace,
      fieldSelector: `metadata.name=${name}`,
      resourceVersion: list.metadata.resourceVersion,
      timeoutSeconds: 30,
    })) {
      token = event.type === 'BOOKMARK' ? undefined : filled(event.object);
      if (token) break;
    }
  }
  return Buffer.from(token!, 'base64').toString();
}

function withToken({ kubeconfig }: TestCluster, token: string): string {
  const document = parse(readFileSync(kubeconfig, 'utf8')) as {
    users: { name: string; user: object }[];
  };
  const users = document.users.map(({ name }) => ({ name, user: { token } }));
  return stringify({ ...document, users });
}

function testsOf(options: TestClusterOptions): void {
  const checks = DefaultClusterCheckService.create();
  let cluster: TestCluster;
  let kubeconfig: string;

  beforeAll(async () => {
    cluster = await startTestCluster(options);
    // Before the role is bound: an account that may do nothing.
    kubeconfig = await connect(
      cluster,
      ({ kind }) => kind !== 'ClusterRoleBinding',
    );
  });

  afterAll(() => cluster?.stop());

  it('names all that is missing for an account without a role', async () => {
    const check = await checks.check({ kubeconfig });
    expect(check).toMatchObject({ reachable: true });
    expect(check.nodes).toBeUndefined();
    expect(check.rights.flatMap(({ allowed }) => allowed)).toEqual([]);
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({ text: kubeconfig }),
    });
    const nodes = (await client.discover(WATCHED_KINDS.Node))!;
    await expect(client.list(nodes)).rejects.toMatchObject({
      code: 403,
      message: expect.stringContaining(
        `nodes is forbidden: User "${SUBJECT}" cannot list resource "nodes" in API group "" at the cluster scope`,
      ),
    });
  });

  it('finds nothing missing once the manifest that it hands out was applied', async () => {
    kubeconfig = await connect(cluster);
    const check = await checks.check({ kubeconfig });
    expect(check.problem).toBeUndefined();
    expect(check.rights.filter(({ missing }) => missing.length > 0)).toEqual(
      [],
    );
    const resources = check.rights.map(({ resource }) => resource);
    expect(resources).toContain('clusterqueues');
    expect(resources.includes('kaiwoqueueconfigs')).toBe(
      options.kaiwo ?? false,
    );
    expect(check).toMatchObject({
      kubernetesVersion: expect.stringMatching(/^v1\.36\./),
      runtimes: options.kaiwo
        ? { kueue: 'v1beta1', kaiwo: 'v1alpha1' }
        : { kueue: 'v1beta2' },
      nodes: { total: options.kaiwo ? 3 : 2, ready: options.kaiwo ? 3 : 2 },
    });
    expect(check.gpus).toContainEqual(
      expect.objectContaining({ vendor: 'amd', total: 8, allocatable: 8 }),
    );
  });

  it('may list and watch, with that account, each kind that the portal follows', async () => {
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({ text: kubeconfig }),
    });
    const served: string[] = [];
    const follow = async ([kind, wanted]: [string, GroupKind]) => {
      const type = await client.discover(wanted);
      if (!type) return;
      const { metadata } = await client.list(type, { limit: 1 });
      for await (const _ of client.watch(type, {
        resourceVersion: metadata.resourceVersion,
        timeoutSeconds: 1,
      })) {
        break;
      }
      served.push(kind);
    };
    await Promise.all(Object.entries(WATCHED_KINDS).map(follow));
    expect(served).toEqual(
      expect.arrayContaining([
        'Node',
        'Pod',
        'Job',
        'ClusterQueue',
        'Workload',
        ...(options.kaiwo ? ['KaiwoJob', 'KaiwoQueueConfig'] : []),
      ]),
    );
  });
}

Object.entries(TARGETS).forEach(([name, options]) =>
  describeOnTestCluster(`test cluster: ${name}`, () =>
    describe('cluster check', () => {
      testsOf(options);
    }),
  ),
);
