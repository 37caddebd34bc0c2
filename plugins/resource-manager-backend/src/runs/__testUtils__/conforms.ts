import Ajv from 'ajv';
import { spec } from '../../schema/openapi.generated';

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(spec, 'spec');

/** What the API's specification would not allow in an answer, as it goes over the wire. */
export function specProblems(
  schema: keyof (typeof spec)['components']['schemas'],
  value: unknown,
): string[] {
  const validate = ajv.compile({ $ref: `spec#/components/schemas/${schema}` });
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return validate.errors!.map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
}
