import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { RunDetail, RunEvent } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EntityLink,
  GpuName,
  KeyValue,
  paths,
  ProjectLink,
  Timeline,
  useRunEvents,
  UserName,
  type TimelineItem,
} from '@silogen/backstage-plugin-resource-manager-react';
import { nameOfRef } from '../catalogue/definitions';
import { developerCenterTranslationRef } from '../translation';
import { OutputModel } from './OutputModel';
import styles from './Runs.module.css';

const tones: Partial<Record<RunEvent['type'], TimelineItem['tone']>> = {
  succeeded: 'positive',
  failed: 'negative',
  refused: 'negative',
  suspended: 'warning',
  waiting: 'warning',
  running: 'announcement',
};

function History({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const events = useRunEvents({ run: run.id, limit: 200 });
  return (
    <section>
      <Text as="h2" variant="title-x-small">
        {t('run.history')}
      </Text>
      <AsyncContent query={events} source={t('run.history')}>
        {({ items }) => (
          <Timeline
            label={t('run.history')}
            items={items.map(event => ({
              id: event.id,
              at: event.at,
              title: event.text,
              text: event.message !== event.text ? event.message : undefined,
              tone: tones[event.type],
              by: event.by && nameOfRef(event.by),
            }))}
          />
        )}
      </AsyncContent>
    </section>
  );
}

/** Inputs, outputs, place and history of a run. */
export function RunOverview({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const parameters = Object.entries(run.parameters);
  const metrics = Object.entries(run.outputs.metrics ?? {});
  return (
    <div className={styles.overview}>
      <History run={run} />
      <div className={styles.facts}>
        <section>
          <Text as="h2" variant="title-x-small">
            {t('run.place')}
          </Text>
          <KeyValue
            items={[
              { label: t('runs.project'), value: <ProjectLink project={run.project} title={run.projectTitle} /> },
              { label: t('runs.owner'), value: <UserName userRef={run.owner} /> },
              {
                label: t('run.cluster'),
                value: <Link href={paths.cluster(run.cluster)}>{run.clusterTitle ?? run.cluster}</Link>,
              },
              { label: t('run.pool'), value: run.pool },
              { label: t('run.placementReason'), value: run.placementReason },
              {
                label: t('runs.gpus'),
                value: run.gpuModel && run.gpus > 0 ? <GpuName model={run.gpuModel} count={run.gpus} /> : String(run.gpus),
              },
              { label: t('run.priority'), value: run.priority && t(`priority.${run.priority}`) },
              { label: t('run.interruption'), value: run.interruption && t(`interruption.${run.interruption}`) },
              { label: t('run.origin'), value: run.origin === 'discovered' ? t('run.discovered') : undefined },
            ]}
          />
        </section>
        <section>
          <Text as="h2" variant="title-x-small">
            {t('run.inputs')}
          </Text>
          <KeyValue
            items={[
              { label: t('run.workload'), value: run.workload && <EntityLink entityRef={run.workload} /> },
              { label: t('run.model'), value: run.inputs?.model && <EntityLink entityRef={run.inputs.model} /> },
              { label: t('run.dataset'), value: run.inputs?.dataset && <EntityLink entityRef={run.inputs.dataset} /> },
              ...parameters.map(([name, value]) => ({
                label: name,
                value: Array.isArray(value) ? value.join(', ') : String(value),
              })),
            ]}
          />
        </section>
        {(run.outputModel || run.outputs.artefactUri || metrics.length > 0) && (
          <section>
            <Text as="h2" variant="title-x-small">
              {t('run.outputs')}
            </Text>
            <KeyValue
              items={[
                { label: t('run.model'), value: run.outputModel && <OutputModel entityRef={run.outputModel} /> },
                { label: t('run.artefact'), value: run.outputs.artefactUri && <code>{run.outputs.artefactUri}</code> },
                ...metrics.map(([name, value]) => ({ label: name, value: String(value) })),
              ]}
            />
          </section>
        )}
      </div>
    </div>
  );
}
