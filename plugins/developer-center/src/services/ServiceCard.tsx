import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  GpuName,
  KeyValue,
  paths,
  ProjectLink,
  StateChip,
  TimeAgo,
  UserName,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Services.module.css';

/** One run that answers: what it is, whose, where, since when, and what can be done with it. */
export function ServiceCard(props: {
  run: Run;
  /** What this sort of run is known by, before what all have. */
  facts: ComponentProps<typeof KeyValue>['items'];
  mark?: ReactNode;
  /** Why it cannot be used now. */
  note?: string;
  actions: ReactNode;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { run, note = run.reason?.text } = props;
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
      {props.mark}
      <KeyValue
        items={[
          ...props.facts,
          {
            label: t('services.project'),
            value: (
              <ProjectLink project={run.project} title={run.projectTitle} />
            ),
          },
          {
            label: t('services.gpus'),
            value: run.gpus === 0 ? t('services.cpuOnly') : gpus,
          },
          {
            label: t('services.owner'),
            value: run.owner && <UserName userRef={run.owner} />,
          },
          {
            label: t(run.startedAt ? 'services.since' : 'services.submitted'),
            value: <TimeAgo at={run.startedAt ?? run.submittedAt} />,
          },
          {
            label: t('services.where'),
            value: [run.clusterTitle ?? run.cluster, run.pool]
              .filter(Boolean)
              .join(', '),
          },
        ]}
      />
      {note && (
        <Text as="p" variant="body-small" color="secondary">
          {note}
        </Text>
      )}
      <div className={styles.actions}>{props.actions}</div>
    </article>
  );
}
