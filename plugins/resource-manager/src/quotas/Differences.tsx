import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Difference } from '@silogen/backstage-plugin-resource-manager-common';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

/** Fields with what they were and what they became. */
export function Differences(props: { differences: readonly Difference[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <ul className={sharedStyles.list}>
      {props.differences.map(({ field, wanted, seen }) => (
        <li key={field}>
          <span className={sharedStyles.mono}>{field}</span>
          {': '}
          {t('quotas.difference', {
            from: seen ?? t('quotas.nothing'),
            to: wanted ?? t('quotas.nothing'),
          })}
        </li>
      ))}
    </ul>
  );
}
