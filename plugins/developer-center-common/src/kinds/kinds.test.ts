import { Entity } from '@backstage/catalog-model';
import { compiledModel, schemaProblems } from '../__testUtils__/compiledModel';
import { isAiDatasetEntity } from './AiDatasetEntity';
import { isAiModelEntity } from './AiModelEntity';
import { isAiWorkloadEntity } from './AiWorkloadEntity';
import { visibilityOf } from './common';
import { aiRelationPairs, aiRelations } from './relations';

const apiVersion = 'catalog.silogen.ai/v1alpha1';
const common = { lifecycle: 'production', owner: 'group:default/team' };
const licence = { id: 'mit', name: 'MIT License' };

const model: Entity = {
  apiVersion,
  kind: 'AiModel',
  metadata: { name: 'm' },
  spec: {
    ...common,
    type: 'tuned',
    provider: 'us',
    task: 'text-generation',
    licence,
  },
};
const dataset: Entity = {
  apiVersion,
  kind: 'AiDataset',
  metadata: { name: 'd' },
  spec: {
    ...common,
    type: 'instruction',
    format: 'jsonl',
    licence,
    sensitivity: 'internal',
    personalData: 'unknown',
    location: { uri: 's3://b/d.jsonl' },
  },
};
const workload: Entity = {
  apiVersion,
  kind: 'AiWorkload',
  metadata: { name: 'w' },
  spec: {
    ...common,
    type: 'inference',
    category: 'inference',
    resources: { gpus: { min: 1, default: 1, max: 8 } },
    accelerators: ['amd'],
    interruption: 'restarts',
    runtime: { kind: 'service' },
  },
};

function having(entity: Entity, spec: object): Entity {
  return { ...entity, spec: { ...entity.spec, ...spec } };
}

describe('schemas', () => {
  it.each([
    ['the least a model needs', model],
    ['the least a dataset needs', dataset],
    ['the least a workload needs', workload],
    ['a visibility', having(model, { visibility: 'project' })],
    ['a chat template by name', having(model, { chatTemplate: 'chat-ml' })],
    ['a model of a simulated run', having(model, { simulated: true })],
    [
      'a secret in the environment',
      having(workload, {
        runtime: {
          kind: 'job',
          env: [{ name: 'A', secret: { name: 's', key: 'k' } }],
        },
      }),
    ],
    [
      'an enum with its values',
      having(workload, {
        parameters: [{ name: 'p', title: 'P', type: 'enum', values: ['a'] }],
      }),
    ],
  ])('accept %s', (_, entity) => {
    expect(schemaProblems(entity)).toEqual([]);
  });

  it.each<[string, Entity, RegExp]>([
    ['no owner', having(model, { owner: undefined }), /owner/],
    [
      'an unknown visibility',
      having(model, { visibility: 'world' }),
      /visibility/,
    ],
    ['a field nobody knows', having(model, { vendor: 'us' }), /vendor/],
    ['a size class by title', having(model, { sizeClass: '≤3B' }), /sizeClass/],
    [
      'a negative size',
      having(model, { parameters: { totalBillions: -1 } }),
      /totalBillions/,
    ],
    [
      'an unknown sensitivity',
      having(dataset, { sensitivity: 'secret' }),
      /sensitivity/,
    ],
    [
      'a boolean for personal data',
      having(dataset, { personalData: true }),
      /personalData/,
    ],
    ['no location', having(dataset, { location: undefined }), /location/],
    [
      'an unknown category',
      having(workload, { category: 'mining' }),
      /category/,
    ],
    [
      'an unknown vendor',
      having(workload, { accelerators: ['other'] }),
      /accelerators/,
    ],
    [
      'half a GPU',
      having(workload, {
        resources: { gpus: { min: 0.5, default: 1, max: 1 } },
      }),
      /min/,
    ],
    [
      'a quantity with a wrong unit',
      having(workload, {
        resources: { gpus: { min: 1, default: 1, max: 1 }, memory: '64GB' },
      }),
      /memory/,
    ],
    [
      'an enum without values',
      having(workload, {
        parameters: [{ name: 'p', title: 'P', type: 'enum' }],
      }),
      /values/,
    ],
    [
      'a variable with neither value nor secret',
      having(workload, { runtime: { kind: 'job', env: [{ name: 'A' }] } }),
      /env/,
    ],
  ])('refuse %s', (_, entity, where) => {
    const plain = JSON.parse(JSON.stringify(entity)) as Entity;
    expect(schemaProblems(plain).join('\n')).toMatch(where);
  });

  it('describe every field of every kind', () => {
    for (const kind of ['AiModel', 'AiDataset', 'AiWorkload']) {
      const { jsonSchema } = compiledModel.getKind({ kind, apiVersion })!;
      const { spec } = jsonSchema.properties as Record<
        string,
        { properties: Record<string, { description?: string }> }
      >;
      for (const [name, field] of Object.entries(spec.properties)) {
        expect([name, field.description]).toEqual([
          name,
          expect.stringMatching(/\S/),
        ]);
      }
    }
  });

  it('do not apply to a foreign apiVersion', () => {
    expect(() =>
      schemaProblems({ ...model, apiVersion: 'backstage.io/v1alpha1' }),
    ).toThrow(/no version matching/);
  });
});

describe('relations', () => {
  it.each([
    ['AiModel', 'ownedBy', 'ownerOf', 'Group'],
    ['AiDataset', 'ownedBy', 'ownerOf', 'User'],
    ['AiWorkload', 'partOf', 'hasPart', 'System'],
    ['AiModel', 'fineTunedFrom', 'hasFineTune', 'AiModel'],
    ['AiModel', 'trainedOn', 'usedToTrain', 'AiDataset'],
    ['AiModel', 'producedBy', 'produces', 'AiWorkload'],
    // The built-in pair still stands beside ours.
    ['Component', 'ownedBy', 'ownerOf', 'Group'],
  ])('%s %s, back by %s from %s', (kind, forward, reverse, target) => {
    expect(compiledModel.getRelations({ kind })).toContainEqual(
      expect.objectContaining({
        forward: expect.objectContaining({ type: forward }),
        reverse: expect.objectContaining({ type: reverse }),
        toKind: expect.arrayContaining([target]),
      }),
    );
  });

  it('are listed for the catalog graph', () => {
    expect(aiRelations).toHaveLength(6);
    const declared = compiledModel.listRelations();
    for (const [forward, reverse] of aiRelationPairs) {
      expect(
        declared.some(
          r => r.forward.type === forward && r.reverse.type === reverse,
        ),
      ).toBe(true);
    }
  });
});

describe('guards', () => {
  it.each([
    [model, [true, false, false]],
    [dataset, [false, true, false]],
    [workload, [false, false, true]],
    [{ ...model, kind: 'aimodel' }, [true, false, false]],
    [{ ...model, apiVersion: 'example.org/v1' }, [false, false, false]],
    [{ ...model, kind: 'Component' }, [false, false, false]],
  ])('tell the kind of an entity (%#)', (entity, expected) => {
    expect([
      isAiModelEntity(entity),
      isAiDatasetEntity(entity),
      isAiWorkloadEntity(entity),
    ]).toEqual(expected);
  });

  it.each([
    [undefined, 'organisation'],
    ['department', 'department'],
    ['project', 'project'],
    ['nonsense', 'organisation'],
  ])('visibility %s means %s', (visibility, expected) => {
    expect(visibilityOf(having(model, { visibility }))).toBe(expected);
  });
});
