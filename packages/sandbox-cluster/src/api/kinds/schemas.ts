import type { KindSchema } from '../types';

export const STRING: KindSchema = { type: 'string' };
export const INTEGER: KindSchema = { type: 'integer' };
export const BOOLEAN: KindSchema = { type: 'boolean' };
/** Quantities and the like: a number or a text. */
export const INT_OR_STRING: KindSchema = {
  anyOf: [{ type: 'integer' }, { type: 'number' }, { type: 'string' }],
  'x-kubernetes-int-or-string': true,
};
/** A field whose inner fields are not checked here: pod templates, volumes and other built-in types. */
export const ANYTHING: KindSchema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

export function object(
  properties: Record<string, KindSchema>,
  more: Omit<KindSchema, 'type' | 'properties'> = {},
): KindSchema {
  return { type: 'object', properties, ...more };
}

export function list(
  items: KindSchema,
  more: Omit<KindSchema, 'type' | 'items'> = {},
): KindSchema {
  return { type: 'array', items, ...more };
}

export function map(
  values: KindSchema,
  more: Omit<KindSchema, 'type'> = {},
): KindSchema {
  return { type: 'object', additionalProperties: values, ...more };
}

export function choice(...values: string[]): KindSchema {
  return { type: 'string', enum: values };
}

export function withDefault(schema: KindSchema, value: unknown): KindSchema {
  return { ...schema, default: value };
}

export const CONDITIONS = list(
  object(
    {
      type: STRING,
      status: choice('True', 'False', 'Unknown'),
      reason: STRING,
      message: STRING,
      lastTransitionTime: STRING,
      observedGeneration: INTEGER,
    },
    { required: ['type', 'status'] },
  ),
);
