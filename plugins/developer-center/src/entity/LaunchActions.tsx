import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { isAiWorkloadEntity, type AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import { paths, useMe } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import { launchablesFor, launchData } from './launchablesFor';

/** Workloads that have a launch form. */
function useLaunchable() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'launchable'],
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind: 'AiWorkload', 'spec.template': CATALOG_FILTER_EXISTS },
        limit: 100,
      });
      return items.filter(isAiWorkloadEntity);
    },
  });
}

const titleOf = (entity: Entity) => entity.metadata.title ?? entity.metadata.name;

/** What the button of a workload says, on the page of a model or of a dataset. */
function useVerb(entity: Entity) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const isModel = entity.kind === 'AiModel';
  return (workload: AiWorkloadEntity) => {
    switch (workload.spec.category) {
      case 'fine-tuning':
        return t(isModel ? 'launchActions.fineTune' : 'launchActions.fineTuneWith');
      case 'inference':
        return t('launchActions.deploy');
      default:
        return titleOf(workload);
    }
  };
}

/** Buttons that open a launch form with this entity filled in; none for what no form takes, and for whom may not launch. */
export function LaunchActions({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const launchable = useLaunchable();
  const me = useMe();
  const verbOf = useVerb(entity);
  const workloads = launchablesFor(entity, launchable.data ?? []);
  if (!me.data?.may.launch || workloads.length === 0) return null;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap', marginBottom: 16 }}>
      {workloads.map((workload, index) => (
        <ButtonLink
          key={stringifyEntityRef(workload)}
          variant={index === 0 ? 'primary' : 'secondary'}
          href={paths.launch(workload.spec.template!, launchData(workload, entity))}
          aria-label={t('launchActions.named', { workload: titleOf(workload) })}
        >
          {verbOf(workload)}
        </ButtonLink>
      ))}
    </Flex>
  );
}
