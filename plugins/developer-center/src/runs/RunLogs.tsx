import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import type { RunDetail, RunPod } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  LogView,
  resourceManagerApiRef,
  useRunPods,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Runs.module.css';

/** Lines that are read when a log is opened; what follows is added. */
const TAIL = 5000;

function PodLogs({ run, pods }: { run: RunDetail; pods: RunPod[] }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const api = useApi(resourceManagerApiRef);
  const present = pods.filter(pod => pod.present);
  const [chosen, setChosen] = useState<string>();
  const pod = present.find(({ name }) => name === chosen) ?? present[0];
  return (
    <>
      {present.length > 1 && (
        <Select
          className={styles.podSelect}
          label={t('run.pod')}
          selectionMode="single"
          value={pod.name}
          onChange={name => setChosen(String(name))}
          options={present.map(({ name }) => ({ id: name, label: name }))}
        />
      )}
      <LogView
        streamKey={pod.uid}
        fileName={`${pod.name}.log`}
        open={signal => api.openRunLogs({ run: run.id, pod: pod.name, follow: true, tailLines: TAIL }, { signal })}
      />
    </>
  );
}

/** Live log lines of the run's pods. */
export function RunLogs({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const pods = useRunPods(run.id);
  return (
    <AsyncContent
      query={pods}
      source={t('run.logs')}
      isEmpty={({ items }) => !items.some(pod => pod.present)}
      empty={<EmptyState title={t('run.noLogs')} text={t('run.noLogsText')} />}
    >
      {({ items }) => <PodLogs run={run} pods={items} />}
    </AsyncContent>
  );
}
