import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  EventParams,
  EventsService,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  Organisation,
  TunedModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerServiceMockFactory } from '@silogen/backstage-plugin-resource-manager-node/testUtils';
import { catalogModuleDeveloperCenter } from './module';

const location = 'url:http://127.0.0.1/test';

function declared(kind: string, name: string, spec: Entity['spec']): Entity {
  const ours = kind.startsWith('Ai');
  return {
    apiVersion: ours ? 'catalog.silogen.ai/v1alpha1' : 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: ours
      ? { lifecycle: 'production', owner: 'group:default/team', ...spec }
      : spec,
  };
}

const licence = { id: 'mit', name: 'MIT License' };
const catalogued: Entity[] = [
  declared('User', 'nadia', { memberOf: [] }),
  declared('Group', 'team', { type: 'team', children: [] }),
  declared('System', 'ai', { owner: 'group:default/team' }),
  declared('AiModel', 'base', {
    type: 'foundation',
    provider: 'us',
    task: 'text-generation',
    licence,
    system: 'system:default/ai',
    sizeClass: '3b-15b',
  }),
  declared('AiDataset', 'examples', {
    type: 'instruction',
    format: 'jsonl',
    licence,
    sensitivity: 'internal',
    personalData: 'no',
    location: { uri: 's3://b/x.jsonl' },
  }),
  declared('AiWorkload', 'tune', {
    type: 'fine-tuning',
    category: 'fine-tuning',
    resources: { gpus: { min: 1, default: 1, max: 8 } },
    accelerators: ['amd'],
    interruption: 'resumes',
    runtime: { kind: 'job' },
  }),
  // A size class that the schema does not know.
  declared('AiModel', 'broken', {
    type: 'foundation',
    provider: 'us',
    task: 'text-generation',
    licence,
    sizeClass: 'huge',
  }),
];

const organisation: Organisation = {
  departments: [
    { name: 'research', title: 'Research', version: 1, projects: 1 },
  ],
  projects: [
    {
      name: 'llm',
      title: 'Language models',
      department: 'research',
      members: [{ userRef: 'user:default/nadia', role: 'member' }],
    },
    {
      name: 'odd',
      title: 'Odd',
      department: 'research',
      members: [{ userRef: '', role: 'member' }],
    },
  ],
};

const tuned: TunedModel = {
  name: 'support',
  title: 'Support',
  project: 'llm',
  owner: 'user:default/nadia',
  baseModel: 'aimodel:default/base',
  dataset: 'aidataset:default/examples',
  workload: 'aiworkload:default/tune',
  runId: 'run-1',
  method: 'lora',
  finishedAt: '2026-11-24T10:00:00Z',
  simulated: true,
  visibility: 'organisation',
};

const hidden: TunedModel = {
  ...tuned,
  name: 'secret',
  runId: 'run-2',
  visibility: 'project',
};

/** What a test needs from inside the backend. */
interface Inside {
  catalog?: CatalogService;
  events?: EventsService;
  errors: EventParams[];
}

function probe(inside: Inside) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'probe',
    register({ registerInit }) {
      registerInit({
        deps: {
          catalog: catalogServiceRef,
          events: eventsServiceRef,
          processing: catalogProcessingExtensionPoint,
        },
        async init({ catalog, events, processing }) {
          inside.catalog = catalog;
          inside.events = events;
          await events.subscribe({
            id: 'probe',
            topics: ['experimental.catalog.errors'],
            onEvent: async event => {
              inside.errors.push(event);
            },
          });
          processing.addEntityProvider({
            getProviderName: () => 'test',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: catalogued.map(entity => ({
                  entity,
                  locationKey: 'test',
                })),
              }),
          });
        },
      });
    },
  });
}

/** What the logs module would print for an event. */
function reported({ eventPayload }: EventParams) {
  const { entity, errors } = eventPayload as {
    entity: string;
    errors: Error[];
  };
  return errors.map(({ message }) => ({ entity, message }));
}

/** Runs until it does not throw; bounded by the test's own timeout. */
async function eventually<T>(check: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}

