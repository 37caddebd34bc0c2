import type { Entity } from '@backstage/catalog-model';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import type { FormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { PoolCapacity } from '@silogen/backstage-plugin-resource-manager-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import {
  model,
  pool,
  renderLaunch,
  workload,
} from '../__testUtils__/renderLaunch';
import type { PlacementValue } from '../formData';
import type { FieldProps } from './fieldProps';
import { placementPickerField } from './PlacementPicker';

/** A field as a form renders it. */
function componentOf(field: FormField) {
  return (field as unknown as FieldExtensionOptions)
    .component as unknown as ComponentType<FieldProps<PlacementValue>>;
}

jest.setTimeout(30_000);

const PlacementPicker = componentOf(placementPickerField);
const workloadRef = 'aiworkload:default/llm-finetune-silogen-engine';

function Field(props: {
  project?: string;
  workload?: string;
  model?: string;
  value?: PlacementValue;
  onChange: (value: PlacementValue | undefined) => void;
}) {
  const [value, setValue] = useState<PlacementValue | undefined>(
    props.value ?? { gpus: 1, priority: 'medium' },
  );
  return (
    <PlacementPicker
      name="placement"
      schema={{ title: 'Placement' }}
      formData={value}
      formContext={{
        formData: {
          project: props.project,
          workload: props.workload,
          model: props.model,
        },
      }}
      errorSchema={{
        gpus: { __errors: ['must be one of the allowed values'] },
      }}
      disabled={false}
      readonly={false}
      onChange={next => {
        setValue(next);
        props.onChange(next);
      }}
    />
  );
}

function setup(options: {
  project?: string;
  workload?: string;
  model?: string;
  value?: PlacementValue;
  entities?: Entity[];
  pools?: PoolCapacity[];
}) {
  const onChange = jest.fn();
  const getProjectCapacity = jest.fn(async () => ({
    project: 'vision',
    pools: options.pools ?? [
      pool(),
      pool({
        pool: 'mi210',
        poolTitle: 'Small GPUs',
        freeGuaranteed: '0',
        borrowable: '0',
        waitingAhead: 2,
      }),
      pool({ pool: 'h100', poolTitle: 'Other vendor', vendor: 'nvidia' }),
    ],
    errors: [],
  }));
  return {
    onChange,
    getProjectCapacity,
    rendered: renderLaunch(<Field {...options} onChange={onChange} />, {
      entities: [workload, ...(options.entities ?? [])],
      api: { getProjectCapacity },
    }),
  };
}

