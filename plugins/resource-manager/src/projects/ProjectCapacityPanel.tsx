import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Link } from '@backstage/ui';
import type { PoolCapacity } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ClusterProblems,
  EmptyState,
  FreshnessNote,
  paths,
  Quantity,
  QuotaBar,
  SimulatedLabel,
  useProjectCapacity,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

function PoolCard(props: { pool: PoolCapacity; project: string }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { pool } = props;
  const { resource } = pool;
  return (
    <Card>
      <CardBody>
        <div className={styles.stack}>
          <div className={styles.row}>
            <strong>{pool.poolTitle}</strong>
            <span className={styles.muted}>{pool.clusterTitle}</span>
            {pool.simulated && <SimulatedLabel />}
          </div>
          <QuotaBar
            label={pool.poolTitle}
            resource={resource}
            guaranteed={pool.guaranteed}
            used={pool.used}
            borrowed={pool.borrowed}
          />
          <span>
            {t('projects.freeNow')}{' '}
            <Quantity value={pool.freeGuaranteed} resource={resource} />
            {' · '}
            {t('projects.borrowable')}{' '}
            <Quantity value={pool.borrowable} resource={resource} />
            {pool.reclaimable !== '0' && (
              <>
                {' · '}
                {t('projects.reclaimable')}{' '}
                <Quantity value={pool.reclaimable} resource={resource} />
              </>
            )}
          </span>
          {pool.waitingAhead > 0 && (
            <Link
              href={paths.runs({
                project: props.project,
                pool: pool.pool,
                state: 'waiting',
              })}
            >
              {t('projects.waitingAhead', { count: pool.waitingAhead })}
            </Link>
          )}
          <FreshnessNote observedAt={pool.observedAt} />
        </div>
      </CardBody>
    </Card>
  );
}

/** Where a project may run and what it has there: a card a pool, never summed. */
export function ProjectCapacityPanel(props: {
  project: string;
  mayEdit: boolean;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const capacity = useProjectCapacity(props.project);
  const quotas = (
    <Link href={paths.quotas({ q: props.project })}>
      {t(props.mayEdit ? 'projects.editQuotas' : 'projects.seeQuotas')}
    </Link>
  );
  return (
    <Section title={t('projects.quotas')} action={quotas}>
      <AsyncContent
        query={capacity}
        source={t('projects.quotasSource')}
        isEmpty={data =>
          data.errors.length === 0 &&
          data.pools.every(({ access }) => access === 'none')
        }
        empty={
          <EmptyState
            title={t('projects.noAccess')}
            text={t('projects.noAccessText')}
            action={quotas}
          />
        }
      >
        {data => (
          <>
            <ClusterProblems errors={data.errors} />
            <div className={styles.cards}>
              {data.pools
                .filter(({ access }) => access !== 'none')
                .map(pool => (
                  <PoolCard
                    key={`${pool.cluster}/${pool.pool}`}
                    pool={pool}
                    project={data.project}
                  />
                ))}
            </div>
          </>
        )}
      </AsyncContent>
    </Section>
  );
}
