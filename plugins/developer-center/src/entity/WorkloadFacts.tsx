import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Link } from '@backstage/ui';
import { defaultPriorityOf, isAiWorkloadEntity, type AiWorkloadEntity, visibilityOf } from '@silogen/backstage-plugin-developer-center-common';
import { KeyValue, paths, useMe, withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import { listed } from './listed';
import { EntityVisibilityTag } from './visibility/VisibilityTag';

/** The button that launches the workload; nothing where no form or no right does. */
function LaunchButton({ entity }: { entity: AiWorkloadEntity }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const me = useMe();
  const { template } = entity.spec;
  if (!template || !me.data?.may.launch) return null;
  return (
    <ButtonLink
      variant="primary"
      style={{ marginBottom: 16 }}
      href={paths.launch(template, { workload: stringifyEntityRef(entity) })}
    >
      {t('card.launch')}
    </ButtonLink>
  );
}

/** What a run asks for. What is not declared is said to be unknown; a workload without an image runs nothing. */
function useResourceFacts() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return ({ spec }: AiWorkloadEntity) => {
    const { gpus, gpuMemoryGiB, cpu, memory, volumes } = spec.resources;
    const range = gpus.allowed?.join(', ') ?? (gpus.min === gpus.max ? `${gpus.max}` : `${gpus.min}–${gpus.max}`);
    const takesGpus = gpus.max > 0;
    const unknown = t('facts.unknown');
    const gpuMemory =
      gpuMemoryGiB === undefined ? unknown : t('facts.gibPerGpu', { amount: String(gpuMemoryGiB) });
    const unlessUnknown = (value: string | undefined) => (spec.image ? value ?? unknown : value);
    return [
      { label: t('facts.gpus'), value: takesGpus ? range : spec.image && t('card.cpuOnly') },
      {
        label: t('facts.gpuMemory'),
        value: takesGpus ? gpuMemory : undefined,
      },
      { label: t(takesGpus ? 'facts.cpu' : 'facts.cpuOfRun'), value: unlessUnknown(cpu) },
      { label: t(takesGpus ? 'facts.memory' : 'facts.memoryOfRun'), value: unlessUnknown(memory) },
      { label: t('facts.volumes'), value: listed(volumes?.map(({ name, size }) => `${name} ${size}`)) },
      {
        label: t('facts.accelerators'),
        value: listed(spec.accelerators.map(vendor => vendor.toLocaleUpperCase('en-US'))),
      },
    ];
  };
}

/** What the workload needs, what a suspension costs, and the button that launches it. */
export const WorkloadFacts = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const resourceFactsOf = useResourceFacts();
  if (!isAiWorkloadEntity(entity)) return null;
  const { spec } = entity;
  const { upstream, licence } = spec;
  const licenceName = licence?.url ? <Link href={licence.url}>{licence.name}</Link> : licence?.name;
  return (
    <EntityInfoCard title={t('facts.workload')}>
      <LaunchButton entity={entity} />
      <KeyValue
        items={[
          {
            label: t('facts.launchable'),
            value: spec.template
              ? t('facts.yes')
              : t('facts.notLaunchable', { reason: spec.launchable?.reason ?? t('facts.noForm') }),
          },
          {
            label: t('visibility.fact'),
            value: visibilityOf(entity) === 'organisation' ? undefined : <EntityVisibilityTag entity={entity} />,
          },
          { label: t('facts.category'), value: t(`runType.${spec.category}`) },
          { label: t('facts.group'), value: spec.type === spec.category ? undefined : spec.type },
          { label: t('facts.engine'), value: spec.engine },
          { label: t('facts.image'), value: spec.image ? <code>{spec.image}</code> : t('facts.none') },
          { label: t('facts.otherImages'), value: spec.otherImages && <code>{spec.otherImages.join(', ')}</code> },
          { label: t('facts.imageLicence'), value: spec.image && (licenceName ?? t('facts.unknown')) },
          ...resourceFactsOf(entity),
          { label: t('facts.defaultPriority'), value: spec.image && t(`priority.${defaultPriorityOf(spec.category)}`) },
          { label: t('facts.interruption'), value: spec.image && t(`interruption.${spec.interruption}`) },
          { label: t('facts.consumes'), value: listed(spec.consumes?.map(asset => asset.task ?? asset.kind)) },
          { label: t('facts.produces'), value: listed(spec.produces?.map(asset => asset.task ?? asset.kind)) },
          { label: t('facts.kinds'), value: listed(upstream?.kinds) },
          { label: t('facts.upstream'), value: listed([upstream?.chart, upstream?.version].filter(v => v !== undefined)) },
          { label: t('facts.chartLicence'), value: upstream?.licence },
        ]}
      />
    </EntityInfoCard>
  );
});
