import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartRow } from './series';

/** Told apart by dashes too, since some people see no difference of hue. */
const LOOKS = [
  { stroke: 'var(--bui-accent-bg)', dash: undefined },
  { stroke: 'var(--bui-warning-fg-subdued)', dash: '6 3' },
  { stroke: 'var(--bui-positive-fg-subdued)', dash: '2 3' },
  { stroke: 'var(--bui-announcement-fg-subdued)', dash: '8 3 2 3' },
  { stroke: 'var(--bui-negative-fg-subdued)', dash: '4 4' },
  { stroke: 'var(--bui-fg-secondary)', dash: '1 2' },
];

interface LineChartCanvasProps {
  rows: ChartRow[];
  names: readonly string[];
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  xLabel: string;
  yLabel?: string;
}

/** The one place that knows recharts. */
// React.lazy takes a module's default export.
export default function LineChartCanvas(props: LineChartCanvasProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={props.rows}
        margin={{ top: 8, right: 16, bottom: 8, left: 0 }}
      >
        <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={['dataMin', 'dataMax']}
          tickFormatter={props.formatX}
          stroke="var(--bui-border-2)"
          minTickGap={32}
        />
        <YAxis
          domain={['auto', 'auto']}
          tickFormatter={props.formatY}
          stroke="var(--bui-border-2)"
          width={64}
          label={
            props.yLabel
              ? { value: props.yLabel, angle: -90, position: 'insideLeft' }
              : undefined
          }
        />
        <Tooltip
          labelFormatter={x => `${props.xLabel} ${props.formatX(Number(x))}`}
          formatter={value => props.formatY(Number(value))}
          contentStyle={{
            background: 'var(--bui-bg-app)',
            border: '1px solid var(--bui-border-2)',
            borderRadius: 'var(--bui-radius-2)',
            color: 'var(--bui-fg-primary)',
          }}
        />
        {props.names.length > 1 && <Legend />}
        {props.names.map((name, index) => (
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
