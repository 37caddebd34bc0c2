import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { DateTime } from 'luxon';
import { lazy, Suspense, useMemo } from 'react';
import { resourceManagerReactTranslationRef } from '../translation';
import { rowsOf, summaryOf, type ChartSeries } from './series';
import styles from './TimeSeriesChart.module.css';

// Recharts is large, and most pages have no chart.
const LineChartCanvas = lazy(() => import('./LineChartCanvas'));
const AreaChartCanvas = lazy(() => import('./AreaChartCanvas'));

const DEFAULT_HEIGHT = 240;
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** As short as the span allows: a clock within a day, a date beyond. */
function timeFormat(rows: readonly { x: number }[]) {
  const span = rows.length > 0 ? rows[rows.length - 1].x - rows[0].x : 0;
  return (x: number) =>
    DateTime.fromMillis(x).toLocaleString(
      span < DAY_MS - HOUR_MS
        ? DateTime.TIME_24_SIMPLE
        : {
            month: 'short',
            day: 'numeric',
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          },
    );
}

/**
 * Lines, or areas on top of each other, over time or over steps; with a sentence and a table for those who do not see
 * them. Areas keep gaps as gaps, lines bridge them.
 */
export function TimeSeriesChart(props: {
  label: string;
  /** `lines` when left out. */
  kind?: 'lines' | 'areas';
  series: readonly ChartSeries[];
  /** `time`: x is milliseconds since the epoch. */
  x: 'time' | 'number';
  xLabel: string;
  yLabel?: string;
  height?: number;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { series, height = DEFAULT_HEIGHT } = props;
  const rows = useMemo(() => rowsOf(series), [series]);
  const formatX = useMemo(
    () =>
      props.x === 'time' ? timeFormat(rows) : (x: number) => number.format(x),
    [props.x, rows],
  );
  const Canvas = props.kind === 'areas' ? AreaChartCanvas : LineChartCanvas;
  const text = series
    .map(one => {
      const summary = summaryOf(one);
      return summary
        ? t('chart.series', {
            name: one.name,
            first: number.format(summary.first),
            last: number.format(summary.last),
            lowest: number.format(summary.lowest),
            highest: number.format(summary.highest),
          })
        : t('chart.noPoints', { name: one.name });
    })
    .join('; ');

  return (
    <figure className={styles.root}>
      <div role="img" aria-label={`${props.label}: ${text}`} style={{ height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <Canvas
            rows={rows}
            series={series}
            formatX={formatX}
            formatY={value => number.format(value)}
            xLabel={props.xLabel}
            yLabel={props.yLabel}
          />
        </Suspense>
      </div>
      <details>
        <summary className={styles.summary}>{t('chart.table')}</summary>
        <div className={styles.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{props.xLabel}</th>
                {series.map(one => (
                  <th key={one.name} scope="col">
                    {one.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.x}>
                  <th scope="row">{formatX(row.x)}</th>
                  {series.map((one, index) => (
                    <td key={one.name}>
                      {row[`y${index}`] === undefined
                        ? ''
                        : number.format(row[`y${index}`])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
