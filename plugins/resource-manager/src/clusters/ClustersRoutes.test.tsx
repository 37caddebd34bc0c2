import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProblemError,
  type ResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { administrator, cluster, GPU, viewer } from '../testing/fixtures';
import { ClustersRoutes } from './ClustersRoutes';

function api(
  overrides: Partial<ResourceManagerApi> = {},
): Partial<ResourceManagerApi> {
  return {
    getMe: async () => administrator,
    listClusters: async () => ({ items: [cluster()] }),
    getCluster: async () => cluster(),
    listNodes: async () => ({
      totalItems: 1,
      items: [
        {
          name: 'n1',
          ready: true,
          schedulable: false,
          gpuResource: GPU,
          gpuTitle: 'MI300X',
          pools: ['mi300x'],
          capacity: { [GPU]: '2', cpu: '96', memory: '1Ti' },
          held: { [GPU]: '1', cpu: '8', memory: '64Gi' },
          holders: [
            { namespace: 'team-nlp', pod: 'llama-0', gpus: 1, runId: 'r1' },
          ],
          labels: {},
          taints: ['amd.com/gpu:NoSchedule'],
        },
      ],
    }),
    listQueues: async () => ({
      items: [
        {
          name: 'team-nlp',
          cohort: 'org',
          active: true,
          managed: true,
          enforceable: false,
          pending: 1,
          admitted: 2,
          flavors: [
            {
              flavor: 'mi300x',
              resource: GPU,
              nominal: '16',
              used: '18',
              borrowed: '2',
            },
            {
              flavor: 'cpu',
              resource: GPU,
              nominal: '0',
              used: '0',
              borrowed: '0',
            },
          ],
        },
      ],
    }),
    ...overrides,
  };
}

