import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { isAiDatasetEntity, visibilityOf } from '@silogen/backstage-plugin-developer-center-common';
import { KeyValue, withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { formatBytes, formatCount } from '../catalogue/format';
import { developerCenterTranslationRef } from '../translation';
import { LaunchActions } from './LaunchActions';
import { listed } from './listed';
import { EntityVisibilityTag } from './visibility/VisibilityTag';

/** What one decides by, and what can be done with the dataset. */
export const DatasetFacts = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (!isAiDatasetEntity(entity)) return null;
  const { spec } = entity;
  const unknown = t('facts.unknown');
  const splits = spec.splits?.map(({ name, rows }) =>
    rows === undefined ? name : t('facts.split', { name, rows: formatCount(rows) }),
  );
  return (
    <EntityInfoCard title={t('facts.dataset')}>
      <LaunchActions entity={entity} />
      <KeyValue
        items={[
          {
            label: t('visibility.fact'),
            value: visibilityOf(entity) === 'organisation' ? undefined : <EntityVisibilityTag entity={entity} />,
          },
          { label: t('facts.version'), value: spec.version },
          { label: t('facts.task'), value: spec.task },
          { label: t('facts.format'), value: spec.format },
          { label: t('facts.rows'), value: spec.rows === undefined ? unknown : formatCount(spec.rows) },
          { label: t('facts.size'), value: spec.bytes === undefined ? unknown : formatBytes(spec.bytes) },
          { label: t('facts.splits'), value: listed(splits) },
          {
            label: t('facts.licence'),
            value: spec.licence.url ? <Link href={spec.licence.url}>{spec.licence.name}</Link> : spec.licence.name,
          },
          { label: t('facts.permittedUse'), value: spec.permittedUse },
          { label: t('facts.provenance'), value: spec.provenance },
          { label: t('facts.sensitivity'), value: spec.sensitivity },
          { label: t('facts.personalData'), value: spec.personalData },
          { label: t('facts.languages'), value: listed(spec.languages) },
          { label: t('facts.columns'), value: listed(spec.columns?.map(({ name, type }) => `${name} (${type})`)) },
          { label: t('facts.location'), value: <code>{spec.location.uri}</code> },
        ]}
      />
    </EntityInfoCard>
  );
});
