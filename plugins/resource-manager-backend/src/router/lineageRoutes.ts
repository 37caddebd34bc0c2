import type { AddRoutes } from '../contracts';
import type { LineageService } from '../lineage/LineageService';
import { queryOf } from './queries';

export function lineageRoutes(service: LineageService): AddRoutes {
  return (router, tools) => {
    router.get('/v1/lineage', async (request, response) => {
      const credentials = await tools.credentials(request);
      const query = queryOf<{ entity: string; depth?: number }>(request);
      response.json(await service.of(query, { credentials }));
    });
  };
}
