import type { ListProjectsQuery } from '@silogen/backstage-plugin-resource-manager-common';
import type { AddRoutes } from '../contracts';
import type { CapacityService } from '../projects/CapacityService';
import type { ProjectService } from '../projects/ProjectService';
import type { SecretService } from '../projects/SecretService';
import { toEtag, versionFromIfMatch } from '../versions';
import { queryOf } from './queries';

export function projectRoutes(services: {
  projects: ProjectService;
  capacity: CapacityService;
  secrets: SecretService;
}): AddRoutes {
  const { projects, capacity, secrets } = services;
  return (router, { credentials, audited }) => {
    router.get('/v1/projects', async (request, response) => {
      const query = queryOf<ListProjectsQuery>(request);
      response.json(
        await projects.list(query, { credentials: await credentials(request) }),
      );
    });
    router.post('/v1/projects', async (request, response) => {
      const event = {
        eventId: 'project-create',
        meta: { project: String(request.body.name) },
      };
      const created = await audited(request, event, async () =>
        projects.create(request.body, {
          credentials: await credentials(request),
        }),
      );
      response.status(201).set('ETag', toEtag(created.version)).json(created);
    });
    router.get('/v1/projects/:project', async (request, response) => {
      const found = await projects.get(request.params.project, {
        credentials: await credentials(request),
      });
      response.set('ETag', toEtag(found.version)).json(found);
    });
    router.put('/v1/projects/:project', async (request, response) => {
      const name = request.params.project;
      const changed = await audited(
        request,
        { eventId: 'project-update', meta: { project: name } },
        async () =>
          projects.update(
            {
              name,
              version: versionFromIfMatch(request.header('if-match') ?? ''),
              project: request.body,
            },
            { credentials: await credentials(request) },
          ),
      );
      response.set('ETag', toEtag(changed.version)).json(changed);
    });
    router.delete('/v1/projects/:project', async (request, response) => {
      const name = request.params.project;
      await audited(
        request,
        {
          eventId: 'project-delete',
          severity: 'high',
          meta: { project: name },
        },
        async () =>
          projects.delete(
            {
              name,
              version: versionFromIfMatch(request.header('if-match') ?? ''),
            },
            { credentials: await credentials(request) },
          ),
      );
      response.status(202).end();
    });
    router.get('/v1/projects/:project/capacity', async (request, response) => {
      response.json(
        await capacity.ofProject(request.params.project, {
          credentials: await credentials(request),
        }),
      );
    });
    router.get('/v1/projects/:project/secrets', async (request, response) => {
      response.json(
        await secrets.list(request.params.project, {
          credentials: await credentials(request),
        }),
      );
    });
  };
}
