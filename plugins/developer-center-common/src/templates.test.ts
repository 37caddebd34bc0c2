import { readEntityFiles } from './__testUtils__/repositoryFiles';
import { pathsOf } from './__testUtils__/paths';
import { renderStep } from './__testUtils__/renderStep';
import { AiWorkloadEntity, isAiWorkloadEntity } from './kinds/AiWorkloadEntity';
import { validateParameters } from './workloads/validateParameters';

type Json = Record<string, unknown>;

interface TemplateStep {
  id: string;
  action: string;
  input: Json & { parameters?: Json };
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
    type: entity.spec!.type,
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

describe.each(templates)(
  'template $name',
  ({ name, type, pages, steps, output }) => {
    const fields = fieldsOf(pages);
    const [launch] = steps;
    const workload = workloadOf(fields.get('workload')?.default);

    it('is the one that its workload names', () => {
      expect(workload.spec.template).toBe(`template:default/${name}`);
    });

    it('has the usual short steps', () => {
      const titles = pages.map(page => page.title);
      expect([
        ['What', 'How', 'Where'],
        ['What', 'Where'],
      ]).toContainEqual(titles);
    });

    it('is of the category of its workload', () => {
      expect(type).toBe(workload.spec.category);
    });

    it('launches through the Resource Manager alone', () => {
      expect(steps.map(step => step.action)).toEqual([
        'resource-manager:run:launch',
      ]);
      expect(Object.keys(launch.input)).toEqual(
        expect.arrayContaining([
          'cluster',
          'gpus',
          'name',
          'pool',
          'priority',
          'project',
          'workload',
        ]),
      );
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
      expect(Object.keys(launch.input.parameters ?? {}).sort()).toEqual(
        (workload.spec.parameters ?? []).map(({ name: each }) => each).sort(),
      );
    });

    it('starts with the defaults of the workload, within its limits', () => {
      const inForm = (workload.spec.parameters ?? []).flatMap(parameter => {
        const expression = String(launch.input.parameters?.[parameter.name]);
        const shown = /parameters\.(\w+) \}\}$/.exec(expression)?.[1];
        const field = shown && fields.get(shown);
        return field ? [{ parameter, field }] : [];
      });
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
    });

    it('offers the GPU counts that the workload allows', () => {
      const gpus = pathsOf(pages).find(([path]) =>
        path.endsWith('placement.properties.gpus'),
      )?.[1] as FormField;
      const { min, max, allowed } = workload.spec.resources.gpus;
      expect([gpus.enum, gpus.minimum, gpus.maximum]).toEqual(
        allowed ? [allowed, undefined, undefined] : [undefined, min, max],
      );
      expect(gpus.default).toBe(workload.spec.resources.gpus.default);
    });
  },
);

function templateNamed(name: string) {
  const { pages, steps } = templates.find(each => each.name === name)!;
  const fields = fieldsOf(pages);
  const { input } = steps[0];
  return {
    fields,
    input,
    workload: workloadOf(fields.get('workload')?.default),
  };
}

describe('template llm-finetune', () => {
  const {
    fields,
    input: launchInput,
    workload,
  } = templateNamed('llm-finetune');

  it('asks for inputs and for the Secret of a gated model', () => {
    expect(Object.keys(launchInput.inputs as Json)).toEqual([
      'model',
      'dataset',
    ]);
    expect(launchInput.secrets).toEqual({
      huggingFaceToken: '${{ parameters.huggingFaceTokenSecret }}',
    });
  });

  it('uses every field of the portal', () => {
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
    const input = renderStep(launchInput, {
      parameters: { ...filledIn, method },
    });
    expect(input).toMatchObject({
      project: 'research-llm',
      name: 'First run',
      gpus: 8,
      priority: 'medium',
      inputs: { model: filledIn.model, dataset: filledIn.dataset },
    });
    const { values, problems } = validateParameters(
      workload,
      input.parameters as Record<string, unknown>,
    );
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ method: 'sft', epochs: 2, ...expected });
    expect('loraR' in values).toBe('loraR' in expected);
  });
});

