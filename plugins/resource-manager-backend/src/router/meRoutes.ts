import type { AddRoutes } from '../contracts';
import type { BelongingStore } from '../projects/BelongingStore';
import type { MeService } from '../projects/MeService';
import type { OrganisationService } from '../departments/OrganisationService';

export function meRoutes(services: {
  me: MeService;
  organisation: OrganisationService;
  belonging: BelongingStore;
}): AddRoutes {
  const { me, organisation, belonging } = services;
  return (router, { credentials, serviceCredentials }) => {
    router.get('/v1/me', async (request, response) => {
      response.json(await me.get({ credentials: await credentials(request) }));
    });
    router.get('/v1/organisation', async (request, response) => {
      await serviceCredentials(request);
      response.json(await organisation.get());
    });
    router.get('/v1/memberships', async (request, response) => {
      await serviceCredentials(request);
      response.json(await belonging.of(String(request.query.userRef)));
    });
  };
}