describe('catalogModuleDeveloperCenter', () => {
  const inside: Inside = { errors: [] };
  const listOrganisation = jest.fn(async () => organisation);
  const listTunedModels = jest.fn(async () => ({ items: [tuned, hidden] }));
  const credentials = mockServices.auth().getOwnServiceCredentials();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  async function entity(ref: string): Promise<Entity> {
    const found = await inside.catalog!.getEntityByRef(ref, {
      credentials: await credentials,
    });
    if (!found) {
      throw new Error(`${ref} is not there yet`);
    }
    return found;
  }

  async function relationsOf(ref: string): Promise<string[]> {
    const { relations = [] } = await entity(ref);
    return relations.map(r => `${r.type} ${r.targetRef}`);
  }

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleDeveloperCenter,
        probe(inside),
        eventsServiceFactory,
        resourceManagerServiceMockFactory({
          listOrganisation,
          listTunedModels,
        }),
        mockServices.rootConfig.factory({
          data: { catalog: { processingInterval: { seconds: 1 } } },
        }),
      ],
    });
  }, 60_000);

  afterAll(() => backend.stop());

  it.each([
    ['aimodel:default/base', 'ownedBy group:default/team'],
    ['aimodel:default/base', 'partOf system:default/ai'],
    ['aimodel:default/base', 'hasFineTune aimodel:default/support'],
    ['aimodel:default/support', 'fineTunedFrom aimodel:default/base'],
    ['aimodel:default/support', 'trainedOn aidataset:default/examples'],
    ['aimodel:default/support', 'producedBy aiworkload:default/tune'],
    ['aimodel:default/support', 'ownedBy group:default/project-llm'],
    ['aidataset:default/examples', 'usedToTrain aimodel:default/support'],
    ['aiworkload:default/tune', 'produces aimodel:default/support'],
    ['group:default/team', 'ownerOf aiworkload:default/tune'],
    ['system:default/ai', 'hasPart aimodel:default/base'],
    ['group:default/project-llm', 'childOf group:default/dept-research'],
    ['group:default/project-llm', 'hasMember user:default/nadia'],
    ['group:default/project-llm', 'ownerOf aimodel:default/support'],
    ['group:default/dept-research', 'parentOf group:default/project-llm'],
    ['user:default/nadia', 'memberOf group:default/project-llm'],
  ])(
    '%s %s',
    async (ref, relation) => {
      await eventually(async () => {
        expect(await relationsOf(ref)).toContain(relation);
      });
    },
    30_000,
  );

  it('puts no relation to a hidden model on what everyone sees', async () => {
    await eventually(async () => {
      expect(await relationsOf('aimodel:default/secret')).toEqual(
        expect.arrayContaining([
          'fineTunedFrom aimodel:default/base',
          'ownedBy group:default/project-llm',
          'producedBy aiworkload:default/tune',
          'trainedOn aidataset:default/examples',
        ]),
      );
    });
    for (const ref of [
      'aimodel:default/base',
      'aidataset:default/examples',
      'aiworkload:default/tune',
      'group:default/project-llm',
    ]) {
      expect((await relationsOf(ref)).join()).not.toContain('secret');
    }
  }, 30_000);

  it('puts relations there once the model is published', async () => {
    listTunedModels.mockResolvedValue({
      items: [tuned, { ...hidden, visibility: 'organisation' }],
    });
    await inside.events!.publish({
      topic: 'resource-manager.tuned-models',
      eventPayload: { runId: 'run-2' },
    });
    await eventually(async () => {
      expect(await relationsOf('aimodel:default/base')).toContain(
        'hasFineTune aimodel:default/secret',
      );
    });
  }, 30_000);

  it('marks a tuned model of a simulated run and gives it facts of its base', async () => {
    // The base may be stitched only after the first read of the provider.
    const model = await eventually(async () => {
      await inside.events!.publish({
        topic: 'resource-manager.tuned-models',
        eventPayload: {},
      });
      const found = await entity('aimodel:default/support');
      expect(found.spec).toMatchObject({ sizeClass: '3b-15b', licence });
      return found;
    });
    expect(model.spec).toMatchObject({
      simulated: true,
      visibility: 'organisation',
    });
    expect(model.metadata.annotations).toMatchObject({
      'catalog.silogen.ai/run-id': 'run-1',
      'catalog.silogen.ai/simulated': 'true',
    });
  }, 30_000);

  it('asks with its own credentials', () => {
    for (const call of [listOrganisation, listTunedModels]) {
      expect(call).toHaveBeenCalledWith(
        {},
        {
          credentials: expect.objectContaining({
            principal: expect.objectContaining({ type: 'service' }),
          }),
        },
      );
    }
  });

  it('reports an invalid entity on the topic that the logs module prints', async () => {
    await eventually(async () => {
      expect(inside.errors.flatMap(reported)).toContainEqual({
        entity: 'aimodel:default/broken',
        message: expect.stringContaining('sizeClass'),
      });
    });
    await expect(entity('aimodel:default/broken')).rejects.toThrow(/not there/);
  }, 30_000);

  it('leaves out a project that cannot be mapped, and keeps the others', async () => {
    await expect(entity('group:default/project-odd')).rejects.toThrow(
      /not there/,
    );
    await expect(entity('group:default/project-llm')).resolves.toBeDefined();
  });

  it('follows the organisation on an event, removals included', async () => {
    listOrganisation.mockResolvedValue({
      departments: organisation.departments,
      projects: [{ ...organisation.projects[0], name: 'speech' }],
    });
    await inside.events!.publish({
      topic: 'resource-manager.organisation',
      eventPayload: { kind: 'organisation' },
    });
    await eventually(() => entity('group:default/project-speech'));
    await eventually(async () => {
      await expect(entity('group:default/project-llm')).rejects.toThrow(
        /not there/,
      );
    });
  }, 30_000);
});
