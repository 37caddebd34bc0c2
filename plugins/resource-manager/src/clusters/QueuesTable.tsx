import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
} from '@remixicon/react';
import type { Queue } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  FreshnessNote,
  StatusChip,
  useAmountText,
  useQueues,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Pager } from '../shared/Pager';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { useCursorPages } from '../shared/useCursorPages';
import { resourceManagerTranslationRef } from '../translation';

const PAGE_SIZE = 50;

function QueueState(props: { queue: Queue }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { queue } = props;
  if (!queue.active) {
    return (
      <StatusChip
        tone="negative"
        icon={<RiCloseCircleLine size={16} aria-hidden />}
        label={t('clusters.queueInactive')}
        explanation={queue.message}
      />
    );
  }
  return queue.enforceable ? (
    <StatusChip
      tone="positive"
      icon={<RiCheckboxCircleLine size={16} aria-hidden />}
      label={t('clusters.queueActive')}
      explanation={queue.message}
    />
  ) : (
    <StatusChip
      tone="warning"
      icon={<RiAlertLine size={16} aria-hidden />}
      label={t('clusters.notEnforceable')}
      explanation={t('clusters.notEnforceableText')}
    />
  );
}

function QueueRow(props: { queue: Queue }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { amount, plain, resourceName } = useAmountText();
  const { queue } = props;
  // A queue lists every resource of every flavor; those that it neither has nor uses say nothing.
  const flavors = queue.flavors.filter(
    ({ nominal, used }) => nominal !== '0' || used !== '0',
  );
  return (
    <tr>
      <th scope="row">
        <div className={styles.tight}>
          <span className={styles.mono}>{queue.name}</span>
          <span className={styles.muted}>
            {t(queue.managed ? 'clusters.ours' : 'clusters.foreign')}
          </span>
        </div>
      </th>
      <td>
        <QueueState queue={queue} />
      </td>
      <td className={styles.mono}>{queue.cohort}</td>
      <td className={styles.number}>{queue.pending}</td>
      <td className={styles.number}>{queue.admitted}</td>
      <td>
        {flavors.length === 0 && (
          <span className={styles.muted}>{t('clusters.noQuota')}</span>
        )}
        {flavors.map(({ flavor, resource, nominal, used, borrowed }) => (
          <div key={`${flavor}/${resource}`}>
            {t(
              borrowed === '0' ? 'clusters.flavor' : 'clusters.flavorBorrowing',
              {
                flavor,
                resource: resourceName(resource),
                nominal: amount(nominal, resource),
                used: plain(used, resource),
                borrowed: plain(borrowed, resource),
              },
            )}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** A cluster's ClusterQueues as it reports them. */
export function QueuesTable(props: { cluster: string }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  const pages = useCursorPages({ question: cluster });
  const queues = useQueues({ cluster, cursor: pages.cursor, limit: PAGE_SIZE });
  return (
    <Section
      title={t('clusters.queues')}
      action={
        queues.data && <FreshnessNote observedAt={queues.data.observedAt} />
      }
    >
      <AsyncContent
        query={queues}
        source={t('clusters.queuesSource')}
        isEmpty={data => data.items.length === 0}
        empty={
          <EmptyState
            title={t('clusters.noQueues')}
            text={t('clusters.noQueuesText')}
          />
        }
      >
        {data => (
          <>
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('clusters.column.queue')}</th>
                    <th scope="col">{t('clusters.column.state')}</th>
                    <th scope="col">{t('clusters.column.cohort')}</th>
                    <th scope="col" className={styles.number}>
                      {t('clusters.column.waiting')}
                    </th>
                    <th scope="col" className={styles.number}>
                      {t('clusters.column.admitted')}
                    </th>
                    <th scope="col">{t('clusters.column.flavors')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.items.map(queue => (
                    <QueueRow key={queue.name} queue={queue} />
                  ))}
                </tbody>
              </table>
            </div>
            <Pager
              totalItems={data.totalItems}
              shown={data.items.length}
              nextCursor={data.nextCursor}
              hasPrevious={pages.hasPrevious}
              onNext={pages.next}
              onPrevious={pages.previous}
            />
          </>
        )}
      </AsyncContent>
    </Section>
  );
}
