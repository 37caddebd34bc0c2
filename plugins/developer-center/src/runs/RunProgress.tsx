import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { formatDuration } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Runs.module.css';

/** Share of the steps that are done, 0–100; nothing for a run that reports none. */
export function percentOf(run: Pick<Run, 'progress' | 'state'>): number | undefined {
  if (!run.progress || run.progress.totalSteps <= 0) return undefined;
  return Math.min(100, Math.round((run.progress.step / run.progress.totalSteps) * 100));
}

/** How far a run is, as a bar with its number. */
export function RunProgress(props: { run: Pick<Run, 'progress' | 'state' | 'name'>; detailed?: boolean }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { run } = props;
  const percent = percentOf(run);
  if (percent === undefined) return null;
  const { step, totalSteps, etaSeconds } = run.progress!;
  return (
    <span className={styles.progress}>
      <span
        className={styles.track}
        role="progressbar"
        aria-label={t('runs.progressOf', { name: run.name })}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span className={styles.fill} style={{ width: `${percent}%` }} />
      </span>
      <span className={styles.nowrap}>
        {props.detailed ? t('runs.step', { step: String(step), totalSteps: String(totalSteps), percent: String(percent) }) : `${percent} %`}
        {props.detailed &&
          run.state === 'running' &&
          etaSeconds !== undefined &&
          ` · ${t('runs.left', { time: formatDuration(etaSeconds * 1000) })}`}
      </span>
    </span>
  );
}
