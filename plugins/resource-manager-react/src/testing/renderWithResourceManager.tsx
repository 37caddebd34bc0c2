// eslint-disable-next-line @backstage/no-undeclared-imports -- only tests import ./testUtils, and they have it
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { resourceManagerApiRef, type ResourceManagerApi } from '../api';
import { queryClientApiRef, ResourceManagerQueryProvider } from '../queries';
import { mockResourceManagerApi } from './mockResourceManagerApi';

/** A client for one test: nothing is repeated, and nothing outlives it. */
export function createTestQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, gcTime: Infinity, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Renders an element in a portal where the Resource Manager is made of the given methods. */
export function renderWithResourceManager(
  element: ReactElement,
  options: {
    api?: Partial<ResourceManagerApi>;
    initialRouteEntries?: string[];
  } = {},
) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [resourceManagerApiRef, mockResourceManagerApi(options.api)],
        [queryClientApiRef, createTestQueryClient()],
      ]}
    >
      <ResourceManagerQueryProvider>{element}</ResourceManagerQueryProvider>
    </TestApiProvider>,
    { initialRouteEntries: options.initialRouteEntries },
  );
}