describe('ClustersRoutes', () => {
  it('shows a card a cluster, unreachable ones with the reason', async () => {
    await renderWithResourceManager(<ClustersRoutes />, {
      api: api({
        listClusters: async () => ({
          items: [
            cluster(),
            cluster({
              name: 'west',
              title: 'West',
              reachable: false,
              problem: 'connection refused',
              simulated: false,
            }),
          ],
        }),
      }),
    });
    expect(
      await screen.findByRole('link', { name: 'Sandbox' }),
    ).toHaveAttribute('href', '/resources/clusters/sandbox');
    expect(
      screen.getAllByRole('group', {
        name: 'MI300X: 8 GPUs: 3 held, 4 free, 1 unavailable',
      }),
    ).toHaveLength(2);
    expect(screen.getByText('Simulated')).toBeInTheDocument();
    expect(
      screen.getByText('What stands here is the last that was seen'),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Kueue v1beta1 · Kaiwo v1alpha1')).toHaveLength(
      2,
    );
  });

  it('shows a cluster with its nodes, who holds GPUs, and its queues', async () => {
    await renderWithResourceManager(<ClustersRoutes />, {
      api: api(),
      initialRouteEntries: ['/sandbox'],
    });
    const nodes = await screen.findByRole('region', { name: 'Nodes' });
    const node = (
      await within(nodes).findByRole('rowheader', { name: /n1/ })
    ).closest('tr')!;
    expect(node).toHaveTextContent('Cordoned');
    expect(node).toHaveTextContent('8 of 96 cores');
    expect(within(node).getByRole('link', { name: 'llama-0' })).toHaveAttribute(
      'href',
      '/runs/r1',
    );
    expect(
      within(node).getByRole('button', {
        name: 'n1 #0: held by team-nlp/llama-0',
      }),
    ).toBeInTheDocument();

    const queue = (
      await screen.findByRole('rowheader', { name: /team-nlp/ })
    ).closest('tr')!;
    expect(queue).toHaveTextContent('Guarantee not enforceable');
    expect(queue).toHaveTextContent(
      'mi300x, GPUs: 18 of 16 GPUs used, 2 borrowed',
    );
    expect(queue).not.toHaveTextContent('cpu:');
    expect(
      screen.getByRole('region', { name: 'What the portal may do here' }),
    ).toHaveTextContent('Change quotas.Through Kaiwo’s queue configuration.');
    expect(
      screen.queryByRole('region', { name: 'Take over this cluster' }),
    ).not.toBeInTheDocument();
  });

  describe('taking over', () => {
    const plan = {
      planId: 'p1',
      needed: true,
      steps: [
        {
          action: 'change',
          kind: 'KaiwoQueueConfig',
          name: 'kaiwo',
          text: 'Queue kaiwo keeps 8 of 64 GPUs.',
        },
      ],
      kept: ['ClusterQueue/legacy'],
      problems: [],
    } as const;
    const mine = {
      getCluster: async () => cluster({ takenOver: false }),
      getTakeoverPlan: async () => ({
        ...plan,
        steps: [...plan.steps],
        kept: [...plan.kept],
        problems: [],
      }),
    };

    it('shows the plan and carries it out once the name is typed', async () => {
      const takeOverCluster = jest.fn(async () => cluster());
      await renderWithResourceManager(<ClustersRoutes />, {
        api: api({ ...mine, takeOverCluster }),
        initialRouteEntries: ['/sandbox'],
      });
      const panel = await screen.findByRole('region', {
        name: 'Take over this cluster',
      });
      expect(
        await within(panel).findByText(/Queue kaiwo keeps 8 of 64 GPUs\./),
      ).toBeInTheDocument();
      expect(panel).toHaveTextContent('ClusterQueue/legacy');

      await userEvent.click(
        within(panel).getByRole('button', { name: 'Take over' }),
      );
      const dialog = await screen.findByRole('dialog', {
        name: 'Take over Sandbox',
      });
      expect(
        within(dialog).getByRole('button', { name: 'Take over' }),
      ).toBeDisabled();
      await userEvent.type(
        within(dialog).getByLabelText('Type sandbox to confirm'),
        'sandbox',
      );
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Take over' }),
      );
      await waitFor(() =>
        expect(takeOverCluster).toHaveBeenCalledWith({
          cluster: 'sandbox',
          planId: 'p1',
        }),
      );
    });

    it('asks to read the plan again when the cluster changed meanwhile', async () => {
      const takeOverCluster = async () => {
        throw new ProblemError({
          message: 'x',
          status: 412,
          code: 'conflict.stale',
        });
      };
      await renderWithResourceManager(<ClustersRoutes />, {
        api: api({ ...mine, takeOverCluster }),
        initialRouteEntries: ['/sandbox'],
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Take over' }),
      );
      const dialog = await screen.findByRole('dialog');
      await userEvent.type(
        within(dialog).getByLabelText('Type sandbox to confirm'),
        'sandbox',
      );
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Take over' }),
      );
      expect(
        await screen.findByText(/Read the new plan, then confirm again\./),
      ).toBeInTheDocument();
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });

    it('is blocked by a problem, with its remedy', async () => {
      await renderWithResourceManager(<ClustersRoutes />, {
        api: api({
          ...mine,
          getTakeoverPlan: async () => ({
            ...(await mine.getTakeoverPlan()),
            problems: [
              {
                field: 'dynamicallyUpdateDefaultClusterQueue',
                problem: 'is true',
                remedy: 'Set it to false.',
              },
            ],
          }),
        }),
        initialRouteEntries: ['/sandbox'],
      });
      expect(await screen.findByText(/Set it to false\./)).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'Take over' })).toBeDisabled();
    });

    it('is not offered to who may not', async () => {
      await renderWithResourceManager(<ClustersRoutes />, {
        api: api({ ...mine, getMe: async () => viewer }),
        initialRouteEntries: ['/sandbox'],
      });
      expect(
        await screen.findByText('The cluster has to be taken over first.'),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('region', { name: 'Take over this cluster' }),
      ).not.toBeInTheDocument();
    });
  });

  describe('connecting a cluster', () => {
    const check = {
      context: 'lab',
      server: 'https://lab:6443',
      reachable: true,
      kubernetesVersion: 'v1.34.1',
      runtimes: { kueue: 'v1beta2' },
      nodes: { total: 3, ready: 2, hasMore: false },
      gpus: [
        {
          model: 'mi300x',
          title: 'MI300X',
          vendor: 'amd' as const,
          total: 24,
          allocatable: 16,
        },
      ],
      rights: [
        {
          purpose: 'Launch and stop runs',
          group: 'batch',
          resource: 'jobs',
          allowed: ['get'],
          missing: ['create', 'delete'],
        },
        {
          purpose: 'Follow runs',
          group: '',
          resource: 'pods',
          allowed: ['get'],
          missing: [],
        },
      ],
      manifest: 'kind: ClusterRole',
      configuration: 'resourceManager: {}',
    };

    async function checkWith(checkCluster: ResourceManagerApi['checkCluster']) {
      renderWithResourceManager(<ClustersRoutes />, {
        api: api({ checkCluster }),
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Connect your own' }),
      );
      const sheet = await screen.findByRole('dialog');
      await userEvent.type(
        within(sheet).getByRole('textbox', { name: /^Kubeconfig/ }),
        'kind: Config',
      );
      await userEvent.click(
        within(sheet).getByRole('button', { name: 'Check' }),
      );
      return sheet;
    }

    it('says what was found and which rights are missing', async () => {
      const checkCluster = jest.fn(async () => check);
      const sheet = await checkWith(checkCluster);
      expect(
        await within(sheet).findByText('lab answers, but rights are missing'),
      ).toBeInTheDocument();
      expect(checkCluster).toHaveBeenCalledWith({ kubeconfig: 'kind: Config' });
      expect(within(sheet).getByText('24 × MI300X')).toBeInTheDocument();
      expect(
        within(sheet).getByText('Missing: create, delete jobs.batch'),
      ).toBeInTheDocument();
      expect(within(sheet).getByText('kind: ClusterRole')).toBeInTheDocument();
    });

    it('says why it cannot be reached, and offers nothing to apply', async () => {
      const sheet = await checkWith(async () => ({
        ...check,
        reachable: false,
        problem: 'connect ECONNREFUSED',
      }));
      expect(
        await within(sheet).findByText('connect ECONNREFUSED'),
      ).toBeInTheDocument();
      expect(
        within(sheet).queryByText('kind: ClusterRole'),
      ).not.toBeInTheDocument();
    });

    it('is not offered to people who may not', async () => {
      renderWithResourceManager(<ClustersRoutes />, {
        api: api({ getMe: async () => viewer }),
      });
      await screen.findByRole('heading', { name: 'Clusters' });
      await waitFor(() =>
        expect(
          screen.queryByRole('button', { name: 'Connect your own' }),
        ).not.toBeInTheDocument(),
      );
    });
  });
});
