import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { SyncStatus } from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerReactTranslationRef } from '../translation';
import { StatusChip, type Tone } from './StatusChip';
import styles from './StatusChip.module.css';

const LOOKS: Record<
  SyncStatus['state'],
  { tone: Tone; Icon: RemixiconComponentType }
> = {
  applied: { tone: 'positive', Icon: RiCheckboxCircleLine },
  pending: { tone: 'announcement', Icon: RiLoader4Line },
  drifted: { tone: 'warning', Icon: RiAlertLine },
  failed: { tone: 'negative', Icon: RiCloseCircleLine },
  unknown: { tone: 'neutral', Icon: RiQuestionLine },
};

/** Whether a cluster has what was asked for; the differences on hover and focus. */
export function SyncChip(props: { sync: SyncStatus }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { state, message, differences = [] } = props.sync;
  const { tone, Icon } = LOOKS[state];
  return (
    <StatusChip
      tone={tone}
      icon={<Icon size={16} aria-hidden />}
      label={t(`sync.${state}`)}
      explanation={
        <span className={styles.lines}>
          <span>{message ?? t(`sync.${state}Hint`)}</span>
          {differences.map(({ field, wanted, seen }) => (
            <span key={field}>
              {t('sync.difference', {
                field,
                wanted: wanted ?? t('sync.nothing'),
                seen: seen ?? t('sync.nothing'),
              })}
            </span>
          ))}
        </span>
      }
    />
  );
}
