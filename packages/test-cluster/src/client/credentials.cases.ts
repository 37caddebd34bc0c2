import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
} from '@silogen/cluster-client';
import { applyAll, typeOf } from '../apply';
import { configMap, type ClusterOf } from './clientCases';
import { Mirror } from './Mirror';
import {
  bindingOf,
  READER,
  requestToken,
  serviceAccount,
  shortToken,
} from './serviceAccount';

const LIMIT_RANGE = { apiVersion: 'v1', kind: 'LimitRange' };

/** Tokens that end, and rights that are taken away and given back. */
export function credentialCases(clusterOf: ClusterOf): void {
  describe('credentials', () => {
    let directory: string;
    let tokenFile: string;

    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'credentials-'));
      tokenFile = join(directory, 'token');
    });

    afterEach(() => rmSync(directory, { recursive: true }));

    function tokenClient(): ClusterClient {
      const { client, folder } = clusterOf();
      return createClusterClient({
        kubeConfig: loadKubeConfig({
          url: client.server,
          caFile: join(folder, 'pki', 'ca.crt'),
          tokenFile,
        }),
        watchSeconds: 2,
        random: () => 0.1,
      });
    }

    it('is refused with 401 once its token has expired, and goes on with the one that its file holds by then', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const account = await serviceAccount(cluster, 'expiring');
      writeFileSync(tokenFile, shortToken(cluster, account, 4));
      const type = await typeOf(client, LIMIT_RANGE);
      const ours = tokenClient();
      const mirror = Mirror.of(ours, type, { namespace: 'default' });
      try {
        await mirror.until('the first list', ({ syncs }) => syncs === 1);
        await mirror.until('a refusal', ({ errors }) => errors.length > 0);
        expect(mirror.error).toMatchObject({
          code: 401,
          reason: 'Unauthorized',
        });
        await expect(ours.list(type)).rejects.toMatchObject({ code: 401 });
        writeFileSync(tokenFile, await requestToken(cluster, account, 600));
        await mirror.until('data again', ({ resumed }) => resumed === 2);
        await client.create(type, {
          ...LIMIT_RANGE,
          metadata: { name: 'after', namespace: 'default' },
          spec: { limits: [{ type: 'Pod', max: { cpu: '500' } }] },
        });
        await mirror.untilNames('after');
      } finally {
        await mirror.stop();
        await client.delete(type, 'after', 'default');
      }
    });

    it('cannot ask for a token of less than ten minutes', async () => {
      const cluster = clusterOf();
      const account = await serviceAccount(cluster, 'hasty');
      await expect(requestToken(cluster, account, 5)).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
        details: [
          expect.objectContaining({
            field: 'spec.expirationSeconds',
            message: expect.stringContaining(
              'may not specify a duration less than 10 minutes',
            ),
          }),
        ],
      });
    });

    it('says in the words of RBAC what a write lacks', async () => {
      const cluster = clusterOf();
      const account = await serviceAccount(cluster, 'curious');
      writeFileSync(tokenFile, await requestToken(cluster, account, 600));
      const ours = tokenClient();
      const type = await typeOf(ours, { apiVersion: 'v1', kind: 'ConfigMap' });
      await expect(
        ours.create(type, configMap('refused')),
      ).rejects.toMatchObject({
        code: 403,
        reason: 'Forbidden',
        message: `POST ${ours.server}/api/v1/namespaces/default/configmaps: 403 Forbidden: configmaps is forbidden: User "system:serviceaccount:default:curious" cannot create resource "configmaps" in API group "" in the namespace "default"`,
      });
      expect(
        await ours.canI({ verb: 'create', resource: 'configmaps', group: '' }),
      ).toBe(false);
      expect(
        await ours.canI({ verb: 'list', resource: 'configmaps', group: '' }),
      ).toBe(true);
    });

    it('keeps trying when its rights were taken away, and lists everything when they are back', async () => {
      const cluster = clusterOf();
      const { client } = cluster;
      const account = await serviceAccount(cluster, 'demoted');
      const binding = bindingOf(account, READER);
      writeFileSync(tokenFile, await requestToken(cluster, account, 600));
      const type = await typeOf(client, LIMIT_RANGE);
      const mirror = Mirror.of(tokenClient(), type, { namespace: 'default' });
      try {
        await mirror.until('the first list', ({ syncs }) => syncs === 1);
        const bindings = await typeOf(client, binding);
        await client.delete(bindings, binding.metadata.name);
        await mirror.until('a refusal', ({ errors }) => errors.length > 1);
        expect(mirror.error).toMatchObject({
          code: 403,
          reason: 'Forbidden',
          message: expect.stringContaining(
            'limitranges is forbidden: User "system:serviceaccount:default:demoted" cannot list resource "limitranges"',
          ),
        });
        await applyAll(client, [binding]);
        await mirror.until('data again', ({ resumed }) => resumed === 2);
        expect(mirror.syncs).toBe(2);
      } finally {
        await mirror.stop();
      }
    });
  });
}
