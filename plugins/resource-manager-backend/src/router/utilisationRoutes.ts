import type { AddRoutes } from '../contracts';
import type {
  UtilisationQuery,
  UtilisationService,
} from '../metrics/UtilisationService';
import { queryOf } from './queries';

export function utilisationRoutes(utilisation: UtilisationService): AddRoutes {
  return (router, { credentials }) => {
    router.get('/v1/utilisation', async (request, response) => {
      const { by = 'department', range = '24h' } =
        queryOf<Partial<UtilisationQuery>>(request);
      response.json(
        await utilisation.get(
          { by, range },
          { credentials: await credentials(request) },
        ),
      );
    });
    router.get('/v1/utilisation/wastes', async (request, response) => {
      response.json(
        await utilisation.wastes({ credentials: await credentials(request) }),
      );
    });
  };
}
