import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Menu, MenuItem, MenuTrigger, Select } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type {
  Access,
  QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  paths,
  ProjectLink,
  QuotaBar,
  SyncChip,
  useAmountText,
} from '@silogen/backstage-plugin-resource-manager-react';
import { memo, type ReactNode } from 'react';
import { resourceManagerTranslationRef } from '../translation';
import { AmountField } from './AmountField';
import { inputOf, type QuotaEdit, type QuotaInput } from './edits';
import styles from './quotas.module.css';
import { rowProblems } from './sums';

const ACCESS: readonly Access[] = ['guaranteed', 'borrow', 'none'];

type Change = (row: QuotaRow, patch: Partial<QuotaInput>) => void;

function EditCells(props: {
  row: QuotaRow;
  edit: QuotaEdit | undefined;
  onChange: Change;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { row, edit, onChange } = props;
  const input = edit?.input ?? inputOf(row);
  const problems = edit ? rowProblems(edit) : [];
  const field = (
    name: 'guaranteed' | 'borrowingLimit' | 'lendingLimit',
    placeholder?: string,
  ) => {
    const problem = problems.find(one => one.field === name)?.problem;
    return (
      <td>
        <AmountField
          className={styles.field}
          label={t(`quotas.${name}Of`, {
            project: row.projectTitle,
            pool: row.poolTitle,
          })}
          value={input[name]}
          placeholder={placeholder}
          problem={problem && t(`quotas.problem.${problem}`)}
          onChange={value => onChange(row, { [name]: value })}
        />
      </td>
    );
  };
  return (
    <>
      <td>
        <Select
          className={styles.access}
          aria-label={t('quotas.accessOf', {
            project: row.projectTitle,
            pool: row.poolTitle,
          })}
          size="small"
          options={ACCESS.map(access => ({
            id: access,
            label: t(`quotas.access.${access}`),
          }))}
          value={input.access}
          onChange={access => onChange(row, { access: access as Access })}
        />
      </td>
      {field('guaranteed')}
      {field('borrowingLimit', t('quotas.noLimit'))}
      {field('lendingLimit', t('quotas.lendsAll'))}
    </>
  );
}

function ReadCells(props: { row: QuotaRow }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { plain } = useAmountText();
  const { row } = props;
  const limit = (quantity: string | undefined, without: string): ReactNode =>
    quantity === undefined ? without : plain(quantity, row.resource);
  return (
    <>
      <td>{t(`quotas.access.${row.access}`)}</td>
      <td>{plain(row.guaranteed, row.resource)}</td>
      <td>{limit(row.borrowingLimit, t('quotas.noLimit'))}</td>
      <td>{limit(row.lendingLimit, t('quotas.lendsAll'))}</td>
    </>
  );
}

/** One project in one pool. */
export const QuotaRowCells = memo(
  (props: {
    row: QuotaRow;
    edit: QuotaEdit | undefined;
    mayEdit: boolean;
    onChange: Change;
    onHistory: (row: QuotaRow) => void;
    onPutBack: (row: QuotaRow) => void;
  }) => {
    const { t } = useTranslationRef(resourceManagerTranslationRef);
    const { row } = props;
    const isDrifted = props.mayEdit && row.sync.state === 'drifted';
    return (
      <tr className={props.edit ? styles.changed : undefined}>
        <th scope="row" className={styles.project}>
          <ProjectLink project={row.project} title={row.projectTitle} />
        </th>
        {props.mayEdit ? (
          <EditCells row={row} edit={props.edit} onChange={props.onChange} />
        ) : (
          <ReadCells row={row} />
        )}
        <td className={styles.use}>
          <QuotaBar
            label={t('quotas.useOf', {
              project: row.projectTitle,
              pool: row.poolTitle,
            })}
            resource={row.resource}
            guaranteed={row.guaranteed}
            used={row.used}
            borrowed={row.borrowed}
            waiting={row.waiting}
            hideGuaranteed
          />
        </td>
        <td>
          {/* Where the project never had a quota, nothing is to be applied. */}
          {row.version > 0 && <SyncChip sync={row.sync} />}
        </td>
        <td>
          <MenuTrigger>
            <ButtonIcon
              aria-label={t('quotas.menuOf', { project: row.projectTitle })}
              icon={<RiMore2Line />}
              variant="tertiary"
              size="small"
            />
            <Menu>
              {isDrifted && (
                <MenuItem onAction={() => props.onPutBack(row)}>
                  {t('quotas.putBack')}
                </MenuItem>
              )}
              <MenuItem onAction={() => props.onHistory(row)}>
                {t('quotas.history')}
              </MenuItem>
              <MenuItem href={paths.project(row.project)}>
                {t('quotas.toProject')}
              </MenuItem>
              <MenuItem
                href={paths.runs({
                  project: row.project,
                  cluster: row.cluster,
                  pool: row.pool,
                })}
              >
                {t('quotas.toRuns')}
              </MenuItem>
            </Menu>
          </MenuTrigger>
        </td>
      </tr>
    );
  },
);
