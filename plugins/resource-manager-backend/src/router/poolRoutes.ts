import type { AddRoutes } from '../contracts';
import type { PoolService } from '../pools/PoolService';
import { toEtag, versionFromIfMatch } from '../versions';
import { queryOf } from './queries';

export function poolRoutes(pools: PoolService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.get('/v1/pools', async (request, response) => {
      const query = queryOf<{ cluster?: string }>(request);
      response.json(
        await pools.list(query, { credentials: await credentials(request) }),
      );
    });
    router.post('/v1/pools', async (request, response) => {
      const { cluster, name } = request.body;
      const event = {
        eventId: 'pool-create',
        meta: { cluster: String(cluster), pool: String(name) },
      };
      const created = await audited(request, event, async () =>
        pools.create(request.body, { credentials: await credentials(request) }),
      );
      response.status(201).set('ETag', toEtag(created.version)).json(created);
    });
    router.get(
      '/v1/clusters/:cluster/pools/:pool',
      async (request, response) => {
        const { cluster, pool } = request.params;
        const found = await pools.get(
          { cluster, pool },
          { credentials: await credentials(request) },
        );
        response.set('ETag', toEtag(found.version)).json(found);
      },
    );
    router.put(
      '/v1/clusters/:cluster/pools/:pool',
      async (request, response) => {
        const { cluster, pool } = request.params;
        const version = versionFromIfMatch(request.header('if-match') ?? '');
        const changed = await audited(
          request,
          { eventId: 'pool-update', meta: { cluster, pool } },
          async () =>
            pools.update(
              { cluster, pool, version, change: request.body },
              { credentials: await credentials(request) },
            ),
        );
        response.set('ETag', toEtag(changed.version)).json(changed);
      },
    );
    router.delete(
      '/v1/clusters/:cluster/pools/:pool',
      async (request, response) => {
        const { cluster, pool } = request.params;
        const version = versionFromIfMatch(request.header('if-match') ?? '');
        await audited(
          request,
          { eventId: 'pool-delete', meta: { cluster, pool } },
          async () =>
            pools.delete(
              { cluster, pool, version },
              { credentials: await credentials(request) },
            ),
        );
        response.status(204).end();
      },
    );
    router.post(
      '/v1/clusters/:cluster/pool-preview',
      async (request, response) => {
        const { cluster } = request.params;
        response.json(
          await pools.preview(
            { ...request.body, cluster },
            { credentials: await credentials(request) },
          ),
        );
      },
    );
  };
}
