import {
  Entity,
  FieldFormatEntityPolicy,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compiledModel, schemaProblems } from './__testUtils__/compiledModel';
import { isAtOrBelow, pathsOf } from './__testUtils__/paths';
import {
  filesBelow,
  readEntityFiles,
  readSources,
  repositoryRoot,
} from './__testUtils__/repositoryFiles';
import { fitsOnOf } from './hardware/fitsOn';
import { isAiDatasetEntity } from './kinds/AiDatasetEntity';
import { isAiModelEntity } from './kinds/AiModelEntity';
import { isAiWorkloadEntity } from './kinds/AiWorkloadEntity';
import { aiRelationFields } from './kinds/relationFields';
import { sizeClassOf } from './models/sizeClass';
import { validateParameters } from './workloads/validateParameters';

const catalogFiles = readEntityFiles('catalog-info');
const files = [...catalogFiles, ...readEntityFiles('templates')];
const entities = files.flatMap(file =>
  file.entities.map(entity => ({ path: file.path, entity })),
);
const known = new Set(entities.map(({ entity }) => stringifyEntityRef(entity)));

const withSources = catalogFiles.filter(file =>
  file.entities.some(
    entity =>
      isAiModelEntity(entity) ||
      isAiDatasetEntity(entity) ||
      isAiWorkloadEntity(entity),
  ),
);

/** Full refs of every entity that an entity names in a relation field, and its template. */
function referencesOf(entity: Entity): string[] {
  const kind = compiledModel.getKind(entity as Entity & { spec?: {} })!;
  const valueAt = new Map(pathsOf(entity));
  const fields = [
    ...kind.relationFields,
    ...aiRelationFields
      .filter(({ kinds }) => kinds.includes(entity.kind))
      .map(({ field, targets }) => ({
        path: `spec.${field}`,
        defaultKind: targets[0],
      })),
    { path: 'spec.template', defaultKind: 'Template' },
  ];
  return fields.flatMap(({ path, defaultKind }) => {
    const value = valueAt.get(path);
    return [value]
      .flat()
      .filter(ref => typeof ref === 'string')
      .map(ref => stringifyEntityRef(parseEntityRef(ref, { defaultKind })));
  });
}

describe('catalog-info and templates', () => {
  it('hold what the catalogue promises', () => {
    const count = (kind: string) =>
      entities.filter(({ entity }) => entity.kind === kind).length;
    expect(count('AiModel')).toBeGreaterThanOrEqual(30);
    expect(count('AiDataset')).toBeGreaterThanOrEqual(12);
    expect(count('AiWorkload')).toBeGreaterThanOrEqual(8);
    expect(count('User')).toBeGreaterThanOrEqual(5);
    expect(count('Template')).toBeGreaterThanOrEqual(1);
  });

  it('hold every entity once', () => {
    expect(known.size).toBe(entities.length);
  });

  it.each(entities)('$entity.kind in $path is valid', async ({ entity }) => {
    expect(schemaProblems(entity)).toEqual([]);
    await new FieldFormatEntityPolicy().enforce(entity);
  });

  it.each(entities)(
    '$entity.kind in $path refers to what exists',
    ({ entity }) => {
      expect(referencesOf(entity).filter(ref => !known.has(ref))).toEqual([]);
    },
  );

  it.each(['catalog-info', 'templates'])('%s/all.yaml lists all', folder => {
    const all = files.find(file => file.path === join(folder, 'all.yaml'))!;
    const targets = (all.entities[0].spec!.targets as string[]).map(target =>
      join(dirname(all.path), target),
    );
    const own = files
      .filter(file => file.path.startsWith(`${folder}/`) && file !== all)
      .map(file => file.path);
    expect([...targets].sort()).toEqual(own.sort());
    targets.forEach(target =>
      expect(existsSync(join(repositoryRoot, target))).toBe(true),
    );
  });
});

describe('sources', () => {
  it('stand beside an entity each', () => {
    const described = new Set(withSources.map(({ path }) => path));
    const sidecars = filesBelow('catalog-info', '.sources.yaml');
    expect(
      sidecars.filter(
        path => !described.has(path.replace(/\.sources\.yaml$/, '.yaml')),
      ),
    ).toEqual([]);
    expect(sidecars).toHaveLength(withSources.length);
  });

  const modelsAndDatasets = withSources.filter(({ entities: [e] }) =>
    [isAiModelEntity, isAiDatasetEntity].some(is => is(e)),
  );

  it.each(modelsAndDatasets)(
    'of licence, access and languages in $path',
    ({ path, entities: [e] }) => {
      const sourced = readSources(path).map(({ field }) => field);
      const declared = ['licence', 'gated', 'languages']
        .filter(name => e.spec![name] !== undefined)
        .map(name => `spec.${name}`);
      expect(sourced).toEqual(expect.arrayContaining(declared));
    },
  );

  it.each(withSources)(
    'of every number in $path',
    ({ path, entities: [e] }) => {
      const sources = readSources(path);
      const numbers = pathsOf({ spec: e.spec }).filter(
        ([, value]) => typeof value === 'number',
      );
      const unsourced = numbers
        .map(([where]) => where)
        .filter(where => !sources.some(s => isAtOrBelow(where, s.field)));
      expect(unsourced).toEqual([]);
    },
  );

  it.each(withSources)(
    'beside $path name what is there',
    ({ path, entities: [e] }) => {
      const there = new Set(pathsOf(e).map(([where]) => where));
      for (const source of readSources(path)) {
        expect(there).toContain(source.field);
        expect(source.document).toMatch(/\S/);
        expect(source.section).toMatch(/\S/);
      }
    },
  );
});

