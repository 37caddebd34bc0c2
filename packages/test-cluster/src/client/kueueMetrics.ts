import { get } from 'node:https';
import { typeOf } from '../apply';
import type { TestCluster } from '../startTestCluster';
import { requestToken, serviceAccount } from './serviceAccount';

/** What Kueue counts, in the form of Prometheus; it tells only those who may read its metrics. */
export async function kueueMetrics(cluster: TestCluster): Promise<string> {
  const { client } = cluster;
  const account = await serviceAccount(
    cluster,
    'scraper',
    'kueue-metrics-reader',
  );
  const token = await requestToken(cluster, account, 600);
  const service = await client.get(
    await typeOf(client, { apiVersion: 'v1', kind: 'Service' }),
    'kueue-controller-manager-metrics-service',
    'kueue-system',
  );
  const [{ port }] = (service.spec as { ports: { port: number }[] }).ports;
  return new Promise((resolve, reject) => {
    get(
      `https://127.0.0.1:${port}/metrics`,
      {
        headers: { authorization: `Bearer ${token}` },
        // It makes a certificate of its own when it starts.
        rejectUnauthorized: false,
      },
      response => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .once('error', reject)
          .once('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    ).once('error', reject);
  });
}

/** By queue: the value of its series of this name, that of AMD's GPUs where there is one for each resource. */
export function valuesByQueue(
  text: string,
  name: string,
): Record<string, number> {
  const lines = text
    .split('\n')
    .filter(line => line.startsWith(`${name}{`))
    .filter(line => !/resource="(?!amd\.com\/gpu")/.test(line));
  return Object.fromEntries(
    lines.map(line => [
      /cluster_queue="([^"]*)"/.exec(line)?.[1],
      Number(line.slice(line.lastIndexOf(' '))),
    ]),
  );
}
