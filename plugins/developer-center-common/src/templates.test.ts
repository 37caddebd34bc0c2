import { readEntityFiles } from './__testUtils__/repositoryFiles';
import { pathsOf } from './__testUtils__/paths';
import { renderStep } from './__testUtils__/renderStep';
import { AiWorkloadEntity, isAiWorkloadEntity } from './kinds/AiWorkloadEntity';
import { validateParameters } from './workloads/validateParameters';

type Json = Record<string, unknown>;

interface TemplateStep {
  id: string;
  action: string;
  input: Json & { inputs: Json; parameters: Json };
}

interface FormField {
  type?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  'ui:field'?: string;
}

const workloads = readEntityFiles('catalog-info')
  .flatMap(file => file.entities)
  .filter(isAiWorkloadEntity);

// Schema, owner and references of templates are checked with the catalogue's.
const templates = readEntityFiles('templates')
  .flatMap(file => file.entities)
  .filter(entity => entity.kind === 'Template')
  .map(entity => ({
    name: entity.metadata.name,
    pages: entity.spec!.parameters as unknown as Json[],
    steps: entity.spec!.steps as unknown as TemplateStep[],
    output: entity.spec!.output as Json,
  }));

/** Fields of all pages, those in dependencies included. */
function fieldsOf(pages: Json[]): Map<string, FormField> {
  const fields = new Map<string, FormField>();
  for (const [path, value] of pathsOf(pages)) {
    const name = /\.properties\.([^.[]+)$/.exec(path)?.[1];
    // In a branch of a dependency, a field with `const` alone is the condition.
    if (name && !path.includes('placement.') && (value as FormField).type) {
      fields.set(name, value as FormField);
    }
  }
  return fields;
}

function workloadOf(ref: unknown): AiWorkloadEntity {
  return workloads.find(
    w => `aiworkload:default/${w.metadata.name}` === String(ref),
  )!;
}

describe.each(templates)('template $name', ({ name, pages, steps, output }) => {
  const fields = fieldsOf(pages);
  const [launch] = steps;
  const workload = workloadOf(fields.get('workload')?.default);

  it('is the one that its workload names', () => {
    expect(workload.spec.template).toBe(`template:default/${name}`);
  });

  it('has three short steps', () => {
    expect(pages.map(page => page.title)).toEqual(['What', 'How', 'Where']);
  });

  it('launches through the Resource Manager alone', () => {
    expect(steps.map(step => step.action)).toEqual([
      'resource-manager:run:launch',
    ]);
    expect(Object.keys(launch.input).sort()).toEqual([
      'cluster',
      'gpus',
      'inputs',
      'name',
      'parameters',
      'pool',
      'priority',
      'project',
      'secrets',
      'workload',
    ]);
    expect(Object.keys(launch.input.inputs)).toEqual(['model', 'dataset']);
    expect(launch.input.secrets).toEqual({
      huggingFaceToken: '${{ parameters.huggingFaceTokenSecret }}',
    });
    expect(output).toMatchObject({
      runId: `\${{ steps.${launch.id}.output.runId }}`,
      runUrl: `\${{ steps.${launch.id}.output.runUrl }}`,
    });
  });

  it('reads only fields that the form has', () => {
    const used = JSON.stringify(launch.input).matchAll(/parameters\.(\w+)/g);
    for (const [, field] of used) {
      expect([...fields.keys()]).toContain(field);
    }
  });

  it('passes exactly the parameters that the workload declares', () => {
    expect(Object.keys(launch.input.parameters).sort()).toEqual(
      workload.spec.parameters!.map(parameter => parameter.name).sort(),
    );
  });

  it('starts with the defaults of the workload, within its limits', () => {
    const inForm = workload.spec.parameters!.flatMap(parameter => {
      const expression = String(launch.input.parameters[parameter.name]);
      const shown = /parameters\.(\w+) \}\}$/.exec(expression)?.[1];
      const field = shown && fields.get(shown);
      return field ? [{ parameter, field }] : [];
    });
    expect(inForm.length).toBeGreaterThan(10);
    for (const { parameter, field } of inForm) {
      expect([
        parameter.name,
        field.default,
        field.minimum,
        field.maximum,
        field.enum,
      ]).toEqual([
        parameter.name,
        parameter.default,
        parameter.minimum,
        parameter.maximum,
        parameter.values,
      ]);
    }
  });

  it('stays usable without custom fields', () => {
    for (const [field, schema] of fields) {
      expect([field, schema.type]).toEqual([field, expect.any(String)]);
    }
    const custom = [...fields.values()].flatMap(f => f['ui:field'] ?? []);
    expect(new Set(custom)).toEqual(
      new Set([
        'AiDatasetPicker',
        'AiModelPicker',
        'LaunchSummary',
        'OptionCards',
        'PlacementPicker',
        'ProjectPicker',
        'SecretPicker',
      ]),
    );
  });

  // A form keeps what was typed before the method was changed.
  const filledIn = {
    workload: 'aiworkload:default/llm-finetune-silogen-engine',
    model: 'aimodel:default/qwen3-4b',
    dataset: 'aidataset:default/gsm8k',
    runName: 'First run',
    project: 'research-llm',
    epochs: 2,
    loraR: 32,
    loraTargetModules: ['q_proj'],
    mergeAdapter: false,
    placement: { gpus: 8, priority: 'medium' },
    outputBucketPath: 'default-bucket/experiments',
  };

  it.each([
    ['lora', { peft: 'LORA', quantization: 'no-quantization', loraR: 32 }],
    ['qlora', { peft: 'LORA', quantization: 'bits-and-bytes', loraR: 32 }],
    ['full', { peft: 'NO_PEFT' }],
  ])('makes a sound launch of method %s', (method, expected) => {
    const input = renderStep(launch.input, {
      parameters: { ...filledIn, method },
    });
    expect(input).toMatchObject({
      project: 'research-llm',
      name: 'First run',
      gpus: 8,
      priority: 'medium',
      inputs: { model: filledIn.model, dataset: filledIn.dataset },
    });
    const { values, problems } = validateParameters(workload, input.parameters);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ method: 'sft', epochs: 2, ...expected });
    expect('loraR' in values).toBe('loraR' in expected);
  });

  it('offers the GPU counts that the workload allows', () => {
    const placement = pathsOf(pages).find(([path]) =>
      path.endsWith('placement.properties.gpus.enum'),
    );
    expect(placement?.[1]).toEqual(workload.spec.resources.gpus.allowed);
  });
});
