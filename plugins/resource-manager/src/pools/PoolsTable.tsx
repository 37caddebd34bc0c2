import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonIcon,
  Link,
  Menu,
  MenuItem,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type { Pool } from '@silogen/backstage-plugin-resource-manager-common';
import {
  amountOf,
  paths,
  Quantity,
  SegmentedBar,
  SyncChip,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

function CapacityBar(props: { pool: Pool }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { pool } = props;
  const { numbers, resource } = pool;
  const used = amountOf(numbers.used, resource);
  const borrowed = amountOf(numbers.borrowed, resource);
  const capacity = amountOf(numbers.capacity, resource);
  return (
    <SegmentedBar
      label={t('pools.capacityOf', { title: pool.title })}
      total={capacity}
      segments={[
        {
          label: t('pools.inGuarantee'),
          value: Math.max(0, used - borrowed),
          tone: 'accent',
        },
        { label: t('pools.borrowed'), value: borrowed, tone: 'warning' },
        {
          label: t('pools.free'),
          value: Math.max(0, capacity - used),
          tone: 'neutral',
        },
      ]}
    />
  );
}

function PoolRow(props: {
  pool: Pool;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { pool } = props;
  const { numbers, resource } = pool;
  return (
    <tr>
      <th scope="row">
        <div className={styles.tight}>
          <Link href={paths.quotas({ cluster: pool.cluster, pool: pool.name })}>
            {pool.title}
          </Link>
          <span className={styles.mono}>{pool.name}</span>
        </div>
      </th>
      <td>
        <Link href={paths.cluster(pool.cluster)}>
          {pool.clusterTitle ?? pool.cluster}
        </Link>
      </td>
      <td className={styles.mono}>
        {Object.entries(pool.selector).map(([key, value]) => (
          <div key={key}>{`${key}=${value}`}</div>
        ))}
      </td>
      <td>
        {t('pools.nodesReady', {
          ready: String(pool.readyNodes),
          total: String(pool.nodes),
        })}
      </td>
      <td style={{ minWidth: 220 }}>
        <CapacityBar pool={pool} />
      </td>
      <td>
        <div className={styles.tight}>
          <span>
            <Quantity value={numbers.guaranteed} resource={resource} />
          </span>
          <span className={styles.muted}>
            {t('pools.ofCapacity')}{' '}
            <Quantity value={numbers.capacity} resource={resource} />
          </span>
        </div>
      </td>
      <td>
        <SyncChip sync={pool.sync} />
      </td>
      <td>
        {props.mayManage && (
          <MenuTrigger>
            <ButtonIcon
              aria-label={t('pools.menuOf', { title: pool.title })}
              icon={<RiMore2Line />}
              variant="tertiary"
              size="small"
            />
            <Menu>
              <MenuItem onAction={props.onEdit}>{t('pools.edit')}</MenuItem>
              <MenuItem
                href={paths.quotas({ cluster: pool.cluster, pool: pool.name })}
              >
                {t('pools.toQuotas')}
              </MenuItem>
              <MenuItem color="danger" onAction={props.onDelete}>
                {t('pools.delete')}
              </MenuItem>
            </Menu>
          </MenuTrigger>
        )}
      </td>
    </tr>
  );
}

/** Pools of one or more clusters; each with its own bar, never added up. */
export function PoolsTable(props: {
  pools: readonly Pool[];
  mayManage: boolean;
  onEdit: (pool: Pool) => void;
  onDelete: (pool: Pool) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const columns = [
    'pool',
    'cluster',
    'selector',
    'nodes',
    'capacity',
    'guaranteed',
    'status',
  ] as const;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {t(`pools.column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <VisuallyHidden>{t('pools.column.menu')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.pools.map(pool => (
            <PoolRow
              key={`${pool.cluster}/${pool.name}`}
              pool={pool}
              mayManage={props.mayManage}
              onEdit={() => props.onEdit(pool)}
              onDelete={() => props.onDelete(pool)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
