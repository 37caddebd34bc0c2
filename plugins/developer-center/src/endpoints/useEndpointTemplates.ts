import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** People register them by hand: far fewer than this. */
const MOST = 100;

/** Templates that launch an endpoint, by title. */
export function useEndpointTemplates() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'endpoint-templates'],
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind: 'Template', 'spec.type': 'inference' },
        orderFields: [{ field: 'metadata.title', order: 'asc' }],
        limit: MOST,
      });
      return items;
    },
  });
}
