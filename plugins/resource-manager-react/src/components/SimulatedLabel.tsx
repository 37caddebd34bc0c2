import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFlaskLine } from '@remixicon/react';
import { resourceManagerReactTranslationRef } from '../translation';
import { StatusChip } from './StatusChip';

/** Marks what happens on simulated nodes. */
export function SimulatedLabel(props: { simulated?: boolean }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  if (props.simulated === false) {
    return null;
  }
  return (
    <StatusChip
      tone="neutral"
      icon={<RiFlaskLine size={16} aria-hidden />}
      label={t('simulated.label')}
      explanation={t('simulated.hint')}
    />
  );
}
