import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ClusterProblems,
  ProjectLink,
  QuotaBar,
  useProjectCapacity,
} from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Home.module.css';

/** One bar for each GPU pool that a project may use; never summed, since GPUs of two pools are no one machine. */
export function ProjectBars({ project }: { project: Me['projects'][number] }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const capacity = useProjectCapacity(project.name);
  return (
    <article className={styles.project}>
      <ProjectLink project={project.name} title={project.title} />
      <AsyncContent
        query={capacity}
        source={t('home.capacityOf', { project: project.title })}
        rows={2}
      >
        {({ pools, errors }) => (
          <>
            <ClusterProblems errors={errors} />
            {pools
              .filter(({ kind }) => kind === 'gpu')
              .map(pool => (
                <div
                  key={`${pool.cluster}/${pool.pool}`}
                  className={styles.bar}
                >
                  <Text variant="body-small" color="secondary">
                    {t('home.pool', {
                      pool: pool.poolTitle,
                      cluster: pool.clusterTitle,
                    })}
                    {pool.waitingAhead > 0 &&
                      ` · ${t('home.waitingCount', {
                        count: pool.waitingAhead,
                      })}`}
                  </Text>
                  <QuotaBar
                    resource={pool.resource}
                    guaranteed={pool.guaranteed}
                    used={pool.used}
                    borrowed={pool.borrowed}
                    label={`${project.title}, ${pool.poolTitle}`}
                  />
                </div>
              ))}
          </>
        )}
      </AsyncContent>
    </article>
  );
}
