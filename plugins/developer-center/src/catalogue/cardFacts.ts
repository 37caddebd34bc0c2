import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AiDatasetEntity,
  AiModelEntity,
  AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { developerCenterTranslationRef } from '../translation';
import { formatBytes, formatCount, formatTokens } from './format';

/** A line of facts and the tags below the text; what an entity does not declare is left out. */
export interface CardFacts {
  line: string[];
  tags: string[];
}

const known = (...values: (string | undefined | false)[]) =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

export function useModelFacts() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return ({ spec }: AiModelEntity): CardFacts => ({
    line: known(
      spec.provider,
      spec.parameters && t('card.parameters', { billions: String(spec.parameters.totalBillions) }),
      spec.contextLength !== undefined && t('card.context', { tokens: formatTokens(spec.contextLength) }),
      spec.serving?.gpus !== undefined && t('card.serves', { count: spec.serving.gpus }),
    ),
    tags: known(
      spec.task,
      (spec.fineTuning?.methods.length ?? 0) > 0 && t('card.fineTunable'),
      spec.baseModel && t('card.tuned'),
      spec.gated && t('card.gated'),
    ),
  });
}

export function useDatasetFacts() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return ({ spec }: AiDatasetEntity): CardFacts => ({
    line: known(
      spec.format,
      spec.rows !== undefined && t('card.rows', { rows: formatCount(spec.rows) }),
      spec.bytes !== undefined && formatBytes(spec.bytes),
      spec.licence.name,
    ),
    tags: known(
      spec.task,
      spec.sensitivity,
      spec.personalData === 'yes' && t('card.personalData'),
    ),
  });
}

export function useWorkloadFacts() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return ({ spec }: AiWorkloadEntity): CardFacts => {
    const { min, max, allowed } = spec.resources.gpus;
    const range = min === max ? String(max) : `${min}–${max}`;
    const gpus = allowed?.join(', ') ?? range;
    const need = gpus === '1' ? t('card.oneGpu') : t('card.gpus', { gpus });
    return {
      line: known(spec.engine, max === 0 ? t('card.cpuOnly') : need),
      tags: known(
        spec.category,
        spec.type !== spec.category && spec.type,
        ...spec.accelerators.map(vendor => vendor.toLocaleUpperCase('en-US')),
        !spec.template && t('card.listedOnly'),
      ),
    };
  };
}
