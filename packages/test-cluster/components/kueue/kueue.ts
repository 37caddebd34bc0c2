import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeObject } from '@silogen/cluster-client';
import { stringify } from 'yaml';
import { apply, applyAll, typeOf } from '../../src/apply';
import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';
import { isOk } from '../../src/httpGet';
import { kueueConfiguration } from './configuration';
import { manifestsOutside, NAMESPACE, WEBHOOK_SECRET } from './manifests';

/** The certificate's host name: how the API server calls the webhooks. */
export const WEBHOOK_HOST = 'kueue-webhook-service.kueue-system.svc';
/** The manager acts under the name of its service account, so that its own RBAC decides what it may do. */
export const MANAGER_USER =
  'system:serviceaccount:kueue-system:kueue-controller-manager';

/** Kueue's manager with its webhooks and, from 0.19, its visibility API. */
export function kueueManager(context: ClusterContext): Component {
  const { keeper, programs, ports, kueue, client, onProgress } = context;
  const configuration = join(keeper.folder, 'kueue.yaml');
  let isInstalled = false;
  return processComponent({
    name: 'kueue',
    keeper,
    program: programs.kueue,
    folder: 'kueue',
    args: [
      `--config=${configuration}`,
      `--kubeconfig=${join(keeper.folder, 'kueue.kubeconfig')}`,
      '--zap-log-level=2',
      ...(kueue === '0.12' ? ['--feature-gates=VisibilityOnDemand=false'] : []),
    ],
    prepare: async () => {
      if (isInstalled) return;
      await writeFile(configuration, stringify(kueueConfiguration(context)));
      onProgress(`installing Kueue ${kueue} …`);
      const manifests = JSON.parse(
        await readFile(programs.kueueManifests, 'utf8'),
      ) as KubeObject[];
      await applyAll(client, manifestsOutside(manifests, context));
      await installCertificate(context);
      isInstalled = true;
    },
    check: async () =>
      (await isOk(`http://127.0.0.1:${ports.kueueHealth}/readyz`)) &&
      (await answersWebhooks(context)) &&
      (kueue === '0.12' || (await isVisible(context))),
  });
}

/** Into the Secret, from where the manager takes its own authority, and to where a kubelet would mount it. */
async function installCertificate({
  keeper,
  client,
}: ClusterContext): Promise<void> {
  const pki = join(keeper.folder, 'pki');
  const folder = join(keeper.folder, 'kueue', 'webhook');
  mkdirSync(folder, { recursive: true });
  const files = {
    'ca.crt': 'ca.crt',
    'ca.key': 'ca.key',
    'tls.crt': 'kueue-webhook.crt',
    'tls.key': 'kueue-webhook.key',
  };
  const data: Record<string, string> = {};
  for (const [name, source] of Object.entries(files)) {
    copyFileSync(join(pki, source), join(folder, name));
    data[name] = readFileSync(join(pki, source)).toString('base64');
  }
  await apply(client, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: WEBHOOK_SECRET, namespace: NAMESPACE },
    data,
  });
}

/** Creating a flavor goes through a webhook; nothing is stored. */
async function answersWebhooks({
  client,
  kueue,
}: ClusterContext): Promise<boolean> {
  const flavor: KubeObject = {
    apiVersion: `kueue.x-k8s.io/${kueue === '0.19' ? 'v1beta2' : 'v1beta1'}`,
    kind: 'ResourceFlavor',
    metadata: { name: 'is-kueue-there' },
    spec: {},
  };
  await client.create(await typeOf(client, flavor), flavor, { dryRun: true });
  return true;
}

async function isVisible({ client }: ClusterContext): Promise<boolean> {
  const type = await typeOf(client, {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
  });
  for await (const service of client.listAll(type)) {
    const { status } = service as {
      status?: { conditions?: { type: string; status: string }[] };
    };
    const available = status?.conditions?.find(
      condition => condition.type === 'Available',
    );
    if (available?.status !== 'True') {
      return false;
    }
  }
  return true;
}
