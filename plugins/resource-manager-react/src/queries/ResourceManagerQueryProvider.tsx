import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { queryClientApiRef } from './queryClient';

/** Gives the shared query client to what is inside; may be nested. */
export function ResourceManagerQueryProvider(props: { children?: ReactNode }) {
  const client = useApi(queryClientApiRef);
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}

/**
 * A component with the query client around it, for what plugin wrappers do not reach: scaffolder form fields and
 * components that another plugin renders.
 */
export function withQueries<TProps extends object>(
  Component: ComponentType<TProps>,
): ComponentType<TProps> {
  function WithQueries(props: TProps) {
    return (
      <ResourceManagerQueryProvider>
        <Component {...props} />
      </ResourceManagerQueryProvider>
    );
  }
  WithQueries.displayName = `WithQueries(${
    Component.displayName ?? Component.name
  })`;
  return WithQueries;
}

/** For `PluginWrapperBlueprint`: `params: define => define({ loader: loadQueryWrapper })`. */
export async function loadQueryWrapper(): Promise<{
  component: (props: { children?: ReactNode }) => JSX.Element;
}> {
  return { component: ResourceManagerQueryProvider };
}
