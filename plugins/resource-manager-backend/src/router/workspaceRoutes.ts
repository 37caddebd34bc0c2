import type { AddRoutes } from '../contracts';
import type { WorkspaceService } from '../workspaces/WorkspaceService';

/** Routes of workspaces; everything else about them is a run. */
export function workspaceRoutes(service: WorkspaceService): AddRoutes {
  return (router, tools) => {
    router.post('/v1/runs/:run/open', async (request, response) => {
      const credentials = await tools.credentials(request);
      const { run } = request.params;
      const ticket = await tools.audited(
        request,
        { eventId: 'workspace-open', severity: 'medium', meta: { run } },
        () => service.open(run, { credentials }),
      );
      response.setHeader('Cache-Control', 'no-store');
      response.status(201).json(ticket);
    });
  };
}
