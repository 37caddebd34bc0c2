import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiEyeOffLine } from '@remixicon/react';
import { visibilityOf, type AiVisibility } from '@silogen/backstage-plugin-developer-center-common';
import { StatusChip } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../../translation';
import { useTunedModel } from './useTunedModel';

/** Says that not everyone sees it; nothing where everyone does. */
export function VisibilityTag({ visibility }: { visibility: AiVisibility }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (visibility === 'organisation') return null;
  return (
    <StatusChip tone="neutral" icon={<RiEyeOffLine size={16} aria-hidden />} label={t(`visibility.${visibility}Tag`)} />
  );
}

/** The same for an entity's page, where the catalogue may lag behind a change by seconds. */
export function EntityVisibilityTag({ entity }: { entity: Entity }) {
  const { data } = useTunedModel(entity);
  return <VisibilityTag visibility={data?.visibility ?? visibilityOf(entity)} />;
}
