import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Utilisation } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ClusterProblems,
  FreshnessNote,
  GpuSummary,
  MetricsSourceNote,
  PageBody,
  PageHeader,
  RangePicker,
  resourceManagerReactTranslationRef,
  useClusters,
  useQuotas,
  UtilisationByPicker,
  UtilisationChart,
  UtilisationTable,
  useUtilisation,
  useWastes,
  WasteTable,
  type UtilisationBy,
  type UtilisationRange,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Section } from '../shared/Section';
import { useSearchState } from '../shared/useSearchState';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { attentionItems } from './attention';
import { AttentionList } from './AttentionList';
import { NumberCards } from './NumberCards';
import overviewStyles from './Overview.module.css';

const WAYS: readonly string[] = ['department', 'project', 'pool'];
const RANGES: readonly string[] = ['1h', '24h', '7d', '14d'];
/** Rows in which a starved project is looked for: the largest page that the API gives. */
const QUOTA_ROWS = 500;

function useChoices() {
  const [state, setState] = useSearchState(['by', 'range']);
  return {
    by: (WAYS.includes(state.by ?? '')
      ? state.by
      : 'department') as UtilisationBy,
    range: (RANGES.includes(state.range ?? '')
      ? state.range
      : '24h') as UtilisationRange,
    setState,
  };
}

function Attention(props: { source: Utilisation['source'] }) {
  const clusters = useClusters();
  const quotas = useQuotas({ limit: QUOTA_ROWS });
  const wastes = useWastes();
  // Each part says itself elsewhere on the page when it cannot be read.
  const isLoading = clusters.isPending || quotas.isPending || wastes.isPending;
  return (
    <AsyncContent
      query={{
        data: isLoading ? undefined : true,
        error: null,
        isPending: isLoading,
      }}
    >
      {() => (
        <AttentionList
          items={attentionItems({
            clusters: clusters.data?.items ?? [],
            quotas: quotas.data?.items ?? [],
            wastes: wastes.data?.items ?? [],
            source: props.source,
          })}
        />
      )}
    </AsyncContent>
  );
}

/** All GPUs at a glance: what they do, who holds them, and what needs a look. */
export function OverviewPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { t: tReact } = useTranslationRef(resourceManagerReactTranslationRef);
  const { by, range, setState } = useChoices();
  const utilisation = useUtilisation({ by, range });
  const clusters = useClusters();
  const wastes = useWastes();
  const isWhole = utilisation.data?.scope !== 'projects';
  return (
    <PageBody>
      <PageHeader
        title={t('overview.title')}
        description={t(
          isWhole ? 'overview.description' : 'overview.descriptionProjects',
        )}
        freshness={
          utilisation.data && (
            <FreshnessNote observedAt={utilisation.data.asOf} />
          )
        }
      />
      <AsyncContent query={utilisation} source={t('overview.source')} rows={10}>
        {data => (
          <div className={styles.sections}>
            <MetricsSourceNote source={data.source} />
            <ClusterProblems errors={data.errors} />
            <NumberCards
              utilisation={data}
              clusters={clusters.data?.items ?? []}
            />
            <Section title={t('overview.now')}>
              <GpuSummary utilisation={data} label={t('overview.now')} />
            </Section>
            <Section title={t('overview.look')}>
              <Attention source={data.source} />
            </Section>
            <Section
              title={t('overview.history')}
              action={
                <RangePicker
                  value={range}
                  onChange={chosen => setState({ range: chosen })}
                />
              }
            >
              <div className={overviewStyles.charts}>
                <div>
                  <h3 className={overviewStyles.chartTitle}>
                    {t('overview.whatTheyDo')}
                  </h3>
                  <UtilisationChart history={data.history} />
                </div>
                {data.history && (
                  <div>
                    <h3 className={overviewStyles.chartTitle}>
                      {t('overview.heldBy')}
                    </h3>
                    <UtilisationChart
                      history={data.history}
                      show="groups"
                      outside={tReact(`utilisation.column.outside.${by}`)}
                    />
                  </div>
                )}
              </div>
            </Section>
            <Section
              title={t('overview.rows')}
              action={
                <UtilisationByPicker
                  value={by}
                  onChange={chosen => setState({ by: chosen })}
                />
              }
            >
              <UtilisationTable utilisation={data} />
            </Section>
          </div>
        )}
      </AsyncContent>
      <Section title={tReact('utilisation.stakeholder.wastes')}>
        <AsyncContent
          query={wastes}
          source={tReact('utilisation.source.wastes')}
        >
          {data => <WasteTable wastes={data} />}
        </AsyncContent>
      </Section>
    </PageBody>
  );
}
