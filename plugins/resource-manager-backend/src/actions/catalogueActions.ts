import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readOnly } from './readOnly';

const KINDS = {
  model: {
    kind: 'AiModel',
    facets: [
      'spec.task',
      'spec.family',
      'spec.provider',
      'spec.sizeClass',
      'spec.fitsOn',
      'spec.licence.id',
      'spec.type',
    ],
  },
  dataset: {
    kind: 'AiDataset',
    facets: ['spec.task', 'spec.format', 'spec.licence.id', 'spec.sensitivity'],
  },
  workload: {
    kind: 'AiWorkload',
    facets: [
      'spec.category',
      'spec.engine',
      'spec.accelerators',
      'spec.interruption',
    ],
  },
} as const;

const SEARCHED = [
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.family',
  'spec.provider',
  'spec.engine',
];

/** Facts that fit in a list; the card and the parameters are left to the catalog's own get-catalog-entity. */
const FACTS = [
  'type',
  'task',
  'family',
  'provider',
  'sizeClass',
  'parameters',
  'contextLength',
  'gated',
  'status',
  'fitsOn',
  'visibility',
  'format',
  'rows',
  'languages',
  'sensitivity',
  'category',
  'engine',
  'image',
  'resources',
  'accelerators',
  'interruption',
  'template',
  'baseModel',
  'simulated',
] as const;

function describeEntity(entity: Entity) {
  const spec = (entity.spec ?? {}) as Record<string, unknown>;
  const { namespace = 'default', name } = entity.metadata;
  const licence = spec.licence as { name?: string } | undefined;
  return {
    ref: stringifyEntityRef(entity),
    title: entity.metadata.title ?? name,
    description: entity.metadata.description,
    tags: entity.metadata.tags ?? [],
    licence: licence?.name,
    facts: Object.fromEntries(
      FACTS.filter(fact => spec[fact] !== undefined).map(fact => [
        fact,
        spec[fact],
      ]),
    ),
    page: `/catalog/${namespace}/${entity.kind}/${name}`.toLocaleLowerCase(
      'en-US',
    ),
  };
}

export function registerCatalogueActions(
  registry: ActionsRegistryService,
  options: { catalog: CatalogService },
): void {
  const { catalog } = options;
  registry.register({
    name: 'list-ai-entities',
    title: 'List models, datasets or workloads',
    description:
      'Lists AI models, datasets, or workloads (what can be launched) of the catalogue that you may see, with the facts that one decides by, and facets: how many entities have which value of a field, to narrow the list by. For the whole of one, with its card or its parameters, use get-catalog-entity.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          kind: z.enum(['model', 'dataset', 'workload']),
          q: z
            .string()
            .max(100)
            .optional()
            .describe('Part of a name, title, description or tag'),
          where: z
            .record(z.string())
            .optional()
            .describe(
              'Values by field as the facets name them, such as {"spec.task": "text-generation"}',
            ),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
          limit: z.number().int().min(1).max(100).default(25),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              ref: z.string().describe('Entity ref'),
              title: z.string(),
              description: z.string().optional(),
              tags: z.array(z.string()),
              licence: z.string().optional(),
              facts: z
                .record(z.unknown())
                .describe('Fields of its spec; what is unknown is left out'),
              page: z.string().describe('Path of its page in the portal'),
            }),
          ),
          totalItems: z.number(),
          nextCursor: z.string().optional(),
          facets: z.record(
            z.array(z.object({ value: z.string(), count: z.number() })),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { kind, facets: fields } = KINDS[input.kind];
      const filter = { ...input.where, kind };
      const term = input.q?.trim();
      const [page, { facets }] = await Promise.all([
        catalog.queryEntities(
          input.cursor
            ? { cursor: input.cursor, limit: input.limit }
            : {
                filter,
                limit: input.limit,
                orderFields: { field: 'metadata.title', order: 'asc' },
                ...(term && {
                  fullTextFilter: { term, fields: [...SEARCHED] },
                }),
              },
          { credentials },
        ),
        catalog.getEntityFacets(
          { filter, facets: [...fields] },
          { credentials },
        ),
      ]);
      return {
        output: {
          items: page.items.map(describeEntity),
          totalItems: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
          facets,
        },
      };
    },
  });
}
