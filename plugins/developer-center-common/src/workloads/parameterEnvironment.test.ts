import {
  parameterEnvironment,
  parameterVariable,
} from './parameterEnvironment';

describe('parameterEnvironment', () => {
  it.each([
    ['epochs', 'PARAM_EPOCHS'],
    ['loraR', 'PARAM_LORA_R'],
    ['maxPerDeviceTrainBatchSize', 'PARAM_MAX_PER_DEVICE_TRAIN_BATCH_SIZE'],
    ['top2', 'PARAM_TOP2'],
  ])('%s becomes %s', (name, expected) => {
    expect(parameterVariable(name)).toBe(expected);
  });

  it('writes every type of value as text and leaves out what is not there', () => {
    expect(
      parameterEnvironment({
        epochs: 3,
        mergeAdapter: false,
        loraTargetModules: ['q_proj', 'v_proj'],
        precision: 'bf16',
        seed: undefined,
      }),
    ).toEqual([
      { name: 'PARAM_EPOCHS', value: '3' },
      { name: 'PARAM_MERGE_ADAPTER', value: 'false' },
      { name: 'PARAM_LORA_TARGET_MODULES', value: 'q_proj,v_proj' },
      { name: 'PARAM_PRECISION', value: 'bf16' },
    ]);
  });
});
