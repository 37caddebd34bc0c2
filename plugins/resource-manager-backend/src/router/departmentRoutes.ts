import type { AddRoutes } from '../contracts';
import type { DepartmentService } from '../departments/DepartmentService';
import { toEtag, versionFromIfMatch } from '../versions';

export function departmentRoutes(departments: DepartmentService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.get('/v1/departments', async (request, response) => {
      response.json({
        items: await departments.list({
          credentials: await credentials(request),
        }),
      });
    });
    router.post('/v1/departments', async (request, response) => {
      const event = {
        eventId: 'department-create',
        meta: { department: String(request.body.name) },
      };
      const created = await audited(request, event, async () =>
        departments.create(request.body, {
          credentials: await credentials(request),
        }),
      );
      response.status(201).set('ETag', toEtag(created.version)).json(created);
    });
    router.get('/v1/departments/:department', async (request, response) => {
      const found = await departments.get(request.params.department, {
        credentials: await credentials(request),
      });
      response.set('ETag', toEtag(found.version)).json(found);
    });
    router.put('/v1/departments/:department', async (request, response) => {
      const name = request.params.department;
      const changed = await audited(
        request,
        { eventId: 'department-update', meta: { department: name } },
        async () =>
          departments.update(
            {
              name,
              version: versionFromIfMatch(request.header('if-match') ?? ''),
              department: request.body,
            },
            { credentials: await credentials(request) },
          ),
      );
      response.set('ETag', toEtag(changed.version)).json(changed);
    });
    router.delete('/v1/departments/:department', async (request, response) => {
      const name = request.params.department;
      await audited(
        request,
        { eventId: 'department-delete', meta: { department: name } },
        async () =>
          departments.delete(
            {
              name,
              version: versionFromIfMatch(request.header('if-match') ?? ''),
            },
            { credentials: await credentials(request) },
          ),
      );
      response.status(204).end();
    });
  };
}
