import { join } from 'node:path';
import {
  createClusterClient,
  loadKubeConfig,
  type KubeObject,
} from '@silogen/cluster-client';
import { applyAll, typeOf } from '../apply';
import { waitFor } from '../waitFor';
import type { ClusterOf } from './clientCases';
import { heldSeat } from './heldSeat';
import { Mirror } from './Mirror';
import { requestToken, serviceAccount } from './serviceAccount';

const FLOW_CONTROL = 'flowcontrol.apiserver.k8s.io/v1';
const LIMIT_RANGE = { apiVersion: 'v1', kind: 'LimitRange' };
const ONE_AT_A_TIME = 'one-at-a-time';

/**
 * The account gets a priority level without a seat of its own and without a queue. The API server lets one request pass
 * in a level without seats, and turns away what comes beside it.
 */
function narrow({ metadata }: KubeObject): KubeObject[] {
  const { name, namespace } = metadata;
  return [
    {
      apiVersion: FLOW_CONTROL,
      kind: 'PriorityLevelConfiguration',
      metadata: { name: ONE_AT_A_TIME },
      spec: {
        type: 'Limited',
        limited: {
          nominalConcurrencyShares: 0,
          lendablePercent: 0,
          borrowingLimitPercent: 0,
          limitResponse: { type: 'Reject' },
        },
      },
    },
    {
      apiVersion: FLOW_CONTROL,
      kind: 'FlowSchema',
      metadata: { name: ONE_AT_A_TIME },
      spec: {
        priorityLevelConfiguration: { name: ONE_AT_A_TIME },
        // The first that others may take; 1 belongs to the exempt.
        matchingPrecedence: 2,
        rules: [
          {
            subjects: [
              { kind: 'ServiceAccount', serviceAccount: { name, namespace } },
            ],
            resourceRules: [
              {
                verbs: ['*'],
                apiGroups: ['*'],
                resources: ['*'],
                clusterScope: true,
                namespaces: ['*'],
              },
            ],
          },
        ],
      },
    },
  ];
}

/** API priority and fairness. */
export function flowControlCases(clusterOf: ClusterOf): void {
  describe('priority and fairness', () => {
    it('is told 429 and when to come again; a watch waits that long and goes on without a list', async () => {
      const cluster = clusterOf();
      const { client, folder } = cluster;
      const type = await typeOf(client, LIMIT_RANGE);
      const account = await serviceAccount(cluster, 'crowd', 'cluster-admin');
      const token = await requestToken(cluster, account, 600);
      const ours = createClusterClient({
        kubeConfig: loadKubeConfig({
          url: client.server,
          caFile: join(folder, 'pki', 'ca.crt'),
          token,
        }),
        watchSeconds: 2,
        random: () => 0.1,
      });
      const mirror = Mirror.of(ours, type, { namespace: 'default' });
      let seat: { letGo(): void } | undefined;
      try {
        await mirror.until('the first list', ({ syncs }) => syncs === 1);
        await applyAll(client, narrow(account));
        await waitFor({
          what: 'a refusal',
          check: async () => {
            // Anew each time: the first may have come before the API server heard of the level.
            seat?.letGo();
            seat = heldSeat(cluster, token);
            for (let tries = 0; tries < 10; tries += 1) {
              const code = await ours.list(type).then(
                () => 200,
                error => error.code,
              );
              if (code === 429) return true;
            }
            return false;
          },
        });
        await expect(ours.list(type)).rejects.toMatchObject({
          code: 429,
          reason: 'TooManyRequests',
          retryAfterMs: expect.any(Number),
          message: expect.stringContaining(
            'Too many requests, please try again later.',
          ),
        });
        await mirror.until(
          'an interruption',
          ({ errors }) => errors.length > 1,
        );
        expect(new Set(mirror.errors.map(({ code }) => code))).toEqual(
          new Set([429]),
        );
        expect(mirror.delaysMs).toEqual(
          mirror.errors.map(({ retryAfterMs }) => retryAfterMs),
        );
        expect(Math.min(...mirror.delaysMs)).toBeGreaterThanOrEqual(1000);
        await client.create(type, {
          ...LIMIT_RANGE,
          metadata: { name: 'meanwhile', namespace: 'default' },
          spec: { limits: [{ type: 'Pod', max: { cpu: '500' } }] },
        });
        seat?.letGo();
        await mirror.untilNames('meanwhile');
        expect(mirror).toMatchObject({ syncs: 1, resumed: 2 });
      } finally {
        seat?.letGo();
        await mirror.stop();
        await client.delete(type, 'meanwhile', 'default');
      }
    });
  });
}
