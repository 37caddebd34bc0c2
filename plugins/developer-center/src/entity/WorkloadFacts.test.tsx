import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { screen, waitFor } from '@testing-library/react';
import { renderLaunch, workload } from '../launch/__testUtils__/renderLaunch';
import { WorkloadFacts } from './WorkloadFacts';

const listed: Entity = {
  ...workload,
  metadata: { name: 'weatherbench-runner', namespace: 'default', title: 'Score forecasts' },
  spec: {
    ...workload.spec,
    type: 'weather',
    category: 'evaluation',
    template: undefined,
    launchable: { here: false, reason: 'Its scripts are files of the upstream chart.' },
    image: 'example.test/runner:1',
    otherImages: ['example.test/mover:2'],
    resources: {
      gpus: { min: 0, default: 0, max: 0 },
      cpu: '1',
      volumes: [{ name: 'scratch', size: '200Gi' }],
    },
    accelerators: [],
    interruption: 'restarts',
    upstream: { chart: 'workloads/weatherbench-runner/helm', licence: 'Apache-2.0', kinds: ['Job'] },
  },
};

function render(entity: Entity, launch: boolean) {
  const getMe = jest.fn(async () => ({ may: { launch } }) as Me);
  const done = renderLaunch(
    <EntityProvider entity={entity}>
      <WorkloadFacts />
    </EntityProvider>,
    { api: { getMe } },
  );
  return { getMe, done };
}

/** The value beside a label of the card. */
const fact = (label: string) => screen.queryByText(label)?.nextElementSibling?.textContent;

describe('WorkloadFacts', () => {
  it('says why the portal cannot launch a workload, and shows no button', async () => {
    const { getMe, done } = render(listed, true);
    await done;
    await waitFor(() => expect(getMe).toHaveBeenCalled());
    expect(fact('Launchable here')).toBe('No. Its scripts are files of the upstream chart.');
    expect(screen.queryByRole('link', { name: 'Launch' })).not.toBeInTheDocument();
  });

  it('has a button where a form names it, for people who may launch', async () => {
    await render(workload, true).done;
    expect(await screen.findByRole('link', { name: 'Launch' })).toHaveAttribute(
      'href',
      expect.stringContaining('/launch/default/llm-finetune?'),
    );
    expect(fact('Launchable here')).toBe('yes');
  });

  it('has none for people who may not', async () => {
    const { getMe, done } = render(workload, false);
    await done;
    await waitFor(() => expect(getMe).toHaveBeenCalled());
    expect(screen.queryByRole('link', { name: 'Launch' })).not.toBeInTheDocument();
  });

  it('shows what is declared and calls the rest unknown', async () => {
    await render(listed, false).done;
    expect(
      [
        'Type of run',
        'Group',
        'Image',
        'Further images',
        'Licence of the image',
        'GPUs',
        'CPU cores',
        'Memory',
        'Volumes',
        'Priority unless chosen',
        'Kubernetes kinds',
        'Licence of the chart',
      ].map(label => [label, fact(label)]),
    ).toEqual([
      ['Type of run', 'Evaluation'],
      ['Group', 'weather'],
      ['Image', 'example.test/runner:1'],
      ['Further images', 'example.test/mover:2'],
      ['Licence of the image', 'unknown'],
      ['GPUs', 'CPU only'],
      ['CPU cores', '1'],
      ['Memory', 'unknown'],
      ['Volumes', 'scratch 200Gi'],
      ['Priority unless chosen', 'Low'],
      ['Kubernetes kinds', 'Job'],
      ['Licence of the chart', 'Apache-2.0'],
    ]);
    expect(fact('GPU memory')).toBeUndefined();
    expect(fact('Runs on')).toBeUndefined();
  });

  it('leaves resources out where nothing runs', async () => {
    const { image, ...spec } = listed.spec!;
    await render({ ...listed, spec: { ...spec, resources: { gpus: { min: 0, default: 0, max: 0 } } } }, false).done;
    expect(fact('Image')).toBe('none');
    for (const label of ['GPUs', 'CPU cores', 'Memory', 'Priority unless chosen', 'When suspended']) {
      expect([label, fact(label)]).toEqual([label, undefined]);
    }
  });
});
