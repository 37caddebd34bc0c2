import type { Utilisation } from '@silogen/backstage-plugin-resource-manager-common';
import type { ResourceManagerApi } from '@silogen/backstage-plugin-resource-manager-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cluster, quotaList } from '../testing/fixtures';
import { OverviewPage } from './OverviewPage';

const now = '2026-11-24T16:00:00Z';
const gpus = { held: 40, busy: 30, heldIdle: 8, unmeasured: 0, reserved: 2 };

function utilisation(overrides: Partial<Utilisation> = {}): Utilisation {
  return {
    by: 'department',
    range: '24h',
    scope: 'organisation',
    asOf: now,
    source: { status: 'ok', lastSuccess: now },
    gpus: { ...gpus, capacity: 64, free: 20, unavailable: 4 },
    rows: [
      {
        key: 'research',
        title: 'Research',
        gpus,
        guaranteed: 48,
        unusedGuarantee: 8,
        waiting: 6,
      },
    ],
    errors: [],
    ...overrides,
  };
}

function show(
  options: {
    data?: Utilisation;
    asked?: jest.Mock;
    api?: Partial<ResourceManagerApi>;
    at?: string;
  } = {},
) {
  return renderWithResourceManager(<OverviewPage />, {
    initialRouteEntries: [options.at ?? '/'],
    api: {
      getUtilisation: async query => {
        options.asked?.(query);
        return options.data ?? utilisation();
      },
      listWastes: async () => ({
        asOf: now,
        source: { status: 'ok' },
        items: [],
        totalItems: 0,
        errors: [],
      }),
      listClusters: async () => ({ items: [cluster()] }),
      listQuotas: async () => quotaList([]),
      ...options.api,
    },
  });
}

async function numbers() {
  const list = within(await screen.findByRole('list', { name: 'Numbers now' }));
  await waitFor(() => expect(list.getByText('of 1')).toBeInTheDocument());
  return list
    .getAllByRole('link')
    .map(link => [link.textContent, link.getAttribute('href')]);
}

describe('OverviewPage', () => {
  it('has six numbers that lead to where they come from', async () => {
    await show();
    expect(await numbers()).toEqual([
      ['64 GPUs', '/resources/pools'],
      ['40 held', '/resources/quotas'],
      ['30 busy', '/resources/overview?by=project'],
      ['6 GPUs waited for', '/runs?state=waiting'],
      ['4 unavailable', '/resources/clusters'],
      ['0 clusters down', '/resources/clusters'],
    ]);
    expect(
      screen.getByRole('img', {
        name: 'GPUs now: Busy 30, Held but idle 8, Reserved, not running 2, Free 20, Unavailable 4',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', {
        name: 'Sandbox: 1 MI300X is unavailable',
      }),
    ).toHaveAttribute('href', '/resources/clusters/sandbox');
  });

  it('shows others their own projects, without what is not theirs', async () => {
    await show({ data: utilisation({ scope: 'projects', gpus }) });
    expect(
      await screen.findByText(
        'What the GPUs of your projects do, and what needs a look.',
      ),
    ).toBeInTheDocument();
    expect((await numbers()).map(([text]) => text)).toEqual([
      '40 held',
      '30 busy',
      '6 GPUs waited for',
      '0 clusters down',
    ]);
  });

  it('says why numbers are missing when the source is down', async () => {
    const blind = { held: 40, unmeasured: 38, reserved: 2 };
    await show({
      data: utilisation({
        source: {
          status: 'down',
          lastSuccess: now,
          message: 'The metrics source answered 401: no org id',
          remedy: 'Check resourceManager.metrics.tenant',
        },
        gpus: { ...blind, capacity: 64, free: 20, unavailable: 4 },
        rows: [],
      }),
    });
    expect(
      await screen.findByText('The metrics source answered 401: no org id'),
    ).toBeInTheDocument();
    expect((await numbers()).map(([text]) => text)).toContain('unknown busy');
  });

  it('says that no source is connected', async () => {
    await show({
      data: utilisation({
        source: {
          status: 'notConfigured',
          message: 'No metrics source is connected',
          remedy: 'A platform administrator sets resourceManager.metrics',
        },
      }),
    });
    expect(
      await screen.findByText('No metrics source is connected'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^A platform administrator sets resourceManager.metrics\./,
      ),
    ).toBeInTheDocument();
  });

  it('keeps what was chosen in the address', async () => {
    const asked = jest.fn();
    await show({ asked, at: '/?by=pool&range=7d' });
    await screen.findByRole('list', { name: 'Numbers now' });
    expect(asked).toHaveBeenLastCalledWith({ by: 'pool', range: '7d' });
    await userEvent.click(screen.getByRole('radio', { name: 'Projects' }));
    await waitFor(() =>
      expect(asked).toHaveBeenLastCalledWith({ by: 'project', range: '7d' }),
    );
  });

  it('takes what the address cannot mean for the default', async () => {
    const asked = jest.fn();
    await show({ asked, at: '/?by=moon&range=1y' });
    await screen.findByRole('list', { name: 'Numbers now' });
    expect(asked).toHaveBeenLastCalledWith({ by: 'department', range: '24h' });
  });
});
