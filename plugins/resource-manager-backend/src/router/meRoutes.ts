import type { AddRoutes } from '../contracts';
import type { MeService } from '../projects/MeService';
import type { OrganisationService } from '../departments/OrganisationService';

export function meRoutes(services: {
  me: MeService;
  organisation: OrganisationService;
}): AddRoutes {
  const { me, organisation } = services;
  return (router, { credentials, serviceCredentials }) => {
    router.get('/v1/me', async (request, response) => {
      response.json(await me.get({ credentials: await credentials(request) }));
    });
    router.get('/v1/organisation', async (request, response) => {
      await serviceCredentials(request);
      response.json(await organisation.get());
    });
  };
}
