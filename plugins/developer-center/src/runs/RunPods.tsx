import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunDetail } from '@silogen/backstage-plugin-resource-manager-common';
import { AsyncContent, Duration, EmptyState, useRunPods } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Runs.module.css';

/** Pods that the run has or had. */
export function RunPods({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const pods = useRunPods(run.id);
  return (
    <AsyncContent
      query={pods}
      source={t('run.pods')}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState title={t('run.noPods')} text={t('run.noPodsText')} />}
    >
      {({ items }) => (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('run.pods')}>
          <table className={styles.plainTable}>
            <thead>
              <tr>
                <th scope="col">{t('run.pod')}</th>
                <th scope="col">{t('run.phase')}</th>
                <th scope="col">{t('run.node')}</th>
                <th scope="col">{t('runs.gpus')}</th>
                <th scope="col">{t('runs.time')}</th>
                <th scope="col">{t('run.containers')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(pod => (
                <tr key={pod.uid}>
                  <th scope="row">
                    <code>{pod.name}</code>
                  </th>
                  <td>
                    {pod.present ? pod.phase : t('run.podGone', { phase: pod.phase })}
                    {(pod.message ?? pod.reason) && <div className={styles.meta}>{pod.message ?? pod.reason}</div>}
                  </td>
                  <td>{pod.node}</td>
                  <td>{pod.gpus}</td>
                  <td>{pod.startedAt && <Duration from={pod.startedAt} to={pod.finishedAt} />}</td>
                  <td>
                    {pod.containers.map(container => (
                      <div key={container.name}>
                        {container.name}: {container.state}
                        {container.reason && ` (${container.reason})`}
                        {container.exitCode !== undefined && `, ${t('run.exitCode', { code: String(container.exitCode) })}`}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </AsyncContent>
  );
}
