import type {
  DecidePublication,
  PublishModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { AddRoutes } from '../contracts';
import type { ModelService } from '../models/types';
import { toEtag, versionFromIfMatch } from '../versions';

/** Routes of the visibility of models that runs made. */
export function modelRoutes(models: ModelService): AddRoutes {
  return (router, { credentials, audited }) => {
    router.get('/v1/tuned-models/:model', async (request, response) => {
      const found = await models.get(request.params.model, {
        credentials: await credentials(request),
      });
      response.set('ETag', toEtag(found.version)).json(found);
    });
    router.post(
      '/v1/tuned-models/:model/publications',
      async (request, response) => {
        const name = request.params.model;
        const body = request.body as PublishModel;
        const changed = await audited(
          request,
          {
            eventId: 'model-publish',
            severity: 'medium',
            meta: { model: name, visibility: body.visibility },
          },
          async () =>
            models.publish(
              {
                ...body,
                name,
                version: versionFromIfMatch(request.header('if-match') ?? ''),
              },
              { credentials: await credentials(request) },
            ),
        );
        response.status(201).set('ETag', toEtag(changed.version)).json(changed);
      },
    );
    router.put(
      '/v1/tuned-models/:model/publications/:publication',
      async (request, response) => {
        const { model: name, publication } = request.params;
        const { state } = request.body as DecidePublication;
        const changed = await audited(
          request,
          {
            eventId: 'publication-decide',
            severity: 'medium',
            meta: { model: name, publication, state },
          },
          async () =>
            models.decide(
              {
                name,
                publication,
                state,
                version: versionFromIfMatch(request.header('if-match') ?? ''),
              },
              { credentials: await credentials(request) },
            ),
        );
        response.set('ETag', toEtag(changed.version)).json(changed);
      },
    );
  };
}
