import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  LogEvent,
  ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Route, Routes, useParams } from 'react-router-dom';
import { parse } from 'yaml';
import {
  dataset,
  model,
  pool,
  preview,
  renderLaunch,
  workload,
} from './__testUtils__/renderLaunch';
import { LaunchPage } from './LaunchPage';

jest.setTimeout(60_000);

const template = parse(
  readFileSync(
    resolve(__dirname, '../../../../templates/llm-finetune/template.yaml'),
    'utf8',
  ),
);
const filledIn = {
  workload: 'aiworkload:default/llm-finetune-silogen-engine',
  model: 'aimodel:default/llama',
  dataset: 'aidataset:default/dolly',
};

/** Asks nothing of a browser's stream: gives the events and ends. */
function streamOf(events: object[]): ReturnType<ScaffolderApi['streamLogs']> {
  return {
    subscribe: (observer: { next: (event: LogEvent) => void }) => {
      queueMicrotask(() =>
        events.forEach(event => observer.next(event as LogEvent)),
      );
      return { unsubscribe: () => {}, closed: false };
    },
  } as unknown as ReturnType<ScaffolderApi['streamLogs']>;
}

const RunPageStub = () => <p>run {useParams().run}</p>;

function setup(events: object[]) {
  const scaffolder = {
    getTemplateParameterSchema: async () => ({
      title: template.metadata.title,
      description: template.metadata.description,
      steps: template.spec.parameters.map(
        (step: { title: string; description: string }) => ({
          title: step.title,
          description: step.description,
          schema: step,
        }),
      ),
    }),
    scaffold: jest.fn(async () => ({ taskId: 'task-1' })),
    getTask: async () => ({
      id: 'task-1',
      spec: { steps: [{ id: 'launch', name: 'Launch' }] },
    }),
    streamLogs: jest.fn(() => streamOf(events)),
  };
  const previewRun = jest.fn(async () => preview);
  window.history.replaceState(
    undefined,
    '',
    `/?formData=${encodeURIComponent(JSON.stringify(filledIn))}`,
  );
  const rendered = renderLaunch(
    <Routes>
      <Route path="/launch/:namespace/:template" element={<LaunchPage />} />
      <Route path="/runs/:run" element={<RunPageStub />} />
    </Routes>,
    {
      entities: [
        {
          ...template,
          metadata: { ...template.metadata, namespace: 'default' },
        },
        workload,
        model('llama', 'Llama'),
        dataset,
      ],
      scaffolder: scaffolder as unknown as Partial<ScaffolderApi>,
      api: {
        previewRun,
        listProjects: async () => ({
          items: [
            {
              name: 'vision',
              title: 'Vision',
              department: 'research',
              version: 1,
              state: 'ready',
              clusters: [],
              myRole: 'member',
              activeRuns: 2,
              waitingRuns: 0,
              createdAt: '2026-11-01T00:00:00Z',
            },
          ],
          totalItems: 1,
        }),
        getProjectCapacity: async () => ({
          project: 'vision',
          pools: [pool()],
          errors: [],
        }),
        listProjectSecrets: async () => ({ items: [], errors: [] }),
      },
      initialRouteEntries: ['/launch/default/llm-finetune'],
    },
  );
  return { rendered, scaffolder, previewRun };
}

async function fillInAndLaunch() {
  const user = userEvent.setup();
  await user.type(
    await screen.findByRole('textbox', { name: /Name of the run/ }),
    'Night run',
  );
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(await screen.findByRole('radio', { name: 'QLoRA adapter' }));
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(await screen.findByRole('radio', { name: 'Vision' }));
  await user.click(screen.getByRole('button', { name: 'Review' }));
  await user.click(await screen.findByRole('button', { name: 'Launch' }));
  return user;
}

describe('LaunchPage', () => {
  // The form scrolls to its top at every step, which jsdom cannot.
  beforeAll(() => {
    window.scrollTo = () => {};
  });
  afterEach(() => window.history.replaceState(undefined, '', '/'));

  it('takes what the address filled in, previews, launches, and opens the run', async () => {
    const { rendered, scaffolder, previewRun } = setup([
      {
        type: 'completion',
        id: 1,
        body: { message: 'done', output: { runId: 'run-1' } },
      },
    ]);
    await rendered;

    expect(
      await screen.findByRole('heading', {
        name: 'Fine-tune a language model',
      }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('radio', { name: 'Llama' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Dolly' })).toBeChecked();

    await fillInAndLaunch();

    expect(await screen.findByText('run run-1')).toBeInTheDocument();
    expect(scaffolder.scaffold).toHaveBeenCalledTimes(1);
    expect(scaffolder.scaffold).toHaveBeenCalledWith({
      templateRef: 'template:default/llm-finetune',
      secrets: {},
      values: expect.objectContaining({
        ...filledIn,
        runName: 'Night run',
        method: 'qlora',
        epochs: 1,
        project: 'vision',
        placement: { gpus: 1, priority: 'medium' },
        outputBucketPath: 'default-bucket/experiments',
      }),
    });
    expect(previewRun).toHaveBeenLastCalledWith(
      {
        project: 'vision',
        workload: filledIn.workload,
        name: 'Night run',
        gpus: 1,
        priority: 'medium',
        inputs: { model: filledIn.model, dataset: filledIn.dataset },
        parameters: {
          method: 'sft',
          peft: 'LORA',
          quantization: 'bits-and-bytes',
          epochs: 1,
          checkpointsRemote: 'default-bucket/experiments',
        },
      },
      expect.anything(),
    );
  });

  it('says why a launch was refused, and leads back to the form with everything in it', async () => {
    const { rendered } = setup([
      {
        type: 'log',
        id: 1,
        createdAt: '2026-11-24T16:00:00.000Z',
        body: {
          stepId: 'launch',
          message: '\u001b[31merror\u001b[39m: gpus is 9. Ask for at most 8',
        },
      },
      {
        type: 'completion',
        id: 2,
        body: {
          message: 'failed',
          error: { name: 'InputError', message: 'The run was refused' },
        },
      },
    ]);
    await rendered;
    const user = await fillInAndLaunch();

    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('The run was refused')).toBeInTheDocument();
    expect(
      within(alert).getByText('gpus is 9. Ask for at most 8'),
    ).toBeInTheDocument();

    await user.click(
      within(alert).getByRole('button', { name: 'Back to the form' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Night run')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Launch' })).toBeEnabled();
  });
});
