import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { KubeItem, PortalStack } from './stack';

const KUBECTL = '/usr/bin/kubectl';
const CURL = '/usr/bin/curl';

/** What `kubectl get` calls kinds, and where they are when kubectl is not on this machine. */
const API_PATHS = {
  clusterqueues: '/apis/kueue.x-k8s.io/v1beta1/clusterqueues',
  workloads: '/apis/kueue.x-k8s.io/v1beta1/workloads',
  kaiwojobs: '/apis/kaiwo.silogen.ai/v1alpha1/kaiwojobs',
} as const;
export type Plural = keyof typeof API_PATHS;

/** Items of a list as the API server sends it do not say what they are. */
const KIND_OF: Record<Plural, string> = {
  clusterqueues: 'ClusterQueue',
  workloads: 'Workload',
  kaiwojobs: 'KaiwoJob',
};

/** For titles of tests, so that a report tells what was used. */
export const kubectlName = fs.existsSync(KUBECTL)
  ? 'kubectl'
  : 'requests like those of kubectl';
export const curlName = fs.existsSync(CURL) ? 'curl' : 'fetch';

/** `kubectl get <kinds> -A`, as objects. */
export async function kubectlGet(
  stack: PortalStack,
  cluster: string,
  kinds: readonly Plural[],
): Promise<KubeItem[]> {
  const { dataDir, kubeconfig } = stack.settings;
  if (!fs.existsSync(KUBECTL)) {
    const lists = await Promise.all(
      kinds.map(kind => stack.kubeGet(cluster, API_PATHS[kind])),
    );
    return lists.flatMap(({ items }, index) =>
      items.map(item => ({ kind: KIND_OF[kinds[index]], ...item })),
    );
  }
  const output = execFileSync(
    KUBECTL,
    [
      `--kubeconfig=${kubeconfig}`,
      `--context=${cluster}`,
      `--cache-dir=${path.join(dataDir, 'kubectl-cache')}`,
      ...['get', kinds.join(','), '-A', '-o', 'json'],
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(output).items;
}

/** GET of the Resource Manager as one trial account, with curl where there is one. */
export async function curlGet(
  stack: PortalStack,
  account: string,
  apiPath: string,
): Promise<any> {
  if (!fs.existsSync(CURL))
    return (await stack.api(account, 'GET', apiPath)).body;
  const token = await stack.token(account);
  const output = execFileSync(
    CURL,
    [
      '--silent',
      '--show-error',
      '--fail',
      '--config',
      '-',
      `${stack.url}/api/resource-manager/v1${apiPath}`,
    ],
    // By standard input, where the list of processes does not show it.
    { encoding: 'utf8', input: `header = "Authorization: Bearer ${token}"\n` },
  );
  return JSON.parse(output);
}