describe('models', () => {
  const models = entities.map(({ entity }) => entity).filter(isAiModelEntity);

  it.each(models)('$metadata.name declares what its size gives', ({ spec }) => {
    const billions = spec.parameters?.totalBillions;
    expect(spec.sizeClass).toBe(billions && sizeClassOf(billions));
    expect([...(spec.fitsOn ?? [])].sort()).toEqual(
      billions ? fitsOnOf(billions).sort() : [],
    );
  });

  it.each(models)('$metadata.name has sound dimensions', ({ spec }) => {
    const { totalBillions, activeBillions } = spec.parameters ?? {};
    expect(activeBillions ?? 0).toBeLessThan(totalBillions ?? 1);
    const { hiddenSize, attentionHeads, keyValueHeads, headDim } =
      spec.architecture ?? {};
    // Groups of query heads share a pair; the width of a head is declared where it is not the quotient.
    const perGroup = (attentionHeads ?? 0) / (keyValueHeads ?? 1);
    expect(Number.isInteger(perGroup)).toBe(true);
    const width = headDim ?? (hiddenSize ?? 0) / (attentionHeads ?? 1);
    expect(Number.isInteger(width)).toBe(true);
  });

  it.each([
    'llama-3',
    'llama-4',
    'qwen2.5-',
    'qwen3-',
    'mistral-',
    'mixtral-',
    'deepseek-',
    'gemma-3-',
    'gpt-oss-',
  ])('hold several sizes of %s', family => {
    const sizes = models
      .filter(({ metadata }) => metadata.name.startsWith(family))
      .map(({ spec }) => spec.parameters?.totalBillions);
    expect(new Set(sizes).size).toBeGreaterThanOrEqual(2);
  });
});

describe('datasets', () => {
  const datasets = entities
    .map(({ entity }) => entity)
    .filter(isAiDatasetEntity);

  it.each(datasets)(
    '$metadata.name has as many rows as its splits',
    ({ spec }) => {
      // Left out where splits repeat each other's rows.
      const sum = spec.splits?.reduce((n, split) => n + (split.rows ?? 0), 0);
      expect([undefined, sum]).toContain(spec.rows);
    },
  );

  it.each([
    'instruction',
    'preference',
    'evaluation',
    'pre-training',
    'image',
    'weather',
    'robotics',
  ])('hold one of type %s', type => {
    expect(datasets.map(({ spec }) => spec.type)).toContain(type);
  });
});

describe('workloads', () => {
  const workloads = entities
    .map(({ entity }) => entity)
    .filter(isAiWorkloadEntity);

  it.each(workloads)('$metadata.name takes its own defaults', workload => {
    const parameters = workload.spec.parameters ?? [];
    const { problems } = validateParameters(
      workload,
      Object.fromEntries(parameters.map(p => [p.name, p.default])),
    );
    const needed = parameters.filter(p => p.required).map(p => p.name);
    expect(problems.map(problem => problem.field)).toEqual(needed);
  });

  it.each(workloads)('$metadata.name declares sound conditions', workload => {
    const parameters = workload.spec.parameters ?? [];
    const names = parameters.map(p => p.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { when } of parameters) {
      expect([undefined, ...names]).toContain(when?.parameter);
    }
  });

  it.each(workloads)('$metadata.name declares sound GPU counts', ({ spec }) => {
    const { min, default: start, max, allowed } = spec.resources.gpus;
    expect(min).toBeLessThanOrEqual(start);
    expect(start).toBeLessThanOrEqual(max);
    expect(allowed ?? [min, start, max]).toEqual(
      expect.arrayContaining([min, start, max]),
    );
    expect(spec.accelerators.length > 0).toBe(max > 0);
  });

  it('the fine-tuning one counts as upstream does', () => {
    const { spec } = workloads.find(
      w => w.metadata.name === 'llm-finetune-silogen-engine',
    )!;
    expect(spec.resources.gpus.allowed).toEqual([1, 8]);
    expect(spec.interruption).toBe('resumes');
    expect(spec.type).toBe(spec.category);
  });
});
