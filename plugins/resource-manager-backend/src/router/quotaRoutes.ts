import type { ListQuotasQuery } from '@silogen/backstage-plugin-resource-manager-common';
import type { AddRoutes } from '../contracts';
import type { QuotaService } from '../quotas/QuotaService';
import { toEtag, versionFromIfMatch } from '../versions';
import { queryOf } from './queries';

const QUOTA = '/v1/projects/:project/clusters/:cluster/quota';

export function quotaRoutes(quotas: QuotaService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.get('/v1/quotas', async (request, response) => {
      const query = queryOf<ListQuotasQuery>(request);
      response.json(
        await quotas.list(query, { credentials: await credentials(request) }),
      );
    });
    router.get(QUOTA, async (request, response) => {
      const { project, cluster } = request.params;
      const quota = await quotas.get(
        { project, cluster },
        { credentials: await credentials(request) },
      );
      response.set('ETag', toEtag(quota.version)).json(quota);
    });
    router.put(QUOTA, async (request, response) => {
      const { project, cluster } = request.params;
      const version = versionFromIfMatch(request.header('if-match') ?? '');
      const event = {
        eventId: 'quota-update',
        severity: 'high' as const,
        meta: { project, cluster },
      };
      const quota = await audited(request, event, async () =>
        quotas.set(
          { project, cluster, version, quota: request.body },
          { credentials: await credentials(request) },
        ),
      );
      response.set('ETag', toEtag(quota.version)).json(quota);
    });
    router.post(`${QUOTA}/preview`, async (request, response) => {
      const { project, cluster } = request.params;
      const options = { credentials: await credentials(request) };
      response.json(
        await quotas.preview(
          { project, cluster, quota: request.body },
          options,
        ),
      );
    });
    router.get(`${QUOTA}/history`, async (request, response) => {
      const { project, cluster } = request.params;
      const page = queryOf<{ cursor?: string; limit?: number }>(request);
      response.json(
        await quotas.history(
          { ...page, project, cluster },
          { credentials: await credentials(request) },
        ),
      );
    });
  };
}
