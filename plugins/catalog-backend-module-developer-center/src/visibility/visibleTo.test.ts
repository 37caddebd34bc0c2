import type { Entity } from '@backstage/catalog-model';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { visibleToParams } from '@silogen/backstage-plugin-developer-center-common';
import { isVisibleTo, visibleToFilter } from './visibleTo';

const nadia = visibleToParams('user:default/Nadia', {
  projects: ['llm'],
  departments: ['company', 'research'],
  departmentProjects: ['llm', 'vision'],
});
const stranger = visibleToParams('user:default/sven', {
  projects: [],
  departments: [],
  departmentProjects: [],
});
const people = {
  nadia,
  stranger,
  'no one': { projectOwners: [], departmentOwners: [] },
};

const kinds = ['AiModel', 'AiDataset', 'AiWorkload', 'aimodel', 'Component'];
const visibilities = [
  undefined,
  'organisation',
  'department',
  'project',
  'odd',
];
const owners = {
  'her project': 'group:default/project-llm',
  'a project of her department': 'group:default/project-vision',
  'a project elsewhere': 'group:default/project-forecast',
  'her department': 'group:default/dept-research',
  'the department above': 'group:default/dept-company',
  'another department': 'group:default/dept-products',
  'she herself': 'user:default/nadia',
  'a team': 'group:default/ai-platform-team',
  nobody: undefined,
};
type Owner = keyof typeof owners;

/** Whose entities of a level Nadia sees, in words. */
const seenByNadia: Record<string, Owner[]> = {
  project: ['her project', 'she herself'],
  department: [
    'her project',
    'a project of her department',
    'her department',
    'the department above',
    'she herself',
  ],
};

function entityOf(options: {
  kind: string;
  visibility?: string;
  owner?: string;
}): Entity {
  const { kind, visibility, owner } = options;
  return {
    apiVersion: 'catalog.silogen.ai/v1alpha1',
    kind,
    metadata: { name: 'e' },
    spec: { ...(visibility && { visibility }), owner: 'short-form' },
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  };
}

/** The catalog's search table for these entities: lower-case keys and values. */
function searchRows({
  kind,
  spec,
  relations = [],
}: Entity): [string, string][] {
  return [
    ['kind', kind],
    ...Object.entries(spec ?? {}).map(([key, value]) => [`spec.${key}`, value]),
    ...relations.map(({ type, targetRef }) => [`relations.${type}`, targetRef]),
  ].map(row => row.map(cell => String(cell).toLowerCase()) as [string, string]);
}

/** As the catalog reads a filter: a row has the key, and one of the values where there are some. */
function matches(
  rows: [string, string][],
  filter: PermissionCriteria<EntitiesSearchFilter>,
): boolean {
  if ('anyOf' in filter) return filter.anyOf.some(each => matches(rows, each));
  if ('allOf' in filter) return filter.allOf.every(each => matches(rows, each));
  if ('not' in filter) return !matches(rows, filter.not);
  const values = filter.values?.map(value => value.toLowerCase());
  return rows.some(
    ([key, value]) =>
      key === filter.key.toLowerCase() && (!values || values.includes(value)),
  );
}

const cases = Object.keys(people).flatMap(person =>
  kinds.flatMap(kind =>
    visibilities.flatMap(visibility =>
      (Object.keys(owners) as Owner[]).map(owner => ({
        person: person as keyof typeof people,
        kind,
        visibility,
        owner,
        seen:
          kind === 'Component' ||
          visibility === undefined ||
          visibility === 'organisation' ||
          (person === 'nadia' &&
            (seenByNadia[visibility] ?? []).includes(owner)),
      })),
    ),
  ),
);

describe('isVisibleTo', () => {
  it.each(cases)(
    '$person, $kind of $owner, visible to $visibility: $seen',
    ({ person, kind, visibility, owner, seen }) => {
      const entity = entityOf({ kind, visibility, owner: owners[owner] });
      expect(isVisibleTo(entity, people[person])).toBe(seen);
      // What lists leave out is what one may not open.
      expect(matches(searchRows(entity), visibleToFilter(people[person]))).toBe(
        seen,
      );
    },
  );

  it('lets a person see their own', () => {
    const own = entityOf({
      kind: 'AiDataset',
      visibility: 'project',
      owner: 'user:default/sven',
    });
    expect(isVisibleTo(own, stranger)).toBe(true);
    expect(isVisibleTo(own, nadia)).toBe(false);
  });

  it('does not take an owner from the spec, which may be a short form', () => {
    const entity = entityOf({ kind: 'AiModel', visibility: 'project' });
    entity.spec!.owner = 'group:default/project-llm';
    expect(isVisibleTo(entity, nadia)).toBe(false);
  });
});
