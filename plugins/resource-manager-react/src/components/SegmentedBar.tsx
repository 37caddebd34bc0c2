import { formatNumber } from './amounts';
import styles from './SegmentedBar.module.css';
import type { Tone } from './StatusChip';

/** One part of a whole. */
export interface BarSegment {
  label: string;
  value: number;
  tone: Tone | 'accent';
}

/** Parts of one whole in a bar, with a legend of icons and numbers; what `total` leaves over stays blank. */
export function SegmentedBar(props: {
  segments: readonly BarSegment[];
  total?: number;
  /** What the whole is. */
  label: string;
}) {
  const sum = props.segments.reduce((all, segment) => all + segment.value, 0);
  const total = Math.max(props.total ?? sum, sum);
  const text = props.segments
    .map(segment => `${segment.label} ${formatNumber(segment.value)}`)
    .join(', ');
  return (
    <div className={styles.root}>
      <div
        className={styles.bar}
        role="img"
        aria-label={`${props.label}: ${text}`}
      >
        {props.segments.map(segment => (
          <span
            key={segment.label}
            className={styles[segment.tone]}
            style={{
              width: total > 0 ? `${(segment.value / total) * 100}%` : 0,
            }}
          />
        ))}
      </div>
      <div className={styles.legend} aria-hidden>
        {props.segments.map(segment => (
          <span key={segment.label} className={styles.entry}>
            <span className={`${styles.key} ${styles[segment.tone]}`} />
            {segment.label} {formatNumber(segment.value)}
          </span>
        ))}
      </div>
    </div>
  );
}
