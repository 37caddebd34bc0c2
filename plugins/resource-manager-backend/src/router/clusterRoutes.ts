import type {
  ClusterService,
  ListPageRequest,
} from '../clusters/ClusterService';
import type { AddRoutes } from '../contracts';
import { queryOf } from './queries';

export function clusterRoutes(clusters: ClusterService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.get('/v1/clusters', async (request, response) => {
      response.json({
        items: await clusters.list({ credentials: await credentials(request) }),
      });
    });
    router.get('/v1/clusters/:cluster', async (request, response) => {
      response.json(
        await clusters.get(request.params.cluster, {
          credentials: await credentials(request),
        }),
      );
    });
    router.get('/v1/clusters/:cluster/nodes', async (request, response) => {
      const page = queryOf<Omit<ListPageRequest, 'cluster'>>(request);
      const { cluster } = request.params;
      response.json(
        await clusters.nodes(
          { ...page, cluster },
          { credentials: await credentials(request) },
        ),
      );
    });
    router.get('/v1/clusters/:cluster/queues', async (request, response) => {
      const page = queryOf<Omit<ListPageRequest, 'cluster'>>(request);
      const { cluster } = request.params;
      response.json(
        await clusters.queues(
          { ...page, cluster },
          { credentials: await credentials(request) },
        ),
      );
    });
    router.get('/v1/clusters/:cluster/takeover', async (request, response) => {
      response.json(
        await clusters.takeoverPlan(request.params.cluster, {
          credentials: await credentials(request),
        }),
      );
    });
    router.post('/v1/clusters/:cluster/takeover', async (request, response) => {
      const { cluster } = request.params;
      const event = {
        eventId: 'cluster-take-over',
        severity: 'high' as const,
        meta: { cluster },
      };
      const taken = await audited(request, event, async () =>
        clusters.takeOver(
          { cluster, planId: request.body.planId },
          { credentials: await credentials(request) },
        ),
      );
      response.status(202).json(taken);
    });
  };
}
