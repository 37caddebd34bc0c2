import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  AsyncContent,
  FreshnessNote,
  PageBody,
  PageHeader,
  paths,
  SyncChip,
  useCluster,
  useMe,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useParams } from 'react-router-dom';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { Abilities } from './Abilities';
import { ClusterChips } from './ClusterChips';
import { ClusterFacts } from './ClusterFacts';
import { NodesTable } from './NodesTable';
import { QueuesTable } from './QueuesTable';
import { TakeoverPanel } from './TakeoverPanel';

/** One cluster: what it is, what the portal may do there, its nodes and queues. */
export function ClusterPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster: name = '' } = useParams();
  const query = useCluster(name);
  const mayManage = useMe().data?.may.manageClusters ?? false;
  const cluster = query.data;

  return (
    <PageBody>
      <PageHeader
        parent={{ title: t('clusters.title'), href: paths.clusters() }}
        title={cluster?.title ?? name}
        status={
          cluster && (
            <>
              <ClusterChips cluster={cluster} />
              <SyncChip sync={cluster.sync} />
            </>
          )
        }
        freshness={
          cluster && (
            <FreshnessNote
              observedAt={cluster.observedAt}
              reason={
                cluster.reachable
                  ? undefined
                  : cluster.problem ?? t('clusters.unreachable')
              }
            />
          )
        }
        primaryAction={
          <ButtonLink variant="secondary" href={paths.pools({ cluster: name })}>
            {t('clusters.toPools')}
          </ButtonLink>
        }
      />
      <AsyncContent query={query} source={t('clusters.oneSource', { name })}>
        {data => (
          <div className={styles.sections}>
            <div className={styles.columns}>
              <Section title={t('clusters.facts')}>
                <ClusterFacts cluster={data} detailed />
              </Section>
              <Abilities cluster={data} />
            </div>
            {mayManage && !data.takenOver && data.writer !== 'none' && (
              <TakeoverPanel cluster={data} />
            )}
            <NodesTable cluster={data.name} />
            <QueuesTable cluster={data.name} />
          </div>
        )}
      </AsyncContent>
    </PageBody>
  );
}
