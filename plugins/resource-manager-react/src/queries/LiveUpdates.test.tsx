import { act, screen, waitFor } from '@testing-library/react';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { resourceManagerApiRef } from '../api';
import { useRuns } from '../hooks';
import { createTestQueryClient, mockResourceManagerApi } from '../testing';
import { staleKeys } from './keys';
import { LiveUpdates } from './LiveUpdates';
import { queryClientApiRef } from './queryClient';
import { withQueries } from './ResourceManagerQueryProvider';

const RunCount = withQueries(() => {
  const { data } = useRuns();
  return <p>{data ? `${data.totalItems} runs` : 'none yet'}</p>;
});

describe('LiveUpdates', () => {
  it('fetches again what a burst of signals names, once', async () => {
    const listRuns = jest
      .fn()
      .mockResolvedValueOnce({ items: [], totalItems: 1 })
      .mockResolvedValue({ items: [], totalItems: 2 });
    let send: (message: { kind: string }) => void = () => {};
    const signals = {
      subscribe: (_channel: string, onMessage: (message: any) => void) => {
        send = onMessage;
        return { unsubscribe: () => {} };
      },
    };
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [resourceManagerApiRef, mockResourceManagerApi({ listRuns })],
          [queryClientApiRef, createTestQueryClient()],
          [signalApiRef, signals],
        ]}
      >
        <LiveUpdates />
        <RunCount />
      </TestApiProvider>,
    );
    expect(await screen.findByText('1 runs')).toBeInTheDocument();

    act(() => {
      send({ kind: 'run' });
      send({ kind: 'runs' });
    });

    expect(await screen.findByText('2 runs')).toBeInTheDocument();
    await waitFor(() => expect(listRuns).toHaveBeenCalledTimes(2));
  });
});

describe('staleKeys', () => {
  it.each([
    ['runs', ['runs', 'quotas', 'pools', 'projects', 'clusters', 'utilisation']],
    ['organisation', ['projects', 'departments', 'quotas', 'me']],
    ['quota', ['quotas', 'pools', 'projects']],
    ['cluster', ['clusters', 'pools', 'quotas', 'projects']],
  ])('%s', (kind, shown) => {
    expect(staleKeys(kind)).toEqual(
      shown.map(one => ['resource-manager', one]),
    );
  });

  it('takes an unknown kind for everything', () => {
    expect(staleKeys('something')).toEqual([['resource-manager']]);
  });
});
