import type { Entity } from '@backstage/catalog-model';
import type {
  ListRunsQuery,
  Me,
  Run,
} from '@silogen/backstage-plugin-resource-manager-common';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { model, renderLaunch } from '../launch/__testUtils__/renderLaunch';
import { serviceRun, templateOf } from '../services/__testUtils__/services';
import { EndpointNote as PlainEndpointNote } from './EndpointNote';
import { EndpointsPage } from './EndpointsPage';

const Page = withQueries(EndpointsPage);
const EndpointNote = withQueries(PlainEndpointNote);
const address = 'http://support-bot-1a2b3c.research-llm.svc:8080/v1';

function endpoint(change: Partial<Run> = {}): Run {
  return {
    ...serviceRun,
    name: 'Support bot',
    type: 'inference',
    workload: 'aiworkload:default/llm-inference-vllm',
    inputs: { model: 'aimodel:default/tiny' },
    endpoint: { address, model: 'Tiny/Tiny-1B' },
    may: { stop: true, delete: true },
    ...change,
  };
}

const entities: Entity[] = [
  model('tiny', 'Tiny 1B'),
  model('vectors', 'Vectors', { task: 'feature-extraction' }),
  templateOf('llm-inference-vllm', 'Deploy a language model', 'inference'),
  templateOf(
    'rag-embedding-infinity',
    'Deploy an embedding model',
    'inference',
  ),
  templateOf('llm-finetune', 'Fine-tune', 'fine-tuning'),
];

async function draw(runs: Run[], options: { launch?: boolean } = {}) {
  const queries: (ListRunsQuery | undefined)[] = [];
  const stopRun = jest.fn(async () => ({} as any));
  await renderLaunch(<Page />, {
    entities,
    api: {
      getMe: async () => ({ may: { launch: options.launch ?? true } } as Me),
      listRuns: async query => {
        queries.push(query);
        return { items: runs, totalItems: runs.length };
      },
      stopRun,
    },
  });
  return { queries, stopRun };
}

describe('EndpointsPage', () => {
  it('shows endpoints that have not ended: model, address, project, GPUs, state', async () => {
    const { queries } = await draw([endpoint()]);
    const card = await screen.findByRole('article', { name: 'Support bot' });
    expect(
      await within(card).findByRole('link', { name: 'Tiny 1B' }),
    ).toBeInTheDocument();
    for (const text of [
      address,
      'Language models',
      'Hall A, mi300x',
      'nadia.llm',
      'Running',
      'Simulated',
    ])
      expect(within(card).getByText(text)).toBeInTheDocument();
    expect(card).toHaveTextContent('2 × MI300X');
    expect(queries[0]).toEqual({
      type: ['inference'],
      state: ['submitting', 'waiting', 'admitted', 'starting', 'running'],
      limit: 60,
    });
  });

  it.each([
    [
      'says what it answers to where the catalogue knows no model',
      { inputs: undefined },
      'Tiny/Tiny-1B',
    ],
    [
      'says that a model is not known',
      { inputs: undefined, endpoint: { address } },
      'not known',
    ],
    [
      'says that an address is not known',
      { endpoint: undefined },
      'no Service of it is known',
    ],
    [
      'says why it waits',
      {
        state: 'waiting',
        reason: { code: 'quota', text: 'Waits for 2 GPUs', shortages: [] },
      },
      'Waits for 2 GPUs',
    ],
  ] as [string, Partial<Run>, string][])('%s', async (_, change, text) => {
    await draw([endpoint(change)]);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('says what stopping means before it stops', async () => {
    const { stopRun } = await draw([endpoint()]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop Support bot' }),
    );
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent('It stops answering');
    expect(stopRun).not.toHaveBeenCalled();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
    expect(stopRun).toHaveBeenCalledWith({ run: 'run-1' });
  });

  it('has no button for those who may not stop it', async () => {
    await draw([endpoint({ may: { stop: false, delete: false } })]);
    await screen.findByRole('article', { name: 'Support bot' });
    expect(
      screen.queryByRole('button', { name: /^Stop/ }),
    ).not.toBeInTheDocument();
  });

  it('leads to the forms of endpoints, and to no others', async () => {
    await draw([]);
    expect(
      await screen.findByRole('heading', { name: 'No endpoint is running' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Deploy a model' })[0],
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('link', {
        name: 'Deploy a language model',
      }),
    ).toHaveAttribute('href', '/launch/default/llm-inference-vllm');
    expect(within(dialog).getAllByRole('link')).toHaveLength(2);
  });

  it('offers nothing to deploy to those who may not', async () => {
    await draw([], { launch: false });
    expect(
      await screen.findByRole('heading', { name: 'No endpoint is running' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Deploy a model' }),
    ).not.toBeInTheDocument();
  });
});

describe('EndpointNote', () => {
  const show = (run: Run) =>
    renderLaunch(<EndpointNote run={run} />, { entities });

  it('shows the address and a request with the name of the model', async () => {
    await show(endpoint());
    const note = await screen.findByRole('region', {
      name: 'Use this endpoint',
    });
    expect(within(note).getByText(address)).toBeInTheDocument();
    expect(within(note).getByText('Tiny/Tiny-1B')).toBeInTheDocument();
    await waitFor(() =>
      expect(note).toHaveTextContent(`curl ${address}/chat/completions`),
    );
    expect(note).not.toHaveTextContent('It answers once the run is running.');
  });

  it('asks an embedding model for vectors, and says when nothing answers yet', async () => {
    await show(
      endpoint({
        state: 'starting',
        inputs: { model: 'aimodel:default/vectors' },
      }),
    );
    expect(
      await screen.findByText(/It answers once the run is running/),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Use this endpoint' }),
      ).toHaveTextContent(`curl ${address}/embeddings`),
    );
  });

  it('is nothing for a run without an address', async () => {
    await show(endpoint({ endpoint: undefined }));
    expect(
      screen.queryByRole('region', { name: 'Use this endpoint' }),
    ).not.toBeInTheDocument();
  });
});
