import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Table, useTable, type ColumnConfig } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  Duration,
  GpuName,
  paths,
  ProjectLink,
  StateChip,
  TimeAgo,
  UserName,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useMemo } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { RunProgress } from './RunProgress';
import styles from './Runs.module.css';

function Gpus({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (run.gpus === 0) return <>{t('runs.cpuOnly')}</>;
  return run.gpuModel ? <GpuName model={run.gpuModel} count={run.gpus} /> : <>{run.gpus}</>;
}

function useColumns(): ColumnConfig<Run>[] {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return useMemo(
    () => [
      {
        id: 'state',
        label: t('runs.state'),
        cell: run => (
          <Cell>
            <StateChip run={run} />
          </Cell>
        ),
      },
      {
        id: 'name',
        label: t('runs.name'),
        isRowHeader: true,
        cell: run => (
          <Cell>
            <Link href={paths.run(run.id)}>{run.name}</Link>
          </Cell>
        ),
      },
      { id: 'type', label: t('runs.type'), cell: run => <CellText title={t(`runType.${run.type}`)} /> },
      {
        id: 'project',
        label: t('runs.project'),
        cell: run => (
          <Cell>
            <ProjectLink project={run.project} title={run.projectTitle} />
          </Cell>
        ),
      },
      {
        id: 'owner',
        label: t('runs.owner'),
        cell: run => (
          <Cell>
            <UserName userRef={run.owner} />
          </Cell>
        ),
      },
      {
        id: 'gpus',
        label: t('runs.gpus'),
        cell: run => (
          <Cell>
            <Gpus run={run} />
          </Cell>
        ),
      },
      {
        id: 'progress',
        label: t('runs.progress'),
        cell: run => (
          <Cell>
            <RunProgress run={run} />
          </Cell>
        ),
      },
      {
        id: 'time',
        label: t('runs.time'),
        cell: run => (
          <Cell>
            <span className={styles.nowrap}>
              <Duration from={run.startedAt ?? run.submittedAt} to={run.finishedAt} />
            </span>
          </Cell>
        ),
      },
      {
        id: 'submitted',
        label: t('runs.submitted'),
        cell: run => (
          <Cell>
            <span className={styles.nowrap}>
              <TimeAgo at={run.submittedAt} />
            </span>
          </Cell>
        ),
      },
    ],
    [t],
  );
}

/** Runs as rows; the caller pages. */
export function RunTable({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const columns = useColumns();
  const { tableProps } = useTable({
    mode: 'complete',
    data: [...runs],
    paginationOptions: { type: 'none', pageSize: Math.max(runs.length, 1) },
  });
  return (
    // The keyboard scrolls it on a narrow screen.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('runs.title')}>
      <Table columnConfig={columns} {...tableProps} />
    </div>
  );
}
