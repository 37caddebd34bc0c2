import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  ConfirmDialog,
  EntityLink,
  GpuName,
  KeyValue,
  paths,
  ProjectLink,
  SimulatedLabel,
  StateChip,
  TimeAgo,
  UserName,
  useStopRun,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useId, useState } from 'react';
import { useEntityByRef } from '../launch/entities';
import { developerCenterTranslationRef } from '../translation';
import cards from '../workspaces/Workspaces.module.css';
import styles from './Endpoints.module.css';

function StopButton({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState(false);
  const stop = useStopRun();
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={t('endpoints.stopNamed', { name: run.name })}
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
        effect={t('endpoints.stopEffect')}
        confirmLabel={t('run.stop')}
        destructive
        isPending={stop.isPending}
        error={stop.error}
        onConfirm={() => stop.mutate({ run: run.id }, { onSuccess: () => setAsking(false) })}
      />
    </>
  );
}

function Model({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const entityRef = run.inputs?.model;
  const { data } = useEntityByRef(entityRef);
  if (entityRef && data !== null) return <EntityLink entityRef={entityRef}>{data?.metadata.title}</EntityLink>;
  return <>{run.endpoint?.model ?? t('endpoints.unknownModel')}</>;
}

/** One endpoint that has not ended: what it serves, where it answers, whose it is, and what can be done with it. */
export function EndpointCard({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const titleId = useId();
  const gpus = run.gpuModel ? <GpuName model={run.gpuModel} count={run.gpus} /> : run.gpus;
  return (
    <article className={cards.card} aria-labelledby={titleId}>
      <div className={cards.head}>
        <h2 id={titleId} className={cards.title}>
          <Link href={paths.run(run.id)} variant="title-x-small" standalone>
            {run.name}
          </Link>
        </h2>
        <StateChip run={run} />
      </div>
      {run.simulated && (
        <div className={styles.mark}>
          <SimulatedLabel simulated />
        </div>
      )}
      <KeyValue
        items={[
          { label: t('endpoints.model'), value: <Model run={run} /> },
          {
            label: t('endpoints.address'),
            value: run.endpoint ? (
              <code className={styles.address}>
                {run.endpoint.address}
              </code>
            ) : (
              t('endpoints.noAddress')
            ),
          },
          {
            label: t('endpoints.project'),
            value: <ProjectLink project={run.project} title={run.projectTitle} />,
          },
          { label: t('endpoints.gpus'), value: run.gpus === 0 ? t('endpoints.cpuOnly') : gpus },
          { label: t('endpoints.owner'), value: run.owner && <UserName userRef={run.owner} /> },
          {
            label: t(run.startedAt ? 'endpoints.since' : 'endpoints.submitted'),
            value: <TimeAgo at={run.startedAt ?? run.submittedAt} />,
          },
          { label: t('endpoints.where'), value: [run.clusterTitle ?? run.cluster, run.pool].filter(Boolean).join(', ') },
        ]}
      />
      {run.reason && (
        <Text as="p" variant="body-small" color="secondary">
          {run.reason.text}
        </Text>
      )}
      <div className={cards.actions}>{run.may.stop && <StopButton run={run} />}</div>
    </article>
  );
}
