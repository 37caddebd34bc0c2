import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldProblem, KindSchema } from './types';

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';

/** Removes what a structural schema does not name, as the API server does; returns the paths that it removed. */
export function prune(
  value: unknown,
  schema: KindSchema | undefined,
  path = '',
): string[] {
  if (!schema || typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      prune(item, schema.items, `${path}[${at}]`),
    );
  }
  const removed: string[] = [];
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const childPath = path ? `${path}.${key}` : key;
    const known = schema.properties?.[key];
    if (known) {
      removed.push(...prune(object[key], known, childPath));
    } else if (typeof schema.additionalProperties === 'object') {
      removed.push(
        ...prune(object[key], schema.additionalProperties, childPath),
      );
    } else if (
      !schema[PRESERVE] &&
      !schema.additionalProperties &&
      schema.type === 'object'
    ) {
      removed.push(childPath);
      delete object[key];
    }
  }
  return removed;
}

/** Compiles structural schemas once: defaulting and validation. */
export class SchemaValidator {
  readonly #ajv: Ajv;
  readonly #compiled = new WeakMap<KindSchema, ValidateFunction>();

  static create(): SchemaValidator {
    return new SchemaValidator();
  }

  private constructor() {
    this.#ajv = new Ajv({
      useDefaults: true,
      allErrors: true,
      strict: false,
      validateFormats: false,
      verbose: true,
    });
  }

  /** Fills defaults into `value` and returns what is wrong with it. */
  defaultAndValidate(value: object, schema: KindSchema): FieldProblem[] {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(schema, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).filter(isOwn).map(toProblem);
  }
}

/** `anyOf` reports every branch and then itself; the last one says it all. */
function isOwn(error: ErrorObject): boolean {
  return !error.schemaPath.includes('/anyOf/');
}

function toProblem(error: ErrorObject): FieldProblem {
  const field = error.instancePath
    .split('/')
    .slice(1)
    .reduce((path, part) => {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      return /^\d+$/.test(name)
        ? `${path}[${name}]`
        : [path, name].filter(Boolean).join('.');
    }, '');
  const shown = JSON.stringify(error.data);
  const invalid = (rule: string): FieldProblem => ({
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${shown}: ${field} in body ${rule}`,
  });
  switch (error.keyword) {
    case 'required':
      return {
        reason: 'FieldValueRequired',
        field: [field, error.params.missingProperty].filter(Boolean).join('.'),
        message: 'Required value',
      };
    case 'enum':
      return {
        reason: 'FieldValueNotSupported',
        field,
        message: `Unsupported value: ${shown}: supported values: ${(
          error.params.allowedValues as unknown[]
        )
          .map(value => JSON.stringify(value))
          .join(', ')}`,
      };
    case 'type':
    case 'anyOf':
      return {
        reason: 'FieldValueInvalid',
        field,
        message: `Invalid value: ${JSON.stringify(
          typeName(error.data),
        )}: ${field} in body must be of type ${
          error.params.type ?? 'integer or string'
        }: ${JSON.stringify(typeName(error.data))}`,
      };
    case 'maxItems':
      return {
        reason: 'FieldValueTooLong',
        field,
        message: `Too many: ${
          (error.data as unknown[]).length
        }: must have at most ${error.params.limit} items`,
      };
    case 'minimum':
      return invalid(
        `should be greater than or equal to ${error.params.limit}`,
      );
    case 'maximum':
      return invalid(`should be less than or equal to ${error.params.limit}`);
    case 'minLength':
      return invalid(`should be at least ${error.params.limit} chars long`);
    case 'maxLength':
      return {
        ...invalid(`may not be more than ${error.params.limit} bytes`),
        reason: 'FieldValueTooLong',
      };
    case 'pattern':
      return invalid(`should match '${error.params.pattern}'`);
    default:
      return invalid(error.message ?? 'is invalid');
  }
}

function typeName(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'number' && Number.isInteger(value)
    ? 'integer'
    : typeof value;
}
