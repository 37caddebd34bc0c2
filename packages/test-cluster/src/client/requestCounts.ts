import { join } from 'node:path';
import { httpGet } from '../httpGet';
import type { TestCluster } from '../startTestCluster';

/** What the API server counted for one resource since it started: lists and watches that have ended, by verb. */
export async function requestCounts(
  { client, folder }: TestCluster,
  resource: string,
): Promise<{ LIST: number; WATCH: number }> {
  const { text } = await httpGet(
    `${client.server}/metrics`,
    join(folder, 'pki'),
  );
  const counts = { LIST: 0, WATCH: 0 };
  for (const line of text.split('\n')) {
    const [, labels, value] =
      /^apiserver_request_total\{(.*)\} (\S+)$/.exec(line) ?? [];
    const label = (name: string) =>
      new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels ?? '')?.[1];
    const verb = label('verb');
    if (
      label('resource') === resource &&
      (verb === 'LIST' || verb === 'WATCH')
    ) {
      counts[verb] += Number(value);
    }
  }
  return counts;
}
