import type { ClusterCheckService } from '../clusters/check/ClusterCheckService';
import type { AddRoutes } from '../contracts';

export function clusterCheckRoutes(checks: ClusterCheckService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.post('/v1/cluster-checks', async (request, response) => {
      const event = {
        eventId: 'cluster-check',
        severity: 'medium' as const,
        meta: {},
      };
      response.json(
        await audited(request, event, async () =>
          checks.check(request.body, {
            credentials: await credentials(request),
          }),
        ),
      );
    });
  };
}
