import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import {
  useAmountText,
  useDepartments,
  usePools,
} from '@silogen/backstage-plugin-resource-manager-react';
import { FilterSearch } from '../shared/FilterSearch';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

/** What the page shows; in the address. */
export interface QuotaFilter {
  cluster?: string;
  pool?: string;
  resource?: string;
  department?: string;
  q?: string;
}

const ALL = '';
/** Besides each pool's main resource. */
const OTHER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Pool (with its cluster), resource, department and a word of the project's name. */
export function QuotaFilters(props: {
  filter: QuotaFilter;
  onChange: (
    patch: Partial<Record<keyof QuotaFilter, string | undefined>>,
  ) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { resourceName } = useAmountText();
  const pools = usePools().data?.items ?? [];
  const departments = useDepartments().data?.items ?? [];
  const { filter, onChange } = props;
  const clusters = new Set(pools.map(pool => pool.cluster));

  return (
    <div className={styles.filters}>
      <Select
        label={t('quotas.filter.pool')}
        size="small"
        options={[
          { id: ALL, label: t('quotas.filter.allPools') },
          ...pools.map(pool => ({
            id: `${pool.cluster}/${pool.name}`,
            label:
              clusters.size > 1
                ? `${pool.title} · ${pool.clusterTitle ?? pool.cluster}`
                : pool.title,
          })),
        ]}
        value={
          filter.pool && filter.cluster
            ? `${filter.cluster}/${filter.pool}`
            : ALL
        }
        onChange={key => {
          const [cluster, pool] = String(key).split('/');
          onChange({ cluster: cluster || undefined, pool });
        }}
      />
      <Select
        label={t('quotas.filter.resource')}
        size="small"
        options={[
          { id: ALL, label: t('quotas.filter.mainResource') },
          ...OTHER_RESOURCES.map(resource => ({
            id: resource,
            label: resourceName(resource),
          })),
        ]}
        value={filter.resource ?? ALL}
        onChange={key => onChange({ resource: String(key) || undefined })}
      />
      <Select
        label={t('quotas.filter.department')}
        size="small"
        options={[
          { id: ALL, label: t('quotas.filter.allDepartments') },
          ...departments.map(({ name, title }) => ({ id: name, label: title })),
        ]}
        value={filter.department ?? ALL}
        onChange={key => onChange({ department: String(key) || undefined })}
      />
      <FilterSearch
        label={t('quotas.filter.search')}
        value={filter.q}
        onChange={q => onChange({ q })}
      />
    </div>
  );
}
