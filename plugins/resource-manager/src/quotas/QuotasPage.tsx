import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import type { QuotaRow } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ClusterProblems,
  EmptyState,
  FreshnessNote,
  PageBody,
  PageHeader,
  paths,
  useMe,
  useQuotas,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useCallback, useState } from 'react';
import { Pager } from '../shared/Pager';
import { useCursorPages } from '../shared/useCursorPages';
import { useSearchState } from '../shared/useSearchState';
import { resourceManagerTranslationRef } from '../translation';
import { groupRows } from './groups';
import { HistorySheet } from './HistorySheet';
import { PoolQuotas } from './PoolQuotas';
import { QuotaFilters } from './QuotaFilters';
import styles from './quotas.module.css';
import { ReviewSheet } from './ReviewSheet';
import { canSave, poolSums } from './sums';
import { usePutBack } from './usePutBack';
import { useQuotaEdits } from './useQuotaEdits';

const PAGE_SIZE = 50;

function UnsavedBar(props: {
  count: number;
  onReview: () => void;
  onDiscard: () => void;
  canReview: boolean;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <div className={styles.unsaved} role="status">
      <span className={styles.grow}>
        {t('quotas.unsaved', { count: props.count })}
        {!props.canReview && (
          <span className={styles.bad}> · {t('quotas.fixFirst')}</span>
        )}
      </span>
      <Button variant="secondary" onPress={props.onDiscard}>
        {t('quotas.discard')}
      </Button>
      <Button
        variant="primary"
        isDisabled={!props.canReview}
        onPress={props.onReview}
      >
        {t('quotas.review')}
      </Button>
    </div>
  );
}

/** Who is guaranteed what, pool by pool; for those who may, an editor of it. */
export function QuotasPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [filter, setFilter] = useSearchState([
    'cluster',
    'pool',
    'resource',
    'department',
    'q',
  ] as const);
  const pages = useCursorPages({ question: JSON.stringify(filter) });
  const quotas = useQuotas({
    ...filter,
    cursor: pages.cursor,
    limit: PAGE_SIZE,
  });
  const mayEdit = useMe().data?.may.manageQuotas ?? false;
  const { edits, change, drop, dropAll, replace } = useQuotaEdits();
  const [isReviewing, setReviewing] = useState(false);
  const [history, setHistory] = useState<QuotaRow>();
  const sums = poolSums(quotas.data?.pools ?? [], edits);
  const putBack = usePutBack();
  const onHistory = useCallback((row: QuotaRow) => setHistory(row), []);
  const isFiltered = Object.keys(filter).length > 0;

  return (
    <PageBody>
      <PageHeader
        title={t('quotas.title')}
        description={t(
          mayEdit ? 'quotas.description' : 'quotas.descriptionReadOnly',
        )}
        freshness={
          quotas.data && <FreshnessNote observedAt={quotas.dataUpdatedAt} />
        }
      />
      <QuotaFilters filter={filter} onChange={setFilter} />
      <AsyncContent
        query={quotas}
        source={t('quotas.source')}
        isEmpty={data => data.items.length === 0 && data.errors.length === 0}
        empty={
          <EmptyState
            title={t(isFiltered ? 'quotas.noMatch' : 'quotas.empty')}
            text={t(isFiltered ? 'quotas.noMatchText' : 'quotas.emptyText')}
            action={
              isFiltered ? (
                <Button
                  variant="secondary"
                  onPress={() =>
                    setFilter({
                      cluster: undefined,
                      pool: undefined,
                      resource: undefined,
                      department: undefined,
                      q: undefined,
                    })
                  }
                >
                  {t('quotas.clearFilter')}
                </Button>
              ) : (
                <ButtonLink href={paths.projects()}>
                  {t('quotas.toProjects')}
                </ButtonLink>
              )
            }
          />
        }
      >
        {data => {
          const groups = groupRows(data.items);
          return (
            <>
              <ClusterProblems errors={data.errors} />
              {sums
                .filter(sum => groups.has(sum.key) || sum.isExcessNew)
                .map(sum => (
                  <PoolQuotas
                    key={sum.key}
                    sum={sum}
                    groups={groups.get(sum.key) ?? []}
                    edits={edits}
                    mayEdit={mayEdit}
                    onChange={change}
                    onHistory={onHistory}
                    onPutBack={putBack}
                  />
                ))}
              <Pager
                totalItems={data.totalItems}
                shown={data.items.length}
                nextCursor={data.nextCursor}
                hasPrevious={pages.hasPrevious}
                onNext={pages.next}
                onPrevious={pages.previous}
              />
            </>
          );
        }}
      </AsyncContent>
      {edits.size > 0 && (
        <UnsavedBar
          count={edits.size}
          canReview={canSave(edits, sums)}
          onReview={() => setReviewing(true)}
          onDiscard={dropAll}
        />
      )}
      <ReviewSheet
        isOpen={isReviewing}
        onOpenChange={setReviewing}
        edits={edits}
        onDrop={drop}
        onReplace={replace}
      />
      <HistorySheet
        row={history}
        mayRestore={mayEdit}
        onClose={() => setHistory(undefined)}
      />
    </PageBody>
  );
}
