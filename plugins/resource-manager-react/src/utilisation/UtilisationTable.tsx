import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  GpuUse,
  Utilisation,
  UtilisationRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import { formatNumber } from '../components/amounts';
import { paths } from '../paths';
import { resourceManagerReactTranslationRef } from '../translation';
import { UtilisationBar } from './UtilisationBar';
import styles from './Utilisation.module.css';

type Column =
  | 'held'
  | 'busy'
  | 'heldIdle'
  | 'reserved'
  | 'free'
  | 'unavailable';

function hrefOf(by: Utilisation['by'], row: UtilisationRow) {
  if (row.key === undefined) {
    return undefined;
  }
  if (by === 'pool') {
    return paths.quotas({ cluster: row.cluster, pool: row.pool });
  }
  return by === 'project'
    ? paths.project(row.key)
    : paths.projects({ department: row.key });
}

function wholeOf(gpus: GpuUse): number {
  return gpus.capacity ?? gpus.held;
}

/** Departments, projects or pools with what their GPUs do; the last row is everything that is shown. */
export function UtilisationTable(props: { utilisation: Utilisation }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { by, rows, gpus, memory } = props.utilisation;
  const hasPools = by === 'pool' && gpus.capacity !== undefined;
  const columns: Column[] = [
    'held',
    'busy',
    'heldIdle',
    'reserved',
    ...(hasPools ? (['free', 'unavailable'] as const) : []),
  ];
  const scale = Math.max(
    1,
    ...rows.map(row => Math.max(wholeOf(row.gpus), row.guaranteed)),
  );
  const number = (value: number | undefined) =>
    value === undefined ? (
      <span className={styles.muted}>{t('utilisation.unknown')}</span>
    ) : (
      formatNumber(value)
    );
  const memoryText = (value: UtilisationRow['memory']) =>
    value && value.totalGib > 0
      ? t('utilisation.memoryCell', {
          used: formatNumber(value.usedGib),
          total: formatNumber(value.totalGib),
        })
      : undefined;
  const sum = (name: 'guaranteed' | 'unusedGuarantee' | 'waiting') =>
    rows.reduce((all, row) => all + row[name], 0);

  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`utilisation.column.${by}`)}</th>
            <th scope="col" className={styles.barCell}>
              {t(
                hasPools
                  ? 'utilisation.column.poolUse'
                  : 'utilisation.column.use',
              )}
            </th>
            {columns.map(column => (
              <th key={column} scope="col" className={styles.number}>
                {t(`utilisation.column.${column}`)}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('utilisation.column.guaranteed')}
            </th>
            <th scope="col" className={styles.number}>
              {t('utilisation.column.unusedGuarantee')}
            </th>
            <th scope="col" className={styles.number}>
              {t('utilisation.column.waiting')}
            </th>
            <th scope="col" className={styles.number}>
              {t('utilisation.column.memory')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const title =
              row.title ?? row.key ?? t(`utilisation.column.outside.${by}`);
            const href = hrefOf(by, row);
            const under =
              by === 'pool' ? row.clusterTitle : row.departmentTitle;
            return (
              <tr key={row.key ?? ''}>
                <th scope="row">
                  <div className={styles.tight}>
                    {href ? <Link href={href}>{title}</Link> : title}
                    {under && <span className={styles.muted}>{under}</span>}
                  </div>
                </th>
                <td className={styles.barCell}>
                  <UtilisationBar gpus={row.gpus} label={title} scale={scale} />
                </td>
                {columns.map(column => (
                  <td key={column} className={styles.number}>
                    {number(row.gpus[column])}
                  </td>
                ))}
                <td className={styles.number}>
                  {formatNumber(row.guaranteed)}
                </td>
                <td className={styles.number}>
                  {formatNumber(row.unusedGuarantee)}
                </td>
                <td className={styles.number}>{formatNumber(row.waiting)}</td>
                <td className={styles.number}>
                  {memoryText(row.memory) ??
                    (row.gpus.held > 0 && number(undefined))}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('utilisation.column.total')}</th>
            <td className={styles.barCell} />
            {columns.map(column => (
              <td key={column} className={styles.number}>
                {number(gpus[column])}
              </td>
            ))}
            <td className={styles.number}>{formatNumber(sum('guaranteed'))}</td>
            <td className={styles.number}>
              {formatNumber(sum('unusedGuarantee'))}
            </td>
            <td className={styles.number}>{formatNumber(sum('waiting'))}</td>
            <td className={styles.number}>
              {memoryText(memory) ?? (gpus.held > 0 && number(undefined))}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
