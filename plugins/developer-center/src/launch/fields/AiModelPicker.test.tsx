import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType, type FormEvent } from 'react';
import { model, renderLaunch, workload } from '../__testUtils__/renderLaunch';
import { aiModelPickerField } from './AiModelPicker';
import type { FieldProps } from './fieldProps';
import { validateEntityRef } from './validateEntityRef';

jest.setTimeout(30_000);

const AiModelPicker = (aiModelPickerField as unknown as FieldExtensionOptions)
  .component as unknown as ComponentType<FieldProps<string>>;

const first = model('llama', 'Llama', { gated: true });
const second = model('qwen', 'Qwen');
const elsewhere = model('zephyr', 'Zephyr');

function setup(
  options: { chosen?: string; workload?: string; more?: Entity[] } = {},
) {
  const known: Entity[] = [
    workload,
    first,
    second,
    elsewhere,
    ...(options.more ?? []),
  ];
  const queryEntities = jest.fn(async (request?: object) =>
    request && 'cursor' in request
      ? { items: [second], totalItems: 2, pageInfo: {} }
      : { items: [first], totalItems: 2, pageInfo: { nextCursor: 'page-2' } },
  );
  const catalog = catalogApiMock.mock({
    queryEntities: queryEntities as CatalogApi['queryEntities'],
    getEntityByRef: async ref =>
      known.find(entity => stringifyEntityRef(entity) === ref),
  });
  const onChange = jest.fn();
  const onSubmit = jest.fn((event: FormEvent) => event.preventDefault());
  function Field() {
    const [value, setValue] = useState(options.chosen);
    return (
      <form onSubmit={onSubmit}>
        <AiModelPicker
          name="model"
          schema={{ title: 'Model' }}
          formData={value}
          formContext={{ formData: { workload: options.workload } }}
          disabled={false}
          readonly={false}
          onChange={next => {
            setValue(next);
            onChange(next);
          }}
        />
        <button type="submit">Send</button>
      </form>
    );
  }
  return {
    rendered: renderLaunch(<Field />, { catalog }),
    queryEntities,
    onChange,
    onSubmit,
    catalog,
  };
}

describe('AiModelPicker', () => {
  it('offers a page, more on demand, and reports the entity ref', async () => {
    const { rendered, onChange } = setup();
    await rendered;
    const user = userEvent.setup();
    expect(
      await screen.findByRole('radio', { name: 'Llama' }),
    ).toHaveAccessibleDescription('Maker · 8 B · lora · gated');
    expect(
      screen.queryByRole('radio', { name: 'Qwen' }),
    ).not.toBeInTheDocument();

    await user.click(
      screen.getByRole('button', { name: 'Show more (1 of 2)' }),
    );
    await user.click(await screen.findByRole('radio', { name: 'Qwen' }));
    expect(onChange).toHaveBeenLastCalledWith('aimodel:default/qwen');
    expect(
      screen.queryByRole('button', { name: /Show more/ }),
    ).not.toBeInTheDocument();
  });

  it('shows what is chosen although the list does not have it', async () => {
    const { rendered } = setup({ chosen: 'aimodel:default/zephyr' });
    await rendered;
    expect(await screen.findByRole('radio', { name: 'Zephyr' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Llama' })).not.toBeChecked();
  });

  it('says when what is chosen does not exist', async () => {
    const { rendered } = setup({ chosen: 'aimodel:default/gone' });
    await rendered;
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'aimodel:default/gone is not in the catalog',
    );
  });

  it('asks for models that can be tuned where the workload does that, and for the words', async () => {
    const { rendered, queryEntities, onSubmit } = setup({
      workload: stringifyEntityRef(workload),
    });
    await rendered;
    const user = userEvent.setup();
    await waitFor(() =>
      expect(queryEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({
          filter: {
            kind: 'AiModel',
            'spec.fineTuning.methods': CATALOG_FILTER_EXISTS,
          },
        }),
      ),
    );
    await user.type(
      screen.getByRole('searchbox', { name: 'Search models' }),
      'llama{Enter}',
    );
    await waitFor(() =>
      expect(queryEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({
          fullTextFilter: expect.objectContaining({ term: 'llama' }),
        }),
      ),
    );
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('asks for models of the tasks that an engine takes, and that it serves', async () => {
    const serving: Entity = {
      ...workload,
      metadata: { ...workload.metadata, name: 'llm-inference-vllm' },
      spec: {
        ...workload.spec,
        category: 'inference',
        engine: 'vllm',
        consumes: [
          { kind: 'AiModel', task: 'text-generation' },
          { kind: 'AiModel', task: 'image-text-to-text' },
          { kind: 'AiDataset', task: 'evaluation' },
        ],
      },
    };
    const { rendered, queryEntities } = setup({
      workload: stringifyEntityRef(serving),
      more: [serving],
    });
    await rendered;
    await waitFor(() =>
      expect(queryEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({
          filter: {
            kind: 'AiModel',
            'spec.task': ['text-generation', 'image-text-to-text'],
            'spec.serving.engines': ['vllm'],
          },
        }),
      ),
    );
  });

  it.each([
    ['aimodel:default/llama', 0],
    [undefined, 0],
    ['aimodel:default/gone', 1],
  ])('validates %s', async (ref, errors) => {
    const { catalog, rendered } = setup();
    await rendered;
    const addError = jest.fn();
    await validateEntityRef(
      ref,
      { addError, __errors: [] },
      { apiHolder: { get: () => catalog as never } },
    );
    expect(addError).toHaveBeenCalledTimes(errors);
  });
});
