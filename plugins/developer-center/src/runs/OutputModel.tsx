import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { EntityLink } from '@silogen/backstage-plugin-resource-manager-react';
import { nameOfRef } from '../catalogue/definitions';
import { developerCenterTranslationRef } from '../translation';

/** How often a model that the catalogue does not have yet is looked for. Milliseconds. */
const LOOK_AGAIN_MS = 2_000;

/** The model that a run made: a link as soon as the catalogue has it, which takes some seconds. */
export function OutputModel({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const catalog = useApi(catalogApiRef);
  const { data: known } = useQuery({
    queryKey: ['developer-center', 'exists', entityRef],
    queryFn: async () => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: [entityRef],
        fields: ['kind', 'metadata.name'],
      });
      return items[0] !== undefined;
    },
    refetchInterval: query => (query.state.data ? false : LOOK_AGAIN_MS),
  });
  return known ? (
    <EntityLink entityRef={entityRef} />
  ) : (
    <Text color="secondary">{t('run.registering', { model: nameOfRef(entityRef) })}</Text>
  );
}
