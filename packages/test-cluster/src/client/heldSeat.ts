import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { TestCluster } from '../startTestCluster';

/** A request that occupies a seat of its priority level until it is let go: its body is announced, but does not come. */
export function heldSeat(
  { client, folder }: TestCluster,
  token: string,
): { letGo(): void } {
  const held = request(
    `${client.server}/api/v1/namespaces/default/configmaps`,
    {
      method: 'POST',
      agent: false,
      ca: readFileSync(join(folder, 'pki', 'ca.crt')),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': '100',
      },
    },
    response => response.resume(),
  );
  // It ends with an error either way: cut by us, or turned away.
  held.on('error', () => {});
  held.flushHeaders();
  return { letGo: () => held.destroy() };
}
