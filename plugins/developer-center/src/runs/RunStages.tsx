import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { Duration, TimeAgo } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Runs.module.css';

/** One stage of a run's life that has begun. */
export interface Stage {
  id: 'queued' | 'starting' | 'running';
  from: string;
  /** Left out while it lasts. */
  to?: string;
}

/** Stages from the times of a run; one that was skipped is not there. */
export function stagesOf(run: Pick<Run, 'submittedAt' | 'admittedAt' | 'startedAt' | 'finishedAt'>): Stage[] {
  const stages: Stage[] = [
    { id: 'queued', from: run.submittedAt, to: run.admittedAt ?? run.startedAt ?? run.finishedAt },
  ];
  if (run.admittedAt) {
    stages.push({ id: 'starting', from: run.admittedAt, to: run.startedAt ?? run.finishedAt });
  }
  if (run.startedAt) stages.push({ id: 'running', from: run.startedAt, to: run.finishedAt });
  return stages;
}

/** Submitted → queued → starting → running with how long each took. */
export function RunStages({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  // It ran, and waits again: how long it ran is in the history.
  const suspended = run.state === 'waiting' && run.suspended;
  const stages = stagesOf(run).filter(({ id }) => !suspended || id !== 'running');
  return (
    <ol className={styles.stages} aria-label={t('run.stages')}>
      <li>
        {t('run.submitted')} <TimeAgo at={run.submittedAt} />
      </li>
      {stages.map(stage => (
        <li key={stage.id} className={stage.to ? undefined : styles.current}>
          {t(`run.stage.${stage.id}`)} <Duration from={stage.from} to={stage.to} />
        </li>
      ))}
      {suspended && <li className={styles.current}>{t('run.suspendedNow')}</li>}
      {run.finishedAt && (
        <li>
          {t(`runState.${run.state}`)} <TimeAgo at={run.finishedAt} />
        </li>
      )}
    </ol>
  );
}
