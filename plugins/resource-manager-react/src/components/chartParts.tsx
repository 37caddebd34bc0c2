import { CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartRow, ChartSeries } from './series';

/** What a canvas draws. */
export interface CanvasProps {
  rows: ChartRow[];
  series: readonly ChartSeries[];
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  xLabel: string;
  yLabel?: string;
}

/** Grid and axes; recharts looks for them among a chart's direct children. */
export function axes(
  props: CanvasProps & { wholeNumbers?: boolean },
  domain: [number | 'auto', number | 'auto'],
) {
  return [
    <CartesianGrid key="grid" stroke="var(--bui-border-1)" vertical={false} />,
    <XAxis
      key="x"
      dataKey="x"
      type="number"
      domain={['dataMin', 'dataMax']}
      tickFormatter={props.formatX}
      stroke="var(--bui-border-2)"
      minTickGap={32}
    />,
    <YAxis
      key="y"
      domain={domain}
      allowDecimals={!props.wholeNumbers}
      tickFormatter={props.formatY}
      stroke="var(--bui-border-2)"
      width={64}
      label={
        props.yLabel
          ? { value: props.yLabel, angle: -90, position: 'insideLeft' }
          : undefined
      }
    />,
  ];
}

export function chartTooltip(props: CanvasProps) {
  return (
    <Tooltip
      labelFormatter={x => `${props.xLabel} ${props.formatX(Number(x))}`}
      formatter={value => props.formatY(Number(value))}
      itemStyle={{ color: 'var(--bui-fg-primary)' }}
      contentStyle={{
        background: 'var(--bui-bg-app)',
        border: '1px solid var(--bui-border-2)',
        borderRadius: 'var(--bui-radius-2)',
        color: 'var(--bui-fg-primary)',
      }}
    />
  );
}
