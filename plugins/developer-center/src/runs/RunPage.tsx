import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { RunDetail } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  PageBody,
  PageHeader,
  SimulatedLabel,
  StateChip,
  useRun,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useParams } from 'react-router-dom';
import { developerCenterTranslationRef } from '../translation';
import { RunActions } from './RunActions';
import { RunLogs } from './RunLogs';
import { RunManifest } from './RunManifest';
import { RunOverview } from './RunOverview';
import { RunPods } from './RunPods';
import { RunProgress } from './RunProgress';
import { RunStages } from './RunStages';
import { EndpointNote } from '../endpoints/EndpointNote';
import { WorkspaceNote } from '../workspaces/WorkspaceNote';
import { WhyLine } from './WhyLine';

function Run({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <>
      <PageHeader
        title={run.name}
        parent={{ title: t('runs.title'), href: '/runs' }}
        status={
          <>
            <StateChip run={run} />
            {run.simulated && <SimulatedLabel simulated />}
          </>
        }
        primaryAction={<RunActions run={run} />}
      />
      <RunProgress run={run} detailed />
      <RunStages run={run} />
      <WhyLine run={run} />
      <WorkspaceNote run={run} />
      <EndpointNote run={run} />
      <Tabs>
        <TabList aria-label={t('run.tabs')}>
          <Tab id="overview">{t('run.overview')}</Tab>
          <Tab id="logs">{t('run.logs')}</Tab>
          <Tab id="pods">{t('run.pods')}</Tab>
          <Tab id="manifest">{t('run.objects')}</Tab>
        </TabList>
        <TabPanel id="overview">
          <RunOverview run={run} />
        </TabPanel>
        <TabPanel id="logs">
          <RunLogs run={run} />
        </TabPanel>
        <TabPanel id="pods">
          <RunPods run={run} />
        </TabPanel>
        <TabPanel id="manifest">
          <RunManifest run={run} />
        </TabPanel>
      </Tabs>
    </>
  );
}

/** One run: what it does and why, since when, with what, and its end. */
export const RunPage = () => {
  const { run: id = '' } = useParams();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const run = useRun(id);
  return (
    <PageBody>
      <AsyncContent query={run} source={t('run.source')}>
        {data => <Run run={data} />}
      </AsyncContent>
    </PageBody>
  );
};
