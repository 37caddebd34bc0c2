import { Legend, Line, LineChart, ResponsiveContainer } from 'recharts';
import { axes, chartTooltip, type CanvasProps } from './chartParts';

/** Told apart by dashes too, since some people see no difference of hue. */
const LOOKS = [
  { stroke: 'var(--bui-accent-bg)', dash: undefined },
  { stroke: 'var(--bui-warning-fg-subdued)', dash: '6 3' },
  { stroke: 'var(--bui-positive-fg-subdued)', dash: '2 3' },
  { stroke: 'var(--bui-announcement-fg-subdued)', dash: '8 3 2 3' },
  { stroke: 'var(--bui-negative-fg-subdued)', dash: '4 4' },
  { stroke: 'var(--bui-fg-secondary)', dash: '1 2' },
];

/** Lines by recharts, which only the canvases know. */
// React.lazy takes a module's default export.
export default function LineChartCanvas(props: CanvasProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={props.rows}
        margin={{ top: 8, right: 16, bottom: 8, left: 0 }}
      >
        {axes(props, ['auto', 'auto'])}
        {chartTooltip(props)}
        {props.series.length > 1 && <Legend />}
        {props.series.map(({ name }, index) => (
          <Line
            key={name}
            dataKey={`y${index}`}
            name={name}
            stroke={LOOKS[index % LOOKS.length].stroke}
            strokeDasharray={LOOKS[index % LOOKS.length].dash}
            strokeWidth={2}
            dot={false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
