import Ajv2020 from 'ajv/dist/2020';
import type { Response } from 'supertest';
import { spec } from '../schema/openapi.generated';

const PREFIX = '/api/resource-manager';
const ajv = new Ajv2020({
  strict: false,
  validateFormats: false,
  allErrors: true,
});
ajv.addSchema({ ...spec, $id: 'spec' } as object);

const templates = Object.keys(spec.paths).map(template => ({
  template,
  pattern: new RegExp(`^${PREFIX}${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

const escaped = (part: string) => part.replace(/~/g, '~0').replace(/\//g, '~1');

/** Fails when an answer is not what the specification says. */
export function expectSpecified(response: Response): void {
  const { method, url } = response.request;
  const { pathname } = new URL(url);
  const template = templates.find(({ pattern }) =>
    pattern.test(pathname),
  )?.template;
  if (!template)
    throw new Error(`${method} ${pathname} is not in the specification`);
  const paths: Record<string, object> = spec.paths;
  const operation = (
    paths[template] as Record<string, { responses: Record<string, object> }>
  )[method.toLowerCase()];
  const status = String(response.status);
  const known = status in operation.responses;
  if (!known && response.status < 400)
    throw new Error(
      `${method} ${template} does not answer ${status} by the specification`,
    );
  if (known && !('content' in operation.responses[status])) return;
  const schema = known
    ? `spec#/paths/${escaped(
        template,
      )}/${method.toLowerCase()}/responses/${status}/content/${escaped(
        'application/json',
      )}/schema`
    : 'spec#/components/schemas/Problem';
  if (!String(response.headers['content-type']).startsWith('application/json'))
    return;
  const validate = ajv.getSchema(schema) ?? ajv.compile({ $ref: schema });
  if (!validate(response.body)) {
    throw new Error(
      `${method} ${template} ${status} does not fit the specification: ${ajv.errorsText(
        validate.errors,
      )}\n${response.text.slice(0, 500)}`,
    );
  }
}
