import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  ConfirmDialog,
  GpuName,
  KeyValue,
  paths,
  ProjectLink,
  StateChip,
  TimeAgo,
  UserName,
  useStopRun,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useId, useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { OpenWorkspaceButton } from './OpenWorkspaceButton';
import { programOf } from './programOf';
import { useNotOpenable } from './WorkspaceNote';
import styles from './Workspaces.module.css';

function StopButton({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState(false);
  const stop = useStopRun();
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={t('workspaces.stopNamed', { name: run.name })}
        onPress={() => setAsking(true)}
      >
        {t('run.stop')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={isOpen => {
          setAsking(isOpen);
          if (!isOpen) stop.reset();
        }}
        title={t('run.stopTitle', { name: run.name })}
        effect={t('workspaces.stopEffect')}
        confirmLabel={t('run.stop')}
        destructive
        isPending={stop.isPending}
        error={stop.error}
        onConfirm={() =>
          stop.mutate({ run: run.id }, { onSuccess: () => setAsking(false) })
        }
      />
    </>
  );
}

/** One workspace that has not ended: whose, where, since when, and what can be done with it. */
export function WorkspaceCard({
  run,
  program,
}: {
  run: Run;
  program?: string;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const notOpenable = useNotOpenable(run);
  const titleId = useId();
  const gpus = run.gpuModel ? (
    <GpuName model={run.gpuModel} count={run.gpus} />
  ) : (
    run.gpus
  );
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          <Link href={paths.run(run.id)} variant="title-x-small" standalone>
            {run.name}
          </Link>
        </h2>
        <StateChip run={run} />
      </div>
      <KeyValue
        items={[
          {
            label: t('workspaces.program'),
            value: program ?? programOf(run.workload),
          },
          {
            label: t('workspaces.project'),
            value: (
              <ProjectLink project={run.project} title={run.projectTitle} />
            ),
          },
          {
            label: t('workspaces.gpus'),
            value: run.gpus === 0 ? t('workspaces.cpuOnly') : gpus,
          },
          {
            label: t('workspaces.owner'),
            value: <UserName userRef={run.owner} />,
          },
          {
            label: t(
              run.startedAt ? 'workspaces.since' : 'workspaces.submitted',
            ),
            value: <TimeAgo at={run.startedAt ?? run.submittedAt} />,
          },
          {
            label: t('workspaces.where'),
            value: [run.clusterTitle ?? run.cluster, run.pool]
              .filter(Boolean)
              .join(', '),
          },
        ]}
      />
      {(notOpenable || run.reason) && (
        <Text as="p" variant="body-small" color="secondary">
          {notOpenable ?? run.reason?.text}
        </Text>
      )}
      <div className={styles.actions}>
        <OpenWorkspaceButton run={run} size="small" />
        {run.may.stop && <StopButton run={run} />}
      </div>
    </article>
  );
}
