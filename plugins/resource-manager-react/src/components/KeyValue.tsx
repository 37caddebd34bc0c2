import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** Facts as pairs of a label and a value; a pair without a value is left out. */
export function KeyValue(props: {
  items: readonly { label: string; value: ReactNode }[];
}) {
  return (
    <dl className={styles.values}>
      {props.items
        .filter(
          ({ value }) => value !== undefined && value !== null && value !== '',
        )
        .map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
