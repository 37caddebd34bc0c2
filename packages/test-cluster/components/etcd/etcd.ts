import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';
import { isOk } from '../../src/httpGet';

/** The store of the API server. Nothing is flushed to disk: it lives no longer than its machine. */
export function etcd({ keeper, programs, ports }: ClusterContext): Component {
  const client = etcdUrl(ports.etcd);
  const peer = etcdUrl(ports.etcdPeer);
  return processComponent({
    name: 'etcd',
    keeper,
    program: programs.cluster,
    folder: 'etcd',
    args: [
      'etcd',
      '--name=test',
      '--data-dir=data',
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=test=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    check: () => isOk(`${client}/health`),
  });
}

export function etcdUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Makes the store forget everything but the present: what an older version asks for is answered with 410 from then on. */
export async function compactEtcd(port: number): Promise<void> {
  const ask = async (path: string, body: object) => {
    const response = await fetch(`${etcdUrl(port)}/v3/kv/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`etcd ${path}: ${await response.text()}`);
    }
    return (await response.json()) as { header: { revision: string } };
  };
  // Any read tells the present revision; the key is base64 of "/".
  const { header } = await ask('range', { key: 'Lw==' });
  await ask('compaction', { revision: header.revision, physical: true });
}
