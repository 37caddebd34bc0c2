import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import type { Verdict } from '@silogen/backstage-plugin-resource-manager-common';
import { useAmountText } from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';

const looks = {
  'starts-now': 'success',
  'starts-by-preemption': 'warning',
  waits: 'warning',
  never: 'danger',
  unknown: 'info',
} as const;

/** Whether the run would start, in words: what is short, whom it would suspend. */
export function VerdictNote({
  verdict,
  interruption,
}: {
  verdict: Verdict;
  /** What a suspension would cost the run itself. */
  interruption?: AiWorkloadEntity['spec']['interruption'];
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { amount } = useAmountText();
  const details = [
    ...(verdict.borrows ? [t('verdict.borrows')] : []),
    ...(verdict.borrows && interruption
      ? [t(`verdict.cost.${interruption}`)]
      : []),
    ...(verdict.position === undefined
      ? []
      : [t('verdict.position', { position: String(verdict.position) })]),
    ...verdict.shortages.map(({ pool, resource, needed }) =>
      t('verdict.shortage', { amount: amount(needed, resource), pool }),
    ),
    ...verdict.victims.map(({ runId, name, project, gpus, ...victim }) =>
      [
        // Without an id it is of a project that this person may not look into.
        runId
          ? t('verdict.victim', { name, project, count: gpus })
          : t('verdict.hiddenVictim', { count: gpus }),
        ...(victim.interruption
          ? [t(`verdict.interruption.${victim.interruption}`)]
          : []),
      ].join(' '),
    ),
  ];
  const title = t(`verdict.${verdict.outcome}`);
  return (
    <Alert
      role="status"
      icon
      status={looks[verdict.outcome]}
      title={title}
      description={
        <div className={styles.tight}>
          {verdict.text !== title && <span>{verdict.text}</span>}
          {details.length > 0 && (
            <ul className={styles.list}>
              {details.map(detail => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          )}
        </div>
      }
    />
  );
}
