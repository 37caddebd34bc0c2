import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { UtilisationHistory } from '@silogen/backstage-plugin-resource-manager-common';
import { useMemo } from 'react';
import type { ChartSeries } from '../components/series';
import { TimeSeriesChart } from '../components/TimeSeriesChart';
import { resourceManagerReactTranslationRef } from '../translation';
import { GPU_PARTS, PART_TONES } from './gpuParts';

function pointsOf(
  times: readonly string[],
  column: readonly (number | null)[],
) {
  return times.map((at, index) => ({ x: Date.parse(at), y: column[index] }));
}

/** GPUs over time: by what they do, or (`groups`) by who holds them. */
export function UtilisationChart(props: {
  history: UtilisationHistory | undefined;
  show?: 'parts' | 'groups';
  /** What a group without a name is called. */
  outside?: string;
  height?: number;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { history, show = 'parts', outside } = props;
  const series = useMemo((): ChartSeries[] => {
    if (!history) {
      return [];
    }
    if (show === 'groups') {
      return history.groups.map(group => ({
        name: group.rest
          ? t('utilisation.chart.rest')
          : group.title ?? group.key ?? outside ?? t('utilisation.unknown'),
        points: pointsOf(history.times, group.held),
      }));
    }
    return GPU_PARTS.flatMap(part => {
      const column = history.columns[part];
      // A part that never was is told by the numbers, and would only fill the legend.
      const isShown = part === 'busy' || column?.some(Boolean);
      return column && isShown
        ? [
            {
              name: t(`utilisation.part.${part}`),
              points: pointsOf(history.times, column),
              tone: PART_TONES[part],
            },
          ]
        : [];
    });
  }, [history, show, outside, t]);
  if (!history) {
    return <Text color="secondary">{t('utilisation.chart.none')}</Text>;
  }
  return (
    <TimeSeriesChart
      label={t(
        show === 'groups'
          ? 'utilisation.chart.groupLabel'
          : 'utilisation.chart.label',
      )}
      kind="areas"
      series={series}
      x="time"
      xLabel={t('utilisation.chart.time')}
      yLabel={t('utilisation.chart.gpus')}
      height={props.height}
    />
  );
}
