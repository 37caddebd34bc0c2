import { kaiwoKinds } from '@silogen/sandbox-cluster';
import { kaiwoDefinitions } from '../components/kaiwo/kaiwo';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  default?: unknown;
  enum?: unknown[];
  maxItems?: number;
}

interface Definition {
  group: string;
  scope: string;
  names: { kind: string; plural: string; singular: string };
  versions: { name: string; schema: { openAPIV3Schema: Schema } }[];
}

/** Every field with its type, and with default, choice and limit where it has them. */
function fieldsOf(schema: Schema | undefined, path: string): string[] {
  if (!schema) {
    return [];
  }
  const { type, properties = {}, items, default: value, enum: choice } = schema;
  const facts = [
    type,
    value === undefined || JSON.stringify(value) === '{}'
      ? ''
      : `=${JSON.stringify(value)}`,
    choice ? `in ${[...choice].map(String).sort().join('|')}` : '',
    schema.maxItems ? `<=${schema.maxItems}` : '',
  ];
  return [
    `${path} ${facts.filter(Boolean).join(' ')}`,
    ...Object.entries(properties).flatMap(([name, field]) =>
      fieldsOf(field, `${path}.${name}`),
    ),
    ...fieldsOf(items, `${path}[]`),
  ];
}

describe("Kaiwo's kinds", () => {
  const definitions = kaiwoDefinitions().map(({ spec }) => spec as Definition);

  it('are those that the sandbox serves', () => {
    const sandbox = kaiwoKinds().map(({ group, kind, plural, namespaced }) => ({
      group,
      kind,
      plural,
      scope: namespaced ? 'Namespaced' : 'Cluster',
    }));
    const real = definitions.map(({ group, names, scope }) => ({
      group,
      kind: names.kind,
      plural: names.plural,
      scope,
    }));
    expect(sortedByKind(real)).toEqual(sortedByKind(sandbox));
  });

  it.each(kaiwoKinds().map(kind => [kind.kind, kind] as const))(
    '%s has the fields, defaults and limits that the sandbox has',
    (kind, served) => {
      const definition = definitions.find(each => each.names.kind === kind)!;
      const ours = definition.versions[0].schema.openAPIV3Schema;
      const theirs = served.versions[0].schema as Schema;
      expect(fieldsOf(ours.properties?.spec, 'spec').sort()).toEqual(
        fieldsOf(theirs.properties?.spec, 'spec').sort(),
      );
    },
  );
});

function sortedByKind<T extends { kind: string }>(entries: T[]): T[] {
  return [...entries].sort((left, right) => (left.kind < right.kind ? -1 : 1));
}
