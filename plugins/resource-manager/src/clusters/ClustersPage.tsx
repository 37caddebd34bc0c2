import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Card, CardBody, Link } from '@backstage/ui';
import type { Cluster } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  FreshnessNote,
  gpuCellsOfCount,
  GpuGrid,
  PageBody,
  PageHeader,
  paths,
  useClusters,
  useMe,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useSearchParams } from 'react-router-dom';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { ClusterChips } from './ClusterChips';
import { ClusterFacts } from './ClusterFacts';
import { ConnectSheet } from './ConnectSheet';

function ClusterCard(props: { cluster: Cluster }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  return (
    <Card>
      <CardBody>
        <div className={styles.stack}>
          <div className={styles.row}>
            <h2 className={styles.sectionTitle}>
              <Link href={paths.cluster(cluster.name)} variant="title-x-small">
                {cluster.title}
              </Link>
            </h2>
            <ClusterChips cluster={cluster} />
          </div>
          {!cluster.reachable && (
            <Alert
              status="warning"
              icon
              title={t('clusters.stale')}
              description={cluster.problem}
            />
          )}
          <ClusterFacts cluster={cluster} />
          {cluster.gpus.length === 0 && (
            <span className={styles.muted}>{t('clusters.noGpus')}</span>
          )}
          {cluster.gpus.map(count => (
            <div key={count.model} className={styles.tight}>
              <strong>{count.title}</strong>
              <GpuGrid cells={gpuCellsOfCount(count)} label={count.title} />
            </div>
          ))}
          <FreshnessNote
            observedAt={cluster.observedAt}
            reason={cluster.reachable ? undefined : t('clusters.unreachable')}
          />
        </div>
      </CardBody>
    </Card>
  );
}

/** The Kubernetes clusters that the portal talks to. */
export function ClustersPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const clusters = useClusters();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const setConnecting = (isOpen: boolean) =>
    setParams(isOpen ? { connect: 'new' } : {}, { replace: true });
  return (
    <PageBody>
      <PageHeader
        title={t('clusters.title')}
        description={t('clusters.description')}
        primaryAction={
          me.data?.may.manageClusters && (
            <Button variant="primary" onPress={() => setConnecting(true)}>
              {t('connect.open')}
            </Button>
          )
        }
      />
      <AsyncContent
        query={clusters}
        source={t('clusters.source')}
        isEmpty={data => data.items.length === 0}
        empty={
          <EmptyState
            title={t('clusters.empty')}
            text={t('clusters.emptyText')}
            action={<Link href="/docs">{t('clusters.emptyAction')}</Link>}
          />
        }
      >
        {data => (
          <div className={styles.cards}>
            {data.items.map(cluster => (
              <ClusterCard key={cluster.name} cluster={cluster} />
            ))}
          </div>
        )}
      </AsyncContent>
      {me.data?.may.manageClusters && (
        <ConnectSheet
          isOpen={params.has('connect')}
          onClose={() => setConnecting(false)}
        />
      )}
    </PageBody>
  );
}
