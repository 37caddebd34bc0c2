import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProblemError,
  type ResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { administrator, cluster, GPU, pool, viewer } from '../testing/fixtures';
import { PoolsPage } from './PoolsPage';

function api(
  overrides: Partial<ResourceManagerApi> = {},
): Partial<ResourceManagerApi> {
  return {
    getMe: async () => administrator,
    listPools: async () => ({ items: [pool()], errors: [] }),
    listClusters: async () => ({ items: [cluster()] }),
    listNodes: async () => ({
      items: [
        {
          name: 'n1',
          ready: true,
          schedulable: true,
          pools: [],
          capacity: { [GPU]: '8' },
          held: {},
          labels: { 'kaiwo/gpu-model': 'l40s', zone: 'a' },
          taints: [],
        },
      ],
    }),
    previewPool: async () => ({
      nodes: [
        {
          name: 'n1',
          ready: true,
          gpuTitle: 'L40S',
          gpus: 8,
          pools: ['mi300x'],
        },
      ],
      totalNodes: 1,
      capacity: { [GPU]: '8' },
      overlaps: [{ pool: 'mi300x', nodes: ['n1'] }],
    }),
    ...overrides,
  };
}

describe('PoolsPage', () => {
  it('shows each pool with its bar, and nothing to change for who may not', async () => {
    await renderWithResourceManager(<PoolsPage />, {
      api: api({ getMe: async () => viewer }),
    });
    const row = (
      await screen.findByRole('rowheader', { name: /MI300X/ })
    ).closest('tr')!;
    expect(
      within(row).getByRole('img', {
        name: 'Use of MI300X: in guarantees 36, borrowed 4, free 16',
      }),
    ).toBeInTheDocument();
    expect(row).toHaveTextContent('kaiwo/gpu-model=mi300x');
    expect(row).toHaveTextContent('7 of 8');
    expect(row).toHaveTextContent('48 GPUsof 56 GPUs');
    expect(
      screen.queryByRole('button', { name: /New pool|More about/ }),
    ).not.toBeInTheDocument();
  });

  it('makes a pool, showing the nodes that match and those of another pool', async () => {
    const createPool = jest.fn(async () => pool());
    const previewPool = jest.fn(api().previewPool!);
    await renderWithResourceManager(<PoolsPage />, {
      api: api({ createPool, previewPool }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'New pool' }),
    );
    const sheet = await screen.findByRole('dialog', { name: 'New pool' });
    const save = within(sheet).getByRole('button', { name: 'Create pool' });
    expect(sheet).toHaveTextContent(
      'Choose a cluster and a label to see the nodes.',
    );

    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Name/ }),
      'A',
    );
    expect(
      await within(sheet).findByText(/has 1 characters; 2 to 41 are allowed/),
    ).toBeInTheDocument();
    expect(save).toBeDisabled();
    await userEvent.clear(
      within(sheet).getByRole('textbox', { name: /^Name/ }),
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Name/ }),
      'l40s',
    );
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Title/ }),
      'L40S',
    );
    await userEvent.type(
      within(sheet).getByRole('combobox', { name: /^Label 1/ }),
      'kaiwo/gpu-model',
    );
    await userEvent.tab();
    await userEvent.type(
      within(sheet).getByRole('combobox', { name: /^Value of label 1/ }),
      'l40s',
    );
    await userEvent.tab();

    expect(await within(sheet).findByText('1 node')).toBeInTheDocument();
    expect(
      within(sheet).getByText('Some nodes are in another pool already'),
    ).toBeInTheDocument();
    expect(within(sheet).getByText('also in mi300x')).toBeInTheDocument();
    await waitFor(() =>
      expect(previewPool).toHaveBeenLastCalledWith(
        {
          cluster: 'sandbox',
          name: undefined,
          selector: { 'kaiwo/gpu-model': 'l40s' },
        },
        expect.anything(),
      ),
    );

    await userEvent.click(save);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(createPool).toHaveBeenCalledWith({
      cluster: 'sandbox',
      name: 'l40s',
      title: 'L40S',
      selector: { 'kaiwo/gpu-model': 'l40s' },
    });
  });

  it('changes a pool under its ETag and says why it was refused', async () => {
    const updatePool = jest.fn(async () => {
      throw new ProblemError({
        message: 'x',
        status: 412,
        code: 'conflict.stale',
      });
    });
    await renderWithResourceManager(<PoolsPage />, {
      api: api({ updatePool }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about MI300X' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Edit' }),
    );
    const sheet = await screen.findByRole('dialog', { name: 'Edit MI300X' });
    await userEvent.type(
      within(sheet).getByRole('textbox', { name: /^Title/ }),
      ' new',
    );
    await userEvent.click(within(sheet).getByRole('button', { name: 'Save' }));
    expect(await within(sheet).findByRole('alert')).toHaveTextContent(
      'Someone else changed it since you opened it.',
    );
    expect(updatePool).toHaveBeenCalledWith({
      cluster: 'sandbox',
      pool: 'mi300x',
      etag: '"2"',
      body: { title: 'MI300X new', selector: { 'kaiwo/gpu-model': 'mi300x' } },
    });
  });

  it('deletes a pool after saying what that does', async () => {
    const deletePool = jest.fn(async () => {});
    await renderWithResourceManager(<PoolsPage />, {
      api: api({ deletePool }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More about MI300X' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Delete' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Delete MI300X' });
    expect(dialog).toHaveTextContent(
      'The pool MI300X of Sandbox and its Kueue flavor go away; the nodes stay.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() =>
      expect(deletePool).toHaveBeenCalledWith({
        cluster: 'sandbox',
        pool: 'mi300x',
        etag: '"2"',
      }),
    );
  });

  it('says what would be here', async () => {
    await renderWithResourceManager(<PoolsPage />, {
      api: api({ listPools: async () => ({ items: [], errors: [] }) }),
    });
    expect(await screen.findByText('No pools yet')).toBeInTheDocument();
  });
});
