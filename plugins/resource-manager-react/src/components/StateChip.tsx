import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiDeleteBinLine,
  RiLoader4Line,
  RiLoginCircleLine,
  RiPauseCircleLine,
  RiPlayCircleLine,
  RiRocketLine,
  RiStopCircleLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type {
  Run,
  RunState,
} from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerReactTranslationRef } from '../translation';
import { formatAbsolute } from './time';
import { StatusChip, type Tone } from './StatusChip';
import styles from './StatusChip.module.css';

/** A run's state, or `suspended`: waiting again after it ran. */
type ShownState = RunState | 'suspended';

const LOOKS: Record<ShownState, { tone: Tone; Icon: RemixiconComponentType }> =
  {
    submitting: { tone: 'neutral', Icon: RiLoader4Line },
    waiting: { tone: 'warning', Icon: RiTimeLine },
    suspended: { tone: 'warning', Icon: RiPauseCircleLine },
    admitted: { tone: 'announcement', Icon: RiLoginCircleLine },
    starting: { tone: 'announcement', Icon: RiRocketLine },
    running: { tone: 'announcement', Icon: RiPlayCircleLine },
    succeeded: { tone: 'positive', Icon: RiCheckboxCircleLine },
    failed: { tone: 'negative', Icon: RiCloseCircleLine },
    stopped: { tone: 'neutral', Icon: RiStopCircleLine },
    deleted: { tone: 'neutral', Icon: RiDeleteBinLine },
  };

const RETURNS = {
  resumes: 'runState.resumes',
  restarts: 'runState.restarts',
  'loses-session': 'runState.losesSession',
} as const;

/** What a run is doing, in a word with its icon and colour; the reason on hover and focus. */
export function StateChip(props: {
  run: Pick<Run, 'state' | 'suspended' | 'reason' | 'stale' | 'interruption'>;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { run } = props;
  const state: ShownState =
    run.state === 'waiting' && run.suspended ? 'suspended' : run.state;
  const { tone, Icon } = LOOKS[state];
  const lines = [
    run.reason?.text,
    state === 'suspended' && run.interruption
      ? t(RETURNS[run.interruption])
      : undefined,
    run.stale
      ? t('runState.staleNote', {
          since: formatAbsolute(run.stale.since),
          message: run.stale.message,
        })
      : undefined,
  ].filter(line => line !== undefined);

  return (
    <StatusChip
      tone={run.stale ? 'neutral' : tone}
      icon={<Icon size={16} aria-hidden />}
      label={t(`runState.${state}`)}
      explanation={
        lines.length > 0 ? (
          <span className={styles.lines}>
            {lines.map(line => (
              <span key={line}>{line}</span>
            ))}
          </span>
        ) : undefined
      }
    />
  );
}
