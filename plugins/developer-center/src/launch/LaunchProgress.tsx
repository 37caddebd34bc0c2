import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import { paths } from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import styles from './Launch.module.css';
import { complaintsIn } from './taskLog';
import { launchTranslationRef } from './translation';

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Follows the launch until its run exists, and opens the run; after a refusal it says why and leads back. */
export function LaunchProgress(props: {
  taskId: string;
  onBack: () => void;
  onFailed: () => void;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const navigate = useNavigate();
  const { taskId, onFailed } = props;
  const { completed, cancelled, error, output, stepLogs } =
    useTaskEventStream(taskId);
  const runId = typeof output?.runId === 'string' ? output.runId : undefined;
  const hasFailed = cancelled || (completed && error !== undefined);

  useEffect(() => {
    if (completed && !error && runId) navigate(paths.run(runId));
  }, [completed, error, runId, navigate]);
  useEffect(() => {
    if (hasFailed) onFailed();
  }, [hasFailed, onFailed]);

  const taskLink = (
    <ButtonLink
      variant="secondary"
      size="small"
      href={`/create/tasks/${encodeURIComponent(taskId)}`}
    >
      {t('progress.openTask')}
    </ButtonLink>
  );
  if (hasFailed) {
    const complaints = complaintsIn(stepLogs);
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t(cancelled ? 'progress.cancelled' : 'progress.failed')}
        description={
          <div className={styles.tight}>
            {error && <span>{error.message}</span>}
            {complaints.length > 0 && <Lines lines={complaints} />}
            <span>{t('progress.kept')}</span>
            <div className={styles.actions}>
              <Button variant="primary" size="small" onPress={props.onBack}>
                {t('progress.back')}
              </Button>
              {taskLink}
            </div>
          </div>
        }
      />
    );
  }
  if (completed && !runId) {
    return (
      <Alert
        role="status"
        status="success"
        icon
        title={t('progress.doneWithoutRun')}
        customActions={taskLink}
      />
    );
  }
  return (
    <Alert
      role="status"
      status="info"
      isPending
      title={t('progress.running')}
      description={<Text>{t('progress.runningText')}</Text>}
    />
  );
}
