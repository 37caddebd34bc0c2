import { runRecord } from './__testUtils__/database';
import { outputModelOf, tunedModelOf } from './tunedModels';

describe('tunedModelOf', () => {
  const id = 'abcdef01-2345-4678-9abc-def012345678';
  const run = runRecord({
    id,
    state: 'succeeded',
    finishedAt: '2026-01-01T12:00:00.000Z',
    method: 'lora',
    outputPath: 'bucket/x/run',
    parameters: { checkpointsRemote: 'bucket/x', mergeAdapter: false },
  });
  it('describes the model of a finished fine-tune', () => {
    expect(outputModelOf(run)).toBe('aimodel:default/llama-sft-abcdef');
    expect(tunedModelOf(run)).toEqual({
      name: 'llama-sft-abcdef',
      title: 'Llama SFT',
      project: 'team-a',
      owner: 'user:default/ada',
      baseModel: 'aimodel:default/llama',
      dataset: 'aidataset:default/dolly',
      workload: 'aiworkload:default/llm-finetune',
      runId: id,
      method: 'lora',
      finishedAt: '2026-01-01T12:00:00.000Z',
      simulated: true,
      artefactUri: 's3://bucket/x/run/checkpoint-final-adapter',
      visibility: 'project',
      metrics: undefined,
    });
  });
  it('prefers what the pod reported, and makes nothing of a discovered run', () => {
    expect(
      tunedModelOf({
        ...run,
        outputs: { artefactUri: 's3://y', metrics: { eval_loss: 1 } },
      }),
    ).toMatchObject({ artefactUri: 's3://y', metrics: { eval_loss: 1 } });
    expect(tunedModelOf({ ...run, workload: undefined })).toBeUndefined();
    expect(outputModelOf({ ...run, type: 'evaluation' })).toBeUndefined();
  });
});
