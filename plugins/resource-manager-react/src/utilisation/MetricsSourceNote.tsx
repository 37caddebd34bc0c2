import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { MetricsSourceStatus } from '@silogen/backstage-plugin-resource-manager-common';
import { formatAbsolute } from '../components/time';
import { resourceManagerReactTranslationRef } from '../translation';

const STATUS = {
  partial: 'warning',
  stale: 'warning',
  down: 'danger',
  notConfigured: 'info',
} as const;

/** Says why measured numbers are missing and what to do; nothing while all is well. */
export function MetricsSourceNote(props: { source: MetricsSourceStatus }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { source } = props;
  if (source.status === 'ok') {
    return null;
  }
  const sentences = [
    source.remedy && `${source.remedy}.`,
    source.status === 'down' &&
      (source.lastSuccess
        ? t('utilisation.source.lastSuccess', {
            at: formatAbsolute(source.lastSuccess),
          })
        : t('utilisation.source.neverAnswered')),
    source.status !== 'partial' && t('utilisation.source.clustersOnly'),
  ];
  return (
    <Alert
      role="status"
      status={STATUS[source.status]}
      icon
      title={source.message}
      description={sentences.filter(Boolean).join(' ')}
    />
  );
}
