import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
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
export function VerdictNote({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { amount } = useAmountText();
  const details = [
    ...(verdict.borrows ? [t('verdict.borrows')] : []),
    ...(verdict.position === undefined
      ? []
      : [t('verdict.position', { position: String(verdict.position) })]),
    ...verdict.shortages.map(({ pool, resource, needed }) =>
      t('verdict.shortage', { amount: amount(needed, resource), pool }),
    ),
    ...verdict.victims.map(({ name, project, gpus, interruption }) =>
      [
        t('verdict.victim', { name, project, count: gpus }),
        ...(interruption ? [t(`verdict.interruption.${interruption}`)] : []),
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
