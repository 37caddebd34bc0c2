import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ProblemError } from '../api';
import { AsyncContent, type ShownQuery } from './AsyncContent';
import { ConfirmDialog } from './ConfirmDialog';
import { FreshnessNote } from './FreshnessNote';
import { GpuGrid } from './GpuGrid';
import { Quantity } from './Quantity';
import { QuotaBar } from './QuotaBar';
import { StateChip } from './StateChip';
import { SyncChip } from './SyncChip';

describe('StateChip', () => {
  it('tells the reason to who focuses it', async () => {
    await renderInTestApp(
      <StateChip
        run={{
          state: 'waiting',
          suspended: true,
          interruption: 'resumes',
          reason: {
            code: 'suspended',
            text: 'team-vision took its guarantee back.',
          },
        }}
      />,
    );
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Suspended' })).toHaveFocus();
    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent('team-vision took its guarantee back.');
    expect(tooltip).toHaveTextContent(
      'It comes back by itself, from its last checkpoint.',
    );
  });

  it('is plain text where there is nothing to explain', async () => {
    await renderInTestApp(<StateChip run={{ state: 'running' }} />);
    expect(screen.getByText('Running')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('SyncChip', () => {
  it('names what differs', async () => {
    await renderInTestApp(
      <SyncChip
        sync={{
          state: 'drifted',
          differences: [
            { field: 'spec.quota', wanted: '16', seen: '8' },
            { field: 'spec.cohort', wanted: 'org' },
          ],
        }}
      />,
    );
    await userEvent.tab();
    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent('spec.quota: wanted 16, seen 8');
    expect(tooltip).toHaveTextContent('spec.cohort: wanted org, seen nothing');
  });
});

describe('QuotaBar', () => {
  it('says its numbers', async () => {
    await renderInTestApp(
      <QuotaBar
        label="MI300X"
        resource="amd.com/gpu"
        guaranteed="8"
        used="10"
        waiting="1"
      />,
    );
    expect(
      screen.getByRole('img', {
        name: 'MI300X: guaranteed 8 GPUs · 10 used = 8 + 2 borrowed · waiting 1',
      }),
    ).toBeInTheDocument();
  });
});

describe('Quantity', () => {
  it('has units as people say them', async () => {
    await renderInTestApp(
      <ul>
        <li>
          <Quantity value="1" resource="amd.com/gpu" />
        </li>
        <li>
          <Quantity value="12500m" resource="cpu" />
        </li>
        <li>
          <Quantity value="1536Mi" resource="memory" />
        </li>
      </ul>,
    );
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['1 GPU', '12.5 cores', '1.5 GiB']);
  });
});

describe('AsyncContent', () => {
  const content = (query: ShownQuery<string[]>) => (
    <AsyncContent
      query={query}
      source="The list of pools"
      isEmpty={items => items.length === 0}
      empty={<p>No pools yet</p>}
    >
      {items => <p>{items.join(', ')}</p>}
    </AsyncContent>
  );

  it('waits', async () => {
    await renderInTestApp(
      content({ data: undefined, error: null, isPending: true }),
    );
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
  });

  it('names what failed, the fields and the remedy, and tries again', async () => {
    const refetch = jest.fn();
    const error = new ProblemError({
      message: 'pool a overlaps',
      code: 'pool.overlaps',
      details: [
        { field: 'selector', problem: 'matches n1', remedy: 'Narrow it.' },
      ],
    });
    await renderInTestApp(
      content({ data: undefined, error, isPending: false, refetch }),
    );
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('The list of pools could not be shown');
    expect(alert).toHaveTextContent('The pool overlaps another one.');
    expect(within(alert).getByRole('listitem')).toHaveTextContent(
      'selector matches n1. Narrow it.',
    );
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('keeps what it had when a refresh fails', async () => {
    const error = new ProblemError({
      message: 'x',
      status: 503,
      code: 'internal',
    });
    await renderInTestApp(
      content({
        data: ['a', 'b'],
        error,
        isPending: false,
        dataUpdatedAt: 1_700_000_000_000,
      }),
    );
    expect(screen.getByText('a, b')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'The list of pools could not be refreshed.',
    );
  });

  it('says what would be here', async () => {
    await renderInTestApp(content({ data: [], error: null, isPending: false }));
    expect(screen.getByText('No pools yet')).toBeInTheDocument();
  });
});

describe('GpuGrid', () => {
  it('is walked with arrow keys and says where one is', async () => {
    await renderInTestApp(
      <GpuGrid
        label="MI300X"
        cells={[
          { id: '0', name: 'n1 #0', state: 'held', holder: 'team/p' },
          { id: '1', name: 'n1 #1', state: 'free' },
        ]}
      />,
    );
    expect(
      screen.getByRole('group', {
        name: 'MI300X: 2 GPUs: 1 held, 1 free',
      }),
    ).toBeInTheDocument();
    await userEvent.tab();
    expect(
      screen.getByRole('button', { name: 'n1 #0: held by team/p' }),
    ).toHaveFocus();
    expect(screen.getByText('n1 #0: held by team/p')).toBeInTheDocument();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: 'n1 #1: free' })).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: 'n1 #1: free' })).toHaveFocus();
  });
});

describe('FreshnessNote', () => {
  it('gives the reason when there is no newer news', async () => {
    await renderInTestApp(
      <FreshnessNote
        observedAt="2020-01-01T00:00:00Z"
        reason="connection refused"
      />,
    );
    expect(screen.getByText(/ ago: connection refused$/)).toBeInTheDocument();
  });
});

describe('ConfirmDialog', () => {
  it('acts only once the name is typed', async () => {
    const onConfirm = jest.fn();
    await renderInTestApp(
      <ConfirmDialog
        isOpen
        onOpenChange={() => {}}
        title="Delete team-nlp"
        effect="Its queues are removed from every cluster."
        confirmLabel="Delete"
        destructive
        typeToConfirm="team-nlp"
        onConfirm={onConfirm}
      />,
    );
    const dialog = screen.getByRole('dialog', { name: 'Delete team-nlp' });
    expect(dialog).toHaveTextContent(
      'Its queues are removed from every cluster.',
    );
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText('Type team-nlp to confirm'),
      'team-nlp',
    );
    await userEvent.click(confirm);
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });
});
