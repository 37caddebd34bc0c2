import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, VisuallyHidden } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import type { QuotaRow } from '@silogen/backstage-plugin-resource-manager-common';
import { useAmountText } from '@silogen/backstage-plugin-resource-manager-react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { rowKey, type QuotaEdits, type QuotaInput } from './edits';
import type { DepartmentGroup } from './groups';
import { QuotaRowCells } from './QuotaRowCells';
import styles from './quotas.module.css';
import type { PoolSum } from './sums';

function ExcessNote(props: { sum: PoolSum }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { amount, plain } = useAmountText();
  const { sum } = props;
  if (!sum.excess) {
    return null;
  }
  return (
    <span className={sum.isExcessNew ? styles.bad : styles.warn} role="alert">
      <RiAlertLine size={16} aria-hidden />{' '}
      {t(sum.isExcessNew ? 'quotas.exceeds' : 'quotas.notBacked', {
        guaranteed: plain(sum.guaranteed, sum.resource),
        capacity: amount(sum.capacity, sum.resource),
        excess: amount(sum.excess, sum.resource),
        pool: sum.poolTitle,
      })}
    </span>
  );
}

/** One pool: its projects by department, and what the guarantees add up to. */
export function PoolQuotas(props: {
  sum: PoolSum;
  groups: readonly DepartmentGroup[];
  edits: QuotaEdits;
  mayEdit: boolean;
  onChange: (row: QuotaRow, patch: Partial<QuotaInput>) => void;
  onHistory: (row: QuotaRow) => void;
  onPutBack: (row: QuotaRow) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { amount, plain, resourceName } = useAmountText();
  const { sum } = props;
  const columns = [
    'access',
    'guaranteed',
    'borrowUpTo',
    'lend',
    'now',
    'status',
  ] as const;
  const unassigned = sum.excess ? '0' : sum.unassigned;

  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.pool}
      aria-label={t('quotas.poolOn', {
        pool: sum.poolTitle,
        cluster: sum.clusterTitle,
      })}
    >
      <div className={styles.poolHeader}>
        <h2 className={styles.poolTitle}>{sum.poolTitle}</h2>
        <span className={sharedStyles.muted}>
          {sum.clusterTitle} · {resourceName(sum.resource)}
        </span>
        <ExcessNote sum={sum} />
      </div>
      <div className={sharedStyles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('quotas.column.project')}</th>
              {columns.map(column => (
                <th key={column} scope="col">
                  {t(`quotas.column.${column}`)}
                </th>
              ))}
              <th scope="col">
                <VisuallyHidden>{t('quotas.column.menu')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          {props.groups.map(group => (
            <tbody key={group.department}>
              <tr className={styles.department}>
                <th scope="rowgroup">{group.title}</th>
                <td />
                <td>{plain(group.guaranteed, sum.resource)}</td>
                <td colSpan={2} />
                <td>
                  {t('quotas.used', { used: amount(group.used, sum.resource) })}
                </td>
                <td colSpan={2} />
              </tr>
              {group.rows.map(row => (
                <QuotaRowCells
                  key={rowKey(row)}
                  row={row}
                  edit={props.edits.get(rowKey(row))}
                  mayEdit={props.mayEdit}
                  onChange={props.onChange}
                  onHistory={props.onHistory}
                  onPutBack={props.onPutBack}
                />
              ))}
            </tbody>
          ))}
          <tfoot>
            <tr className={styles.foot}>
              <th scope="row">{t('quotas.unassigned')}</th>
              <td />
              <td>{plain(unassigned, sum.resource)}</td>
              <td colSpan={5} className={sharedStyles.muted}>
                {t('quotas.capacity', {
                  guaranteed: plain(sum.guaranteed, sum.resource),
                  capacity: amount(sum.capacity, sum.resource),
                })}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Box>
  );
}
