import { Area, AreaChart, Legend, ResponsiveContainer } from 'recharts';
import { axes, chartTooltip, type CanvasProps } from './chartParts';
import type { ChartTone } from './series';

/** The same colours as the bars that show these parts. */
const FILLS: Record<ChartTone, string> = {
  accent: 'var(--bui-accent-bg)',
  warning: 'var(--bui-warning-bg)',
  announcement: 'var(--bui-announcement-bg)',
  positive: 'var(--bui-positive-bg)',
  negative: 'var(--bui-negative-bg)',
  quiet: 'var(--bui-border-2)',
  unknown: 'var(--bui-fg-secondary)',
};
const DEFAULT_TONES: readonly ChartTone[] = [
  'accent',
  'announcement',
  'warning',
  'positive',
  'negative',
  'unknown',
  'quiet',
];

/** Areas on top of each other, by recharts. A time without values is a gap. */
// React.lazy takes a module's default export.
export default function AreaChartCanvas(props: CanvasProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={props.rows}
        margin={{ top: 8, right: 16, bottom: 8, left: 0 }}
      >
        {axes({ ...props, wholeNumbers: true }, [0, 'auto'])}
        {chartTooltip(props)}
        <Legend
          iconType="square"
          itemSorter={null}
          formatter={name => <LegendText>{String(name)}</LegendText>}
        />
        {props.series.map(({ name, tone }, index) => {
          const fill =
            FILLS[tone ?? DEFAULT_TONES[index % DEFAULT_TONES.length]];
          return (
            <Area
              key={name}
              dataKey={`y${index}`}
              name={name}
              stackId="all"
              type="step"
              // A part that is 0 would still draw its line on top of the others.
              stroke="none"
              fill={fill}
              fillOpacity={0.85}
              connectNulls={false}
              isAnimationActive={false}
            />
          );
        })}
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** Text in the text's colour: some areas are too pale to read by. */
function LegendText(props: { children: string }) {
  return (
    <span style={{ color: 'var(--bui-fg-secondary)' }}>{props.children}</span>
  );
}
