import { basename } from 'node:path';
import { schemaProblems } from './__testUtils__/compiledModel';
import { isAtOrBelow, pathsOf } from './__testUtils__/paths';
import { readEntityFiles, readSources } from './__testUtils__/repositoryFiles';
import { upstreamWorkloads } from './__testUtils__/upstreamWorkloads';
import { AiWorkloadEntity, isAiWorkloadEntity } from './kinds/AiWorkloadEntity';
import { defaultPriorityOf } from './workloads/defaultPriority';
import { validateParameters } from './workloads/validateParameters';

const files = readEntityFiles('catalog-info/workloads').map(
  ({ path, entities }) => ({
    path,
    name: basename(path, '.yaml'),
    entity: entities[0] as AiWorkloadEntity,
  }),
);
const byName = new Map(files.map(file => [file.name, file]));

const pinned =
  'https://github.com/silogen/ai-workloads/tree/c32f131c31e7fab1a608c47ecb3cee0f95c84a15';

/** Fields whose value is a figure or a fact of somebody else's, and therefore has a source. */
function isFact(path: string, value: unknown): boolean {
  return (
    typeof value === 'number' ||
    /^spec\.resources\.(cpu|memory|volumes\[.*\]\.size)$/.test(path) ||
    /^spec\.(image|otherImages)\b/.test(path) ||
    /^spec\.licence\b/.test(path) ||
    /^spec\.upstream\.(version|licence|kinds)\b/.test(path) ||
    /^spec\.parameters\[[^\]]+\]\.default\b/.test(path) ||
    /^spec\.runtime\.ports\b/.test(path)
  );
}

describe('the workloads of the catalogue', () => {
  it('are those of the published collection, each once', () => {
    expect(upstreamWorkloads).toHaveLength(53);
    expect(files.map(({ name }) => name).sort()).toEqual(
      upstreamWorkloads.map(({ name }) => name).sort(),
    );
  });

  it('have titles that tell them apart', () => {
    const titles = files.map(({ entity }) => entity.metadata.title);
    expect(new Set(titles).size).toBe(files.length);
  });

  it.each(upstreamWorkloads)(
    '$name has the images, GPUs and kinds of its chart',
    ({ name, group, gpus, kinds, images }) => {
      const { spec } = byName.get(name)!.entity;
      expect(
        [spec.image, ...(spec.otherImages ?? [])]
          .filter(image => image !== undefined)
          .sort(),
      ).toEqual([...images].sort());
      expect(spec.resources.gpus.default).toBe(gpus);
      expect(spec.upstream?.kinds).toEqual(kinds);
      expect(spec.type).toBe(group);
    },
  );

  it.each(files)('$name is a valid AiWorkload', ({ name, entity }) => {
    expect(isAiWorkloadEntity(entity)).toBe(true);
    expect(schemaProblems(entity)).toEqual([]);
    expect(entity.metadata.name).toBe(name);
    expect(entity.metadata.description).toMatch(/\w.*\.$/);
    expect(entity.spec.card).toContain('## What it does');
  });

  it.each(files)('$name follows the chart that it links to', ({ entity }) => {
    const { chart, source, version, licence } = entity.spec.upstream!;
    expect(chart).toMatch(
      new RegExp(`^workloads/(aim-fine-tuning/)?${entity.metadata.name}/helm$`),
    );
    expect(source).toBe(pinned);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(licence).toMatch(/^(Apache-2\.0|MIT)$/);
    expect(entity.metadata.links?.map(({ url }) => url)).toContain(
      `${pinned}/${chart}`,
    );
  });

  it.each(files)('$name has a source for every figure', ({ path, entity }) => {
    const sources = readSources(path);
    const unsourced = pathsOf({ spec: entity.spec })
      .filter(([where, value]) => isFact(where, value))
      .map(([where]) => where)
      .filter(where => !sources.some(s => isAtOrBelow(where, s.field)));
    expect(unsourced).toEqual([]);
  });

  it.each(files)(
    '$name says where it resumes from, if it does',
    ({ path, entity }) => {
      const sourced = readSources(path).some(
        ({ field }) => field === 'spec.interruption',
      );
      expect(sourced || entity.spec.interruption !== 'resumes').toBe(true);
    },
  );

  it.each(files)('$name has well-formed parameters', ({ entity }) => {
    const parameters = entity.spec.parameters ?? [];
    const { problems } = validateParameters(entity, {});
    expect(problems.map(({ field }) => field)).toEqual(
      parameters.filter(p => p.required).map(p => p.name),
    );
    for (const { help, values, when } of parameters) {
      // The key of the chart's values, so that one finds it there.
      expect(help).toMatch(/Upstream [\w. -]+/);
      expect(new Set(values).size).toBe(values?.length ?? 0);
      const other = parameters.find(p => p.name === when?.parameter);
      expect(
        (when?.in ?? []).filter(
          value => other?.values && !other.values.includes(value as string),
        ),
      ).toEqual([]);
    }
  });

  it.each(files)('$name needs GPUs exactly where it has any', ({ entity }) => {
    const { resources, accelerators } = entity.spec;
    expect(resources.gpus.default > 0).toBe(resources.gpus.max > 0);
    expect(accelerators.length > 0).toBe(resources.gpus.max > 0);
    expect(resources.gpuMemoryGiB === undefined || resources.gpus.max > 0).toBe(
      true,
    );
  });

  it.each(files)(
    '$name is launchable here exactly where a form names it',
    ({ entity }) => {
      const { launchable, template, runtime, image } = entity.spec;
      expect(launchable?.here).toBe(template !== undefined);
      // A form starts a command of ours; what has none cannot be started.
      const startable = Boolean(image && runtime.entrypoint);
      expect(startable || !launchable?.here).toBe(true);
      expect(launchable?.reason === undefined).toBe(launchable?.here);
      expect(launchable?.reason ?? 'Nothing.').toMatch(/\w\.$/);
    },
  );

  it.each(files)(
    '$name is high in priority exactly where people wait at a service',
    ({ entity }) => {
      const { category, runtime } = entity.spec;
      expect(defaultPriorityOf(category) === 'high').toBe(
        runtime.kind === 'service',
      );
    },
  );
});
