import { AiModelEntity } from '@silogen/backstage-plugin-developer-center-common';
import { toTunedModelEntity } from './toEntity';

const model = {
  name: 'support-lora-1a2b3c',
  title: 'Support LoRA',
  project: 'research-llm',
  owner: 'user:default/nadia.llm',
  baseModel: 'aimodel:default/llama-3.1-8b-instruct',
  dataset: 'aidataset:default/databricks-dolly-15k',
  workload: 'aiworkload:default/llm-finetune-silogen-engine',
  runId: '5f3c7a52-8c2f-4d0c-9b65-2f1d3f1f0a11',
  method: 'lora',
  finishedAt: '2026-11-24T10:00:00Z',
  simulated: false,
  visibility: 'project' as const,
  artefactUri: 's3://default-bucket/experiments/x/checkpoint-final',
  metrics: { eval_loss: 0.81 },
};

const base: AiModelEntity = {
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiModel',
  metadata: { name: 'llama-3.1-8b-instruct', title: 'Llama 3.1 8B Instruct' },
  spec: {
    type: 'foundation',
    lifecycle: 'production',
    owner: 'group:default/ai-platform-team',
    provider: 'Meta',
    task: 'text-generation',
    licence: { id: 'llama3.1', name: 'Llama 3.1 Community License' },
    parameters: { totalBillions: 8.03 },
    sizeClass: '3b-15b',
    gated: true,
    fitsOn: ['mi300x'],
    artefact: { uri: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
    card: 'Text of the base model',
  },
};

describe('toTunedModelEntity', () => {
  it('makes a model that belongs to its project', () => {
    expect(toTunedModelEntity(model, base)).toMatchObject({
      apiVersion: 'catalog.silogen.ai/v1alpha1',
      kind: 'AiModel',
      metadata: {
        name: 'support-lora-1a2b3c',
        title: 'Support LoRA',
        description:
          'Fine-tuned from Llama 3.1 8B Instruct (lora) in project research-llm.',
        annotations: { 'catalog.silogen.ai/run-id': model.runId },
      },
      spec: {
        type: 'tuned',
        owner: 'group:default/project-research-llm',
        visibility: 'project',
        status: 'candidate',
        baseModel: model.baseModel,
        trainedOn: [model.dataset],
        producedBy: model.workload,
        artefact: { uri: model.artefactUri },
        metrics: { eval_loss: 0.81 },
        simulated: false,
      },
    });
  });

  it('takes what tuning does not change from the base model, and no more', () => {
    const { spec } = toTunedModelEntity(model, base);
    expect(spec).toMatchObject({
      task: 'text-generation',
      licence: base.spec.licence,
      sizeClass: '3b-15b',
      fitsOn: ['mi300x'],
    });
    expect(spec).not.toHaveProperty('gated');
    expect(spec.card).not.toContain('Text of the base model');
  });

  it('says unknown where the base model is not in the catalog', () => {
    const { spec, metadata } = toTunedModelEntity(model);
    expect(spec.task).toBe('unknown');
    expect(spec.licence.id).toBe('unknown');
    expect(spec).not.toHaveProperty('sizeClass');
    expect(metadata.description).toContain('llama-3.1-8b-instruct');
  });

  it('marks what a simulated cluster made', () => {
    const { spec, metadata } = toTunedModelEntity({
      ...model,
      simulated: true,
    });
    expect(spec.simulated).toBe(true);
    expect(metadata.annotations!['catalog.silogen.ai/simulated']).toBe('true');
    expect(spec.card).toMatch(/^\*\*Simulated:/);
    expect(toTunedModelEntity(model).metadata.annotations).not.toHaveProperty([
      'catalog.silogen.ai/simulated',
    ]);
  });

  it('leaves out what is not known', () => {
    const { spec } = toTunedModelEntity({
      ...model,
      dataset: undefined,
      artefactUri: undefined,
      metrics: undefined,
    });
    expect(spec).not.toHaveProperty('trainedOn');
    expect(spec).not.toHaveProperty('artefact');
    expect(spec).not.toHaveProperty('metrics');
    expect(spec.card).not.toContain('Weights');
  });

  it('fails on a ref that is none', () => {
    expect(() => toTunedModelEntity({ ...model, baseModel: '' })).toThrow(
      /reference/,
    );
  });
});
