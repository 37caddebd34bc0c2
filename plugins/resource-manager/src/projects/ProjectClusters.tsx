import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Project } from '@silogen/backstage-plugin-resource-manager-common';
import {
  EmptyState,
  paths,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { ProjectStateChip } from './ProjectStateChip';

/** How the project stands on each cluster: its namespace and queues. */
export function ProjectClusters(props: { project: Project }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { clusters } = props.project;
  return (
    <Section title={t('projects.clusters')}>
      {clusters.length === 0 ? (
        <EmptyState
          title={t('projects.noClusters')}
          text={t('projects.noClustersText')}
        />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('projects.column.cluster')}</th>
              <th scope="col">{t('projects.column.namespace')}</th>
            </tr>
          </thead>
          <tbody>
            {clusters.map(({ cluster, state, message }) => (
              <tr key={cluster}>
                <th scope="row">
                  <Link href={paths.cluster(cluster)}>{cluster}</Link>
                </th>
                <td>
                  <div className={styles.tight}>
                    <span>
                      <ProjectStateChip state={state} />
                    </span>
                    {message && <span className={styles.muted}>{message}</span>}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
