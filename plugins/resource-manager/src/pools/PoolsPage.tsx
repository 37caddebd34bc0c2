import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { Pool } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ClusterProblems,
  ConfirmDialog,
  EmptyState,
  etagOf,
  FreshnessNote,
  PageBody,
  PageHeader,
  useClusters,
  useDeletePool,
  useMe,
  usePools,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from '../shared/shared.module.css';
import { useSearchState } from '../shared/useSearchState';
import { resourceManagerTranslationRef } from '../translation';
import { PoolSheet } from './PoolSheet';
import { PoolsTable } from './PoolsTable';

const ALL = '';

function ClusterFilter(props: {
  value?: string;
  onChange: (cluster?: string) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const clusters = useClusters().data?.items ?? [];
  if (clusters.length < 2) {
    return null;
  }
  return (
    <div className={styles.filters}>
      <Select
        label={t('pools.cluster')}
        size="small"
        options={[
          { id: ALL, label: t('pools.allClusters') },
          ...clusters.map(({ name, title }) => ({ id: name, label: title })),
        ]}
        value={props.value ?? ALL}
        onChange={key => props.onChange(String(key) || undefined)}
      />
    </div>
  );
}

/** The compute pools: what they have, what is guaranteed of it and used. */
export function PoolsPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [filter, setFilter] = useSearchState(['cluster'] as const);
  const pools = usePools(filter);
  const mayManage = useMe().data?.may.managePools ?? false;
  const [edited, setEdited] = useState<Pool | 'new'>();
  const [doomed, setDoomed] = useState<Pool>();
  const remove = useDeletePool();
  const add = mayManage ? (
    <Button
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => setEdited('new')}
    >
      {t('pools.add')}
    </Button>
  ) : undefined;

  return (
    <PageBody>
      <PageHeader
        title={t('pools.title')}
        description={t('pools.description')}
        freshness={
          pools.data && <FreshnessNote observedAt={pools.dataUpdatedAt} />
        }
        primaryAction={add}
      />
      <ClusterFilter
        value={filter.cluster}
        onChange={cluster => setFilter({ cluster })}
      />
      <AsyncContent
        query={pools}
        source={t('pools.source')}
        isEmpty={data => data.items.length === 0 && data.errors.length === 0}
        empty={
          <EmptyState
            title={t('pools.empty')}
            text={t('pools.emptyText')}
            action={add}
          />
        }
      >
        {data => (
          <>
            <ClusterProblems errors={data.errors} />
            <PoolsTable
              pools={data.items}
              mayManage={mayManage}
              onEdit={setEdited}
              onDelete={pool => {
                remove.reset();
                setDoomed(pool);
              }}
            />
          </>
        )}
      </AsyncContent>
      <PoolSheet
        isOpen={edited !== undefined}
        pool={edited === 'new' ? undefined : edited}
        onClose={() => setEdited(undefined)}
      />
      {doomed && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setDoomed(undefined)}
          title={t('pools.deleteTitle', { title: doomed.title })}
          effect={t('pools.deleteEffect', {
            title: doomed.title,
            cluster: doomed.clusterTitle ?? doomed.cluster,
          })}
          confirmLabel={t('pools.delete')}
          destructive
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() =>
            remove.mutate(
              {
                cluster: doomed.cluster,
                pool: doomed.name,
                etag: etagOf(doomed),
              },
              { onSuccess: () => setDoomed(undefined) },
            )
          }
        />
      )}
    </PageBody>
  );
}
