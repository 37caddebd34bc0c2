import { screen } from '@testing-library/react';
import type {
  AiModelEntity,
  AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import {
  model,
  pool,
  renderLaunch,
  workload,
} from '../__testUtils__/renderLaunch';
import { MemoryFit as PlainMemoryFit } from './MemoryFit';

/** As inside the form, which brings the query client. */
const MemoryFit = withQueries(PlainMemoryFit);

jest.setTimeout(30_000);

const llama8b = {
  parameters: { totalBillions: 8.03 },
  architecture: {
    layers: 32,
    hiddenSize: 4096,
    attentionHeads: 32,
    keyValueHeads: 8,
    vocabularySize: 128256,
  },
};

function show(options: {
  spec?: object;
  parameters?: Record<string, unknown>;
}) {
  return renderLaunch(
    <MemoryFit
      project="vision"
      workload={workload as AiWorkloadEntity}
      model={model('llama', 'Llama', options.spec ?? llama8b) as AiModelEntity}
      request={{
        gpus: 1,
        parameters: {
          maxSeqLength: 2048,
          distributedType: 'auto-deepspeed-stage1',
          ...options.parameters,
        },
      }}
    />,
    {
      entities: [],
      api: {
        getProjectCapacity: async () => ({
          project: 'vision',
          pools: [
            pool(),
            pool({ pool: 'more', poolTitle: 'More of the same' }),
            pool({ pool: 'old', poolTitle: 'Old', gpuModel: 'mi210' }),
          ],
          errors: [],
        }),
      },
    },
  );
}

describe('MemoryFit', () => {
  it('shows one bar for each GPU model of the project, and what the memory is for', async () => {
    show({ parameters: { peft: 'LORA', loraR: 16 } });
    expect(
      await screen.findByRole('img', { name: /^Memory of one MI300X in GiB/ }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('img', { name: /^Memory of one/ })).toHaveLength(
      2,
    );
    expect(screen.getAllByText('Fits')).toHaveLength(2);
    expect(
      screen.getByText(
        /^About 29 GiB: weights 15, adapter 1, activations 11, runtime 2 GiB\.$/,
      ),
    ).toBeInTheDocument();
  });

  it('says where it does not fit', async () => {
    show({ parameters: { peft: 'NO_PEFT' } });
    expect(await screen.findByText('Does not fit')).toBeInTheDocument();
    expect(screen.getByText('Fits')).toBeInTheDocument();
  });

  it('says that the estimate is a lower bound where the model declares too little', async () => {
    show({ spec: { parameters: { totalBillions: 8.03 } } });
    expect(
      await screen.findByText(
        /^At least .* Not known for this model: activations\.$/,
      ),
    ).toBeInTheDocument();
  });

  it('says that nothing can be estimated without the number of parameters', async () => {
    show({ spec: { parameters: undefined } });
    expect(
      await screen.findByText(
        /^The number of parameters of Llama is not declared/,
      ),
    ).toBeInTheDocument();
  });
});
