import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { gpuModels, isAiModelEntity, visibilityOf } from '@silogen/backstage-plugin-developer-center-common';
import {
  EntityLink,
  KeyValue,
  paths,
  SimulatedLabel,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { ANNOTATION_RUN_ID } from '@silogen/backstage-plugin-developer-center-common';
import { formatTokens } from '../catalogue/format';
import { developerCenterTranslationRef } from '../translation';
import { LaunchActions } from './LaunchActions';
import { listed } from './listed';
import { EntityVisibilityTag } from './visibility/VisibilityTag';

function gpuTitle(id: string): string {
  return gpuModels.find(model => model.id === id)?.title ?? id;
}

/** What one decides by, and what can be done with the model. */
export const ModelFacts = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (!isAiModelEntity(entity)) return null;
  const { spec } = entity;
  const unknown = t('facts.unknown');
  const runId = entity.metadata.annotations?.[ANNOTATION_RUN_ID];
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? unknown : t(value ? 'facts.yes' : 'facts.no');
  return (
    <EntityInfoCard title={t('facts.model')}>
      {spec.simulated && <SimulatedLabel simulated />}
      <LaunchActions entity={entity} />
      <KeyValue
        items={[
          {
            label: t('visibility.fact'),
            value: visibilityOf(entity) === 'organisation' ? undefined : <EntityVisibilityTag entity={entity} />,
          },
          { label: t('facts.provider'), value: spec.provider },
          { label: t('facts.task'), value: spec.task },
          {
            label: t('facts.licence'),
            value: spec.licence.url ? <Link href={spec.licence.url}>{spec.licence.name}</Link> : spec.licence.name,
          },
          {
            label: t('facts.parameters'),
            value: spec.parameters
              ? t(spec.parameters.activeBillions ? 'facts.parametersActive' : 'facts.parametersTotal', {
                  total: String(spec.parameters.totalBillions),
                  active: String(spec.parameters.activeBillions ?? ''),
                })
              : unknown,
          },
          {
            label: t('facts.context'),
            value:
              spec.contextLength === undefined
                ? unknown
                : t('facts.tokens', { tokens: formatTokens(spec.contextLength) }),
          },
          { label: t('facts.precision'), value: spec.precision ?? unknown },
          { label: t('facts.modalities'), value: listed(spec.modalities) },
          { label: t('facts.languages'), value: listed(spec.languages) },
          { label: t('facts.gated'), value: yesNo(spec.gated) },
          {
            label: t('facts.chatTemplate'),
            value: typeof spec.chatTemplate === 'string' ? spec.chatTemplate : yesNo(spec.chatTemplate),
          },
          { label: t('facts.fineTuning'), value: listed(spec.fineTuning?.methods) ?? t('facts.none') },
          { label: t('facts.engines'), value: listed(spec.serving?.engines) },
          {
            label: t('facts.servingGpus'),
            value:
              spec.serving?.gpus === undefined
                ? undefined
                : t('facts.gpuCount', { count: spec.serving.gpus }),
          },
          {
            label: t('facts.fitsOn'),
            value: spec.fitsOn ? listed(spec.fitsOn.map(gpuTitle)) ?? t('facts.none') : unknown,
          },
          {
            label: t('facts.artefact'),
            value: spec.artefact && <code>{spec.artefact.uri}</code>,
          },
          { label: t('facts.baseModel'), value: spec.baseModel && <EntityLink entityRef={spec.baseModel} /> },
          { label: t('facts.run'), value: runId && <Link href={paths.run(runId)}>{runId.slice(0, 8)}</Link> },
          ...Object.entries(spec.metrics ?? {}).map(([name, value]) => ({
            label: name,
            value: String(value),
          })),
        ]}
      />
    </EntityInfoCard>
  );
});
