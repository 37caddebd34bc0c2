import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import type {
  PreviewRunRequest,
  RunPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import { ProblemError } from '@silogen/backstage-plugin-resource-manager-react';
import { screen, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import {
  pool,
  preview,
  renderLaunch,
  workload,
} from '../__testUtils__/renderLaunch';
import type { FieldProps, LaunchFormContext } from './fieldProps';
import { launchSummaryField } from './LaunchSummary';

const LaunchSummary = (launchSummaryField as unknown as FieldExtensionOptions)
  .component as unknown as ComponentType<FieldProps<null>>;

const formData = {
  workload: 'aiworkload:default/llm-finetune-silogen-engine',
  project: 'vision',
  method: 'lora',
  placement: { gpus: 8 },
};

function setup(
  formContext: LaunchFormContext,
  answer: () => RunPreview = () => preview,
) {
  const previewRun = jest.fn(async (_request: PreviewRunRequest) => answer());
  const rendered = renderLaunch(
    <LaunchSummary
      name="summary"
      schema={{}}
      disabled={false}
      readonly={false}
      onChange={() => {}}
      formContext={formContext}
    />,
    {
      entities: [workload],
      api: {
        previewRun,
        getProjectCapacity: async () => ({
          project: 'vision',
          pools: [pool()],
          errors: [],
        }),
      },
    },
  );
  return { rendered, previewRun };
}

describe('LaunchSummary', () => {
  it('asks nothing before a project is chosen', async () => {
    const { rendered, previewRun } = setup({
      formData: { ...formData, project: undefined },
    });
    await rendered;
    expect(screen.getByText(/Choose a project to see/)).toBeInTheDocument();
    expect(previewRun).not.toHaveBeenCalled();
  });

  it('leaves the summary to the launch page', async () => {
    const { rendered, previewRun } = setup({ formData, hasLaunchPanel: true });
    await rendered;
    expect(
      screen.queryByRole('heading', { name: 'What this would do' }),
    ).not.toBeInTheDocument();
    expect(previewRun).not.toHaveBeenCalled();
  });

  it('shows the place and the reason, the objects, and the room in the pool', async () => {
    const { rendered } = setup({ formData });
    await rendered;
    expect(await screen.findByText('Would start now')).toBeInTheDocument();
    expect(screen.getByText('1 guaranteed GPU is free')).toBeInTheDocument();
    expect(screen.getByText('KaiwoJob')).toBeInTheDocument();
    expect(
      await screen.findByRole('img', {
        name: 'Free in Big GPUs: guaranteed 2, to borrow 4, short 2',
      }),
    ).toBeInTheDocument();
  });

  it('shows shortages and whom it would suspend, and keeps what is wrong apart from what is missing', async () => {
    const { rendered } = setup({ formData }, () => ({
      ...preview,
      objects: [],
      problems: [
        { field: 'gpus', problem: 'is 8', remedy: 'Ask for 1.' },
        {
          field: 'name',
          problem: 'is missing',
          remedy: 'Give the run a name.',
        },
      ],
      warnings: ['The model is large.'],
      verdict: {
        outcome: 'starts-by-preemption',
        text: 'Two GPUs come back to the project.',
        shortages: [{ pool: 'Big GPUs', resource: 'amd.com/gpu', needed: '2' }],
        victims: [
          {
            runId: '1f0e9c1e-5c2b-4e0c-9b8e-3a3f0f6f7a01',
            name: 'Old run',
            project: 'speech',
            gpus: 2,
            interruption: 'restarts',
          },
          { name: 'A run of another project', project: 'another', gpus: 1 },
        ],
      },
    }));
    await rendered;
    expect(
      await screen.findByText('Would start by suspending others'),
    ).toBeInTheDocument();
    expect(screen.getByText('2 GPUs short in Big GPUs')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Suspends Old run of speech (2 GPUs) which starts again from zero',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Suspends a run of another project (1 GPU)'),
    ).toBeInTheDocument();
    expect(screen.getByText('The model is large.')).toBeInTheDocument();

    const noteOf = (title: string) =>
      within(
        screen
          .getAllByRole('status')
          .find(note => within(note).queryByText(title))!,
      );
    expect(
      noteOf('It would be refused').getByText(/Ask for 1/),
    ).toBeInTheDocument();
    expect(
      noteOf('It would be refused').queryByText(/Give the run a name/),
    ).not.toBeInTheDocument();
    expect(
      noteOf('Still to be filled in').getByText(/Give the run a name/),
    ).toBeInTheDocument();
  });

  it('says that there is no preview, instead of guessing', async () => {
    const { rendered } = setup({ formData }, () => {
      throw new ProblemError({
        message: 'Cluster instinct-1 is down',
        code: 'cluster.unreachable',
        status: 503,
      });
    });
    await rendered;
    expect(
      await screen.findByText('The preview could not be shown'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Would start/)).not.toBeInTheDocument();
  });
});