describe.each(['workspace-jupyterlab', 'workspace-vscode'])(
  'template %s',
  name => {
    const { input: launchInput, workload } = templateNamed(name);

    it('makes a sound launch', () => {
      const input = renderStep(launchInput, {
        parameters: {
          workload: `aiworkload:default/${workload.metadata.name}`,
          runName: 'Notebook',
          project: 'research-llm',
          placement: { gpus: 1, priority: 'high' },
        },
      });
      expect(input).toMatchObject({
        workload: `aiworkload:default/${workload.metadata.name}`,
        project: 'research-llm',
        name: 'Notebook',
        gpus: 1,
        priority: 'high',
      });
    });

    it('launches what answers at a port that the proxy opens', () => {
      expect(workload.spec.runtime).toMatchObject({ kind: 'service' });
      expect(workload.spec.runtime.ports).toContainEqual({
        name: 'http',
        port: expect.any(Number),
      });
    });
  },
);

describe.each([
  ['llm-inference-vllm', 'aimodel:default/qwen3-4b'],
  ['rag-embedding-infinity', 'aimodel:default/bge-m3'],
])('template %s', (name, model) => {
  const { input: launchInput, workload } = templateNamed(name);
  const filledIn = {
    workload: `aiworkload:default/${workload.metadata.name}`,
    model,
    runName: 'Bot',
    project: 'research-llm',
    placement: { gpus: 1, priority: 'high' },
  };

  it('makes a sound launch of what is filled in alone', () => {
    const input = renderStep(launchInput, { parameters: filledIn });
    expect(input).toMatchObject({
      workload: filledIn.workload,
      project: 'research-llm',
      name: 'Bot',
      gpus: 1,
      priority: 'high',
      inputs: { model },
    });
    const { problems } = validateParameters(workload, input.parameters ?? {});
    expect(problems).toEqual([]);
  });

  it('asks for the Secret of a gated model', () => {
    expect(launchInput.secrets).toEqual({
      huggingFaceToken: '${{ parameters.huggingFaceTokenSecret }}',
    });
  });

  it('launches what answers at a port, under a name that its clients know', () => {
    expect(workload.spec.runtime).toMatchObject({ kind: 'service' });
    expect(workload.spec.runtime.ports).toContainEqual({
      name: 'http',
      port: expect.any(Number),
    });
    expect(workload.spec.runtime.entrypoint).toContain('--served-model-name');
  });

  it('starts with high priority', () => {
    expect(
      JSON.stringify(templates.find(each => each.name === name)!.pages),
    ).toContain('"default":"high"');
  });
});

describe('template download-huggingface-model-to-bucket', () => {
  const {
    fields,
    input: launchInput,
    workload,
  } = templateNamed('download-huggingface-model-to-bucket');

  it('makes a sound launch without GPUs', () => {
    const input = renderStep(launchInput, {
      parameters: {
        workload: `aiworkload:default/${workload.metadata.name}`,
        modelId: 'Qwen/Qwen3-4B',
        bucketPath: 'default-bucket/models/qwen3-4b',
        downloadExcludeGlob: 'original/*',
        allowOverwrite: false,
        runName: 'Copy',
        project: 'research-llm',
        placement: { gpus: 0, priority: 'low' },
      },
    });
    expect(input).toMatchObject({ gpus: 0, priority: 'low', name: 'Copy' });
    const { values, problems } = validateParameters(
      workload,
      input.parameters as Record<string, unknown>,
    );
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      modelId: 'Qwen/Qwen3-4B',
      bucketPath: 'default-bucket/models/qwen3-4b',
    });
  });

  it.each([
    ['modelId', 'Qwen/Qwen3-4B', true],
    ['modelId', 'BAAI/bge-large-en-v1.5', true],
    ['modelId', 'https://huggingface.co/Qwen/Qwen3-4B', false],
    ['modelId', 'qwen3', false],
    ['bucketPath', 'default-bucket/models/qwen3-4b', true],
    ['bucketPath', 'default-bucket', false],
    ['bucketPath', 's3://default-bucket/models', false],
  ])('takes as %s: %s is %s', (field, value, expected) => {
    const { pattern } = fields.get(field) as unknown as { pattern: string };
    expect(new RegExp(pattern).test(value)).toBe(expected);
  });
});
