import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import {
  SegmentedBar,
  useProjectCapacity,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { fitOf, poolsFor, roomOf } from '../placement';
import { launchTranslationRef } from '../translation';

/** What is free for the project in each pool that the workload can run in, against what the run needs. */
export function FitBars(props: {
  project: string;
  workload: AiWorkloadEntity | undefined;
  gpus: number;
  /** The pool that was picked, when one was; the others are left out then. */
  chosen?: { cluster?: string; pool?: string };
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const capacity = useProjectCapacity(props.project);
  const { cluster, pool: chosenPool } = props.chosen ?? {};
  const pools = poolsFor(capacity.data?.pools ?? [], props.workload).filter(
    pool =>
      chosenPool === undefined ||
      (pool.pool === chosenPool &&
        (cluster === undefined || pool.cluster === cluster)),
  );
  if (pools.length === 0) return null;
  return (
    <section className={styles.tight}>
      <Text as="h3" variant="title-x-small">
        {t('summary.room')}
      </Text>
      {pools.map(pool => {
        const { freeGuaranteed, borrowable, reclaimable } = roomOf(pool);
        const { outcome, units } = fitOf(pool, props.gpus);
        const missing = Math.max(0, props.gpus - freeGuaranteed - borrowable);
        const takenBack = Math.min(missing, reclaimable);
        const short = missing - takenBack;
        return (
          <div key={`${pool.cluster}/${pool.pool}`} className={styles.tight}>
            <span>
              {t('placement.poolIn', {
                pool: pool.poolTitle,
                cluster: pool.clusterTitle,
              })}{' '}
              <span className={styles.secondary}>
                {t(`fit.${outcome}`, { units: String(units) })}
              </span>
            </span>
            <SegmentedBar
              label={t('summary.roomIn', { pool: pool.poolTitle })}
              total={Math.max(props.gpus, freeGuaranteed + borrowable)}
              segments={[
                {
                  label: t('summary.freeGuaranteed'),
                  value: freeGuaranteed,
                  tone: 'accent',
                },
                {
                  label: t('summary.borrowable'),
                  value: borrowable,
                  tone: 'announcement',
                },
                ...(takenBack > 0
                  ? [
                      {
                        label: t('summary.reclaimable'),
                        value: takenBack,
                        tone: 'warning' as const,
                      },
                    ]
                  : []),
                ...(short > 0
                  ? [
                      {
                        label: t('summary.short'),
                        value: short,
                        tone: 'negative' as const,
                      },
                    ]
                  : []),
              ]}
            />
          </div>
        );
      })}
    </section>
  );
}
