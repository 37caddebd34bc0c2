import type {
  LaunchRunRequest,
  ListRunsQuery,
  PreviewRunRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { AddRoutes } from '../contracts';
import type { RunService } from '../runs/RunService';
import { problem } from '../problems';
import { runLogs } from './runLogs';

function keyOf(value: string | undefined): string {
  if (value !== undefined && value.length >= 8 && value.length <= 200)
    return value;
  throw problem(
    'input',
    'input.invalid',
    'Header Idempotency-Key is missing or not 8 to 200 characters long',
    [
      {
        field: 'Idempotency-Key',
        problem: 'is missing or not 8 to 200 characters long',
        remedy:
          'Send a value of your own choice that is the same when you send the same launch again.',
      },
    ],
  );
}

function pageOf(query: Record<string, unknown>): {
  cursor?: string;
  limit?: number;
} {
  const { cursor, limit } = query;
  return {
    cursor: typeof cursor === 'string' ? cursor : undefined,
    limit: limit === undefined ? undefined : Number(limit),
  };
}

/** Routes of runs. Requests are validated against the specification before they come here. */
export function runRoutes(service: RunService): AddRoutes {
  return (router, tools) => {
    const { audited } = tools;

    router.get('/v1/runs', async (request, response) => {
      const credentials = await tools.credentials(request);
      const query = {
        ...request.query,
        ...pageOf(request.query),
      } as ListRunsQuery;
      response.json(await service.list(query, { credentials }));
    });

    router.post('/v1/runs', async (request, response) => {
      const credentials = await tools.credentials(request);
      const idempotencyKey = keyOf(request.header('idempotency-key'));
      const body = request.body as LaunchRunRequest;
      const { run, created } = await audited(
        request,
        {
          eventId: 'run-launch',
          severity: 'medium',
          meta: {
            project: body.project,
            workload: body.workload,
            name: body.name,
            gpus: body.gpus,
          },
        },
        () => service.launch(body, { credentials, idempotencyKey }),
      );
      response.status(created ? 201 : 200).json(run);
    });

    router.post('/v1/run-preview', async (request, response) => {
      const credentials = await tools.credentials(request);
      response.json(
        await service.preview((request.body ?? {}) as PreviewRunRequest, {
          credentials,
        }),
      );
    });

    router.get('/v1/runs/:run', async (request, response) => {
      const credentials = await tools.credentials(request);
      response.json(await service.get(request.params.run, { credentials }));
    });

    router.delete('/v1/runs/:run', async (request, response) => {
      const credentials = await tools.credentials(request);
      const { run } = request.params;
      const deleted = await audited(
        request,
        { eventId: 'run-delete', severity: 'medium', meta: { run } },
        () => service.delete(run, { credentials }),
      );
      response.status(202).json(deleted);
    });

    router.post('/v1/runs/:run/stop', async (request, response) => {
      const credentials = await tools.credentials(request);
      const { run } = request.params;
      const stopped = await audited(
        request,
        { eventId: 'run-stop', severity: 'medium', meta: { run } },
        () => service.stop(run, { credentials }),
      );
      response.status(202).json(stopped);
    });

    router.get('/v1/runs/:run/events', async (request, response) => {
      const credentials = await tools.credentials(request);
      response.json(
        await service.events(request.params.run, pageOf(request.query), {
          credentials,
        }),
      );
    });

    router.get('/v1/runs/:run/pods', async (request, response) => {
      const credentials = await tools.credentials(request);
      response.json({
        items: await service.pods(request.params.run, { credentials }),
      });
    });

    router.get('/v1/runs/:run/objects', async (request, response) => {
      const credentials = await tools.credentials(request);
      response.json(await service.objects(request.params.run, { credentials }));
    });

    router.get('/v1/runs/:run/logs', runLogs(service, tools));

    router.get('/v1/tuned-models', async (request, response) => {
      const credentials = await tools.serviceCredentials(request);
      response.json({ items: await service.tunedModels({ credentials }) });
    });
  };
}
