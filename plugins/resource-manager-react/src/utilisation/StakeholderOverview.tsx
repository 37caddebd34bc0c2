import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { AsyncContent } from '../components/AsyncContent';
import { FreshnessNote } from '../components/FreshnessNote';
import { ClusterProblems } from '../components/ProblemPanel';
import { useUtilisation, useWastes } from '../hooks/utilisation';
import { paths } from '../paths';
import { resourceManagerReactTranslationRef } from '../translation';
import { RangePicker, type UtilisationRange } from './Choices';
import { GpuSummary } from './GpuSummary';
import { MetricsSourceNote } from './MetricsSourceNote';
import { UtilisationChart } from './UtilisationChart';
import { UtilisationTable } from './UtilisationTable';
import { WasteTable } from './WasteTable';
import styles from './Utilisation.module.css';

/** Wastes that someone takes in at a glance; all stand on the overview page. */
const SHOWN_WASTES = 5;

function Part(props: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.stack} aria-label={props.title}>
      <div className={styles.row}>
        <h2 className={styles.title}>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}

/** What a stakeholder's Home shows: GPUs now, by department, over time, and the largest wastes. */
export function StakeholderOverview() {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const [range, setRange] = useState<UtilisationRange>('24h');
  const utilisation = useUtilisation({ by: 'department', range });
  const wastes = useWastes();
  return (
    <div className={styles.sections}>
      <AsyncContent
        query={utilisation}
        source={t('utilisation.stakeholder.source')}
        rows={8}
      >
        {data => (
          <div className={styles.sections}>
            <MetricsSourceNote source={data.source} />
            <ClusterProblems errors={data.errors} />
            <Part
              title={t('utilisation.stakeholder.now')}
              action={
                <div className={styles.row}>
                  <FreshnessNote observedAt={data.asOf} />
                  <Link href={paths.overview()}>
                    {t('utilisation.stakeholder.open')}
                  </Link>
                </div>
              }
            >
              <GpuSummary
                utilisation={data}
                label={t('utilisation.stakeholder.now')}
              />
            </Part>
            <Part title={t('utilisation.stakeholder.byDepartment')}>
              <UtilisationTable utilisation={data} />
            </Part>
            <Part
              title={t('utilisation.stakeholder.history')}
              action={<RangePicker value={range} onChange={setRange} />}
            >
              <UtilisationChart history={data.history} />
            </Part>
          </div>
        )}
      </AsyncContent>
      <Part title={t('utilisation.stakeholder.wastes')}>
        <AsyncContent query={wastes} source={t('utilisation.source.wastes')}>
          {data => <WasteTable wastes={data} limit={SHOWN_WASTES} />}
        </AsyncContent>
      </Part>
    </div>
  );
}
