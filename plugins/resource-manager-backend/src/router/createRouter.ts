import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AddRoutes } from '../contracts';
import { spec } from '../schema/openapi.generated';
import { createAudited } from './audited';
import { describeErrors } from './describeErrors';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Route files, one a noun. */
  routes: readonly AddRoutes[];
}

/** Larger bodies are refused with 413; a quota of 16 pools is far smaller. */
const BODY_LIMIT = '1mb';

/** The HTTP side of the plugin: parses, validates by the specification, and leaves the rest to the services. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { httpAuth, auditor, routes } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));
  const validated = createValidatedOpenApiRouter(spec, {
    // The body is parsed before: errors of the parser have to keep their status.
    middleware: [(_request, _response, next) => next()],
  }) as unknown as Router;
  const tools = {
    credentials: (request: express.Request) =>
      httpAuth.credentials(request, { allow: ['user', 'service'] }),
    serviceCredentials: (request: express.Request) =>
      httpAuth.credentials(request, { allow: ['service'] }),
    audited: createAudited(auditor),
  };
  for (const addRoutes of routes) addRoutes(validated, tools);
  router.use(validated);
  router.use(describeErrors());
  return router;
}
