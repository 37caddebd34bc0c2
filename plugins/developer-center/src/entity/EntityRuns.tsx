import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { AsyncContent, EmptyState, useRuns, withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { RunTable } from '../runs/RunTable';
import { developerCenterTranslationRef } from '../translation';

const parameterOf: Record<string, 'model' | 'dataset' | 'workload'> = {
  aimodel: 'model',
  aidataset: 'dataset',
  aiworkload: 'workload',
};

/** The newest runs in which the entity took part and that the user may see. */
export const EntityRuns = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const parameter = parameterOf[entity.kind.toLocaleLowerCase('en-US')];
  const runs = useRuns({ [parameter]: stringifyEntityRef(entity), limit: 50 });
  return (
    <AsyncContent
      query={runs}
      source={t('runs.title')}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState title={t('entityRuns.empty')} text={t('entityRuns.emptyText')} />}
    >
      {({ items, totalItems }) => (
        <>
          <RunTable runs={items} />
          {totalItems > items.length && (
            <Text color="secondary">{t('entityRuns.more', { shown: String(items.length), total: String(totalItems) })}</Text>
          )}
        </>
      )}
    </AsyncContent>
  );
});
