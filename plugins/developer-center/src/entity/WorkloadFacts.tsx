import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { isAiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import { KeyValue, paths, withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import { listed } from './listed';

/** What the workload needs, what a suspension costs, and the button that launches it. */
export const WorkloadFacts = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (!isAiWorkloadEntity(entity)) return null;
  const { spec } = entity;
  const { gpus, gpuMemoryGiB, cpu, memory } = spec.resources;
  const range = gpus.allowed?.join(', ') ?? (gpus.min === gpus.max ? `${gpus.max}` : `${gpus.min}–${gpus.max}`);
  return (
    <EntityInfoCard title={t('facts.workload')}>
      {spec.template && (
        <ButtonLink
          variant="primary"
          style={{ marginBottom: 16 }}
          href={paths.launch(spec.template, { workload: stringifyEntityRef(entity) })}
        >
          {t('card.launch')}
        </ButtonLink>
      )}
      <KeyValue
        items={[
          { label: t('facts.category'), value: spec.category },
          { label: t('facts.engine'), value: spec.engine },
          { label: t('facts.image'), value: spec.image && <code>{spec.image}</code> },
          { label: t('facts.gpus'), value: gpus.max === 0 ? t('card.cpuOnly') : range },
          {
            label: t('facts.gpuMemory'),
            value: gpuMemoryGiB === undefined ? undefined : t('facts.gibPerGpu', { amount: String(gpuMemoryGiB) }),
          },
          { label: t('facts.cpu'), value: cpu },
          { label: t('facts.memory'), value: memory },
          {
            label: t('facts.accelerators'),
            value: listed(spec.accelerators.map(vendor => vendor.toLocaleUpperCase('en-US'))),
          },
          { label: t('facts.interruption'), value: t(`interruption.${spec.interruption}`) },
          { label: t('facts.consumes'), value: listed(spec.consumes?.map(asset => asset.task ?? asset.kind)) },
          { label: t('facts.produces'), value: listed(spec.produces?.map(asset => asset.task ?? asset.kind)) },
          { label: t('facts.upstream'), value: listed([spec.upstream?.chart, spec.upstream?.version].filter(v => v !== undefined)) },
        ]}
      />
    </EntityInfoCard>
  );
});
