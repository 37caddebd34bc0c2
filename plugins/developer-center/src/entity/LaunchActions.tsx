import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { isAiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import { paths, useMe } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';

const consumed = { model: 'AiModel', dataset: 'AiDataset' } as const;

/** Workloads that have a launch form and take this kind of input. */
function useLaunchable(input: keyof typeof consumed) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'launchable', input],
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind: 'AiWorkload', 'spec.template': CATALOG_FILTER_EXISTS },
        limit: 100,
      });
      return items
        .filter(isAiWorkloadEntity)
        .filter(({ spec }) => spec.consumes?.some(({ kind }) => kind === consumed[input]));
    },
  });
}

/** Buttons that open a launch form with this entity filled in. */
export function LaunchActions(props: { input: keyof typeof consumed; entityRef: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const launchable = useLaunchable(props.input);
  const me = useMe();
  if (!me.data?.may.launch || !launchable.data?.length) return null;
  const title = (entity: Entity) => entity.metadata.title ?? entity.metadata.name;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap', marginBottom: 16 }}>
      {launchable.data.map((workload, index) => (
        <ButtonLink
          key={workload.metadata.name}
          variant={index === 0 ? 'primary' : 'secondary'}
          href={paths.launch(workload.spec.template!, {
            workload: stringifyEntityRef(workload),
            [props.input]: props.entityRef,
          })}
          aria-label={t('launchActions.named', { workload: title(workload) })}
        >
          {workload.spec.category === 'fine-tuning'
            ? t(props.input === 'model' ? 'launchActions.fineTune' : 'launchActions.fineTuneWith')
            : title(workload)}
        </ButtonLink>
      ))}
    </Flex>
  );
}
