import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  GpuUse,
  Utilisation,
  Waste,
  WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ResourceManagerApi } from '../api';
import { renderWithResourceManager } from '../testing';
import { StakeholderOverview } from './StakeholderOverview';
import { UtilisationBar } from './UtilisationBar';

// The canvas has no size in jsdom; what it draws is tested by eye and by the rows that it gets.
jest.mock('../components/AreaChartCanvas', () => ({
  __esModule: true,
  default: () => null,
}));

const now = '2026-11-24T16:00:00Z';
const held: GpuUse = {
  held: 9,
  busy: 6,
  heldIdle: 2,
  unmeasured: 0,
  reserved: 1,
};

function utilisation(overrides: Partial<Utilisation> = {}): Utilisation {
  return {
    by: 'department',
    range: '24h',
    scope: 'organisation',
    asOf: now,
    source: { status: 'ok', lastSuccess: now },
    gpus: { ...held, capacity: 16, free: 6, unavailable: 1 },
    memory: { usedGib: 300, totalGib: 1200 },
    rows: [
      {
        key: 'research',
        title: 'Research',
        gpus: held,
        guaranteed: 12,
        unusedGuarantee: 3,
        waiting: 4,
        memory: { usedGib: 300, totalGib: 1200 },
      },
      {
        gpus: { held: 0, busy: 0, heldIdle: 0, unmeasured: 0, reserved: 0 },
        guaranteed: 0,
        unusedGuarantee: 0,
        waiting: 0,
      },
    ],
    history: {
      stepSeconds: 300,
      times: ['2026-11-24T15:50:00Z', '2026-11-24T15:55:00Z', now],
      columns: {
        busy: [5, null, 6],
        heldIdle: [0, null, 2],
        unmeasured: [0, null, 0],
        reserved: [0, null, 1],
        free: [10, null, 6],
        unavailable: [1, null, 1],
        capacity: [16, null, 16],
      },
      groups: [{ key: 'research', title: 'Research', held: [5, null, 9] }],
    },
    errors: [],
    ...overrides,
  };
}

const waste: Waste = {
  kind: 'idle',
  cluster: 'hall-a',
  clusterTitle: 'Hall A',
  pool: 'mi300x',
  poolTitle: 'MI300X',
  namespace: 'research-llm',
  project: 'research-llm',
  projectTitle: 'Language models',
  type: 'workspace',
  run: { id: 'r1', name: 'notebook', owner: 'user:default/nadia.llm' },
  gpus: 2,
  since: '2026-11-24T11:00:00Z',
  atLeast: false,
  gpuHours: 10,
};

function wastes(overrides: Partial<WasteList> = {}): WasteList {
  return {
    asOf: now,
    source: { status: 'ok' },
    items: [waste],
    totalItems: 1,
    errors: [],
    ...overrides,
  };
}

function show(options: {
  utilisation?: Utilisation;
  wastes?: WasteList;
  asked?: jest.Mock;
}) {
  const api: Partial<ResourceManagerApi> = {
    getUtilisation: async query => {
      options.asked?.(query);
      return options.utilisation ?? utilisation();
    },
    listWastes: async () => options.wastes ?? wastes(),
  };
  return renderWithResourceManager(<StakeholderOverview />, { api });
}

describe('UtilisationBar', () => {
  it('says all parts, and leaves out what is unknown', async () => {
    await renderInTestApp(
      <>
        <UtilisationBar gpus={utilisation().gpus} label="All" />
        <UtilisationBar
          gpus={{ held: 9, unmeasured: 8, reserved: 1 }}
          label="Blind"
        />
        <UtilisationBar
          gpus={{ held: 0, busy: 0, heldIdle: 0, unmeasured: 0, reserved: 0 }}
          label="None"
        />
      </>,
    );
    expect(
      screen
        .getAllByRole('img')
        .map(each => each.ariaLabel ?? each.getAttribute('aria-label')),
    ).toEqual([
      'All: Busy 6, Held but idle 2, Reserved, not running 1, Free 6, Unavailable 1',
      'Blind: Held, activity unknown 8, Reserved, not running 1',
      'None: no GPUs held',
    ]);
  });
});

describe('StakeholderOverview', () => {
  it('shows GPUs now, by department, over time, and the largest wastes', async () => {
    await show({});
    expect(
      await screen.findByText('GPU memory in use: 300 of 1,200 GiB (25 %)'),
    ).toBeInTheDocument();
    const table = within(screen.getByRole('region', { name: 'By department' }));
    const research = table.getByRole('row', { name: /^Research/ });
    expect(
      within(research)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['', '9', '6', '2', '1', '12', '3', '4', '300 of 1,200 GiB']);
    expect(
      within(research).getByRole('link', { name: 'Research' }),
    ).toHaveAttribute('href', '/resources/projects?department=research');
    expect(
      await screen.findByRole('img', {
        name: /^GPUs over time: Busy from 5 to 6, lowest 5, highest 6; Held but idle from 0 to 2/,
      }),
    ).toBeInTheDocument();
    const list = within(screen.getByRole('region', { name: 'Largest wastes' }));
    expect(await list.findByRole('link', { name: 'notebook' })).toHaveAttribute(
      'href',
      '/runs/r1',
    );
    expect(list.getByText('Idle')).toBeInTheDocument();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('draws a time without numbers as a gap', async () => {
    await show({});
    const [gap] = await screen.findAllByText('15:55', { exact: false });
    expect(
      within(gap.closest('tr')!)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['', '', '', '', '']);
  });

  it('says unknown, never 0, while the source is down', async () => {
    const down = {
      status: 'down' as const,
      message:
        'The metrics source at http://127.0.0.1:7013 cannot be reached (ECONNREFUSED)',
      remedy: 'Look whether it runs',
    };
    const blind: GpuUse = { held: 9, unmeasured: 8, reserved: 1 };
    await show({
      utilisation: utilisation({
        source: down,
        gpus: { ...blind, capacity: 16, free: 6, unavailable: 1 },
        rows: [{ ...utilisation().rows[0], gpus: blind, memory: undefined }],
        memory: undefined,
        history: undefined,
      }),
      wastes: wastes({ source: down, items: [], totalItems: 0 }),
    });
    expect(await screen.findByText(down.message)).toBeInTheDocument();
    const research = screen.getByRole('row', { name: /^Research/ });
    expect(
      within(research)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['', '9', 'unknown', 'unknown', '1', '12', '3', '4', 'unknown']);
    expect(
      screen.getByText('No history: the metrics source gave none.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Nothing is known while the metrics source does not answer.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('Nothing is wasted')).not.toBeInTheDocument();
  });

  it('hides the name of a run that may not be opened, and counts what is not shown', async () => {
    await show({
      wastes: wastes({
        items: [{ ...waste, run: undefined, atLeast: true }],
        totalItems: 3,
      }),
    });
    const list = within(screen.getByRole('region', { name: 'Largest wastes' }));
    expect(
      await list.findByText('A run that you may not open'),
    ).toBeInTheDocument();
    expect(list.getByText(/or longer/)).toBeInTheDocument();
    expect(list.getByText('2 smaller ones are not shown.')).toBeInTheDocument();
  });

  it('asks for another time', async () => {
    const asked = jest.fn();
    await show({ asked });
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Last 7 days' }),
    );
    expect(asked).toHaveBeenLastCalledWith({ by: 'department', range: '7d' });
  });
});