describe('PlacementPicker', () => {
  it('says what is missing until a project is chosen, and asks nothing', async () => {
    const { rendered, getProjectCapacity } = setup({ workload: workloadRef });
    await rendered;
    expect(screen.getByText(/Choose a project first/)).toBeInTheDocument();
    expect(
      screen.queryByRole('radiogroup', { name: 'Compute pool' }),
    ).not.toBeInTheDocument();
    expect(getProjectCapacity).not.toHaveBeenCalled();
  });

  it('offers the pools of the vendor, with what would happen there', async () => {
    const { rendered, onChange } = setup({
      project: 'vision',
      workload: workloadRef,
    });
    await rendered;
    const user = userEvent.setup();

    const big = await screen.findByRole('radio', { name: 'Big GPUs' });
    expect(
      screen.queryByRole('radio', { name: 'Other vendor' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('radio', { name: 'Let the portal choose' }),
    ).toBeChecked();
    expect(big).toHaveAccessibleDescription(
      /2 guaranteed free, 4 to borrow.*Would start now, inside the guarantee/,
    );
    expect(
      screen.getByRole('radio', { name: 'Small GPUs' }),
    ).toHaveAccessibleDescription(
      /2 runs of the project wait here.*Would wait: 1 short/,
    );

    await user.click(await screen.findByRole('radio', { name: '8 GPUs' }));
    expect(big).toHaveAccessibleDescription(/Would wait: 2 short/);
    await user.click(big);
    await user.click(screen.getByRole('radio', { name: 'High' }));
    expect(onChange).toHaveBeenLastCalledWith({
      gpus: 8,
      priority: 'high',
      cluster: 'instinct-1',
      pool: 'mi300x',
    });

    // Without keys, not with empty ones: the form's schema would refuse those.
    await user.click(
      screen.getByRole('radio', { name: 'Let the portal choose' }),
    );
    expect(onChange.mock.lastCall).toStrictEqual([
      { gpus: 8, priority: 'high' },
    ]);
  });

  it('can be worked by keyboard', async () => {
    const { rendered, onChange } = setup({
      project: 'vision',
      workload: workloadRef,
    });
    await rendered;
    const user = userEvent.setup();
    (await screen.findByRole('radio', { name: '1 GPU' })).focus();
    await user.keyboard('{ArrowDown}');
    expect(onChange).toHaveBeenLastCalledWith({ gpus: 8, priority: 'medium' });
  });

  it('takes any number where the workload has no set, and names what is wrong', async () => {
    const { rendered, onChange } = setup({ project: 'vision' });
    await rendered;
    const user = userEvent.setup();
    const gpus = screen.getByRole('textbox', { name: /GPUs/ });
    await user.clear(gpus);
    await user.type(gpus, '3');
    await user.tab();
    expect(onChange).toHaveBeenLastCalledWith({ gpus: 3, priority: 'medium' });
    expect(
      screen.getByText('gpus must be one of the allowed values'),
    ).toBeInTheDocument();
  });

  describe('of an endpoint', () => {
    const serving: Entity = {
      ...workload,
      metadata: { ...workload.metadata, name: 'serve' },
      spec: {
        ...workload.spec,
        category: 'inference',
        resources: {
          gpus: { min: 1, default: 1, max: 8, allowed: [1, 2, 4, 8] },
        },
      },
    };
    const large = model('large', 'Large', {
      serving: { engines: ['vllm'], gpus: 4 },
    });
    const common = {
      workload: 'aiworkload:default/serve',
      model: 'aimodel:default/large',
      entities: [serving, large],
    };

    it('begins with what the model is served on, and keeps what is chosen instead', async () => {
      const { rendered, onChange } = setup(common);
      await rendered;
      expect(
        await screen.findByRole('radio', { name: '4 GPUs' }),
      ).toBeChecked();
      expect(
        screen.getByText('Large is served on 4 GPUs.'),
      ).toBeInTheDocument();
      expect(onChange.mock.calls).toEqual([
        [{ gpus: 4, gpusOf: 'aimodel:default/large', priority: 'medium' }],
      ]);
      await userEvent.click(screen.getByRole('radio', { name: '2 GPUs' }));
      expect(screen.getByRole('radio', { name: '2 GPUs' })).toBeChecked();
      expect(onChange).toHaveBeenCalledTimes(2);
    });

    it('keeps a choice over the way back to it', async () => {
      const kept = setup({
        ...common,
        value: { gpus: 2, gpusOf: 'aimodel:default/large' },
      });
      await kept.rendered;
      expect(
        await screen.findByText('Large is served on 4 GPUs.'),
      ).toBeInTheDocument();
      expect(kept.onChange).not.toHaveBeenCalled();
    });
  });

  it('asks for no GPUs where the workload takes none, and offers CPUs of GPU nodes', async () => {
    const copying: Entity = {
      ...workload,
      metadata: { ...workload.metadata, name: 'copy' },
      spec: {
        ...workload.spec,
        category: 'utility',
        accelerators: [],
        resources: { gpus: { min: 0, default: 0, max: 0 } },
      },
    };
    const { rendered } = setup({
      project: 'vision',
      workload: 'aiworkload:default/copy',
      value: { gpus: 0, priority: 'low' },
      entities: [copying],
    });
    await rendered;
    const big = await screen.findByRole('radio', { name: 'Big GPUs' });
    expect(await screen.findByText('It takes no GPU.')).toBeInTheDocument();
    expect(screen.queryByRole('textbox', { name: /GPUs/ })).toBeNull();
    expect(big).not.toHaveAccessibleDescription(/guaranteed/);
  });

  it('says so when no pool fits', async () => {
    const { rendered } = setup({
      project: 'vision',
      workload: workloadRef,
      pools: [pool({ vendor: 'nvidia' })],
    });
    await rendered;
    expect(
      await screen.findByRole('heading', { name: 'No pool fits' }),
    ).toBeInTheDocument();
  });
});
