import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@silogen/backstage-plugin-resource-manager-common';
import {
  KeyValue,
  SyncChip,
  TimeAgo,
} from '@silogen/backstage-plugin-resource-manager-react';
import { resourceManagerTranslationRef } from '../translation';

const RUNTIMES = { kueue: 'Kueue', kaiwo: 'Kaiwo', ray: 'Ray' } as const;

/** What runs on a cluster, as one line of names and API versions. */
export function versionsOf(cluster: Cluster): string {
  return (Object.keys(RUNTIMES) as (keyof typeof RUNTIMES)[])
    .flatMap(name => {
      const version = cluster.runtimes[name];
      return version ? [`${RUNTIMES[name]} ${version}`] : [];
    })
    .join(' · ');
}

/** What is known about a cluster. */
export function ClusterFacts(props: { cluster: Cluster; detailed?: boolean }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  return (
    <KeyValue
      items={[
        { label: t('clusters.kubernetes'), value: cluster.kubernetesVersion },
        {
          label: t('clusters.runtimes'),
          value: versionsOf(cluster) || t('clusters.noRuntimes'),
        },
        {
          label: t('clusters.nodes'),
          value: t('clusters.nodesReady', {
            ready: String(cluster.nodes.ready),
            total: String(cluster.nodes.total),
          }),
        },
        {
          label: t('clusters.quotas'),
          value: <SyncChip sync={cluster.sync} />,
        },
        {
          label: t('clusters.lastApplied'),
          value: cluster.sync.appliedAt && (
            <TimeAgo at={cluster.sync.appliedAt} />
          ),
        },
        {
          label: t('clusters.server'),
          value: props.detailed ? cluster.server : undefined,
        },
        {
          label: t('clusters.speed'),
          value:
            props.detailed && cluster.speed !== undefined && cluster.speed !== 1
              ? t('clusters.speedText', { speed: String(cluster.speed) })
              : undefined,
        },
      ]}
    />
  );
}
