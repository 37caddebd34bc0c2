import { RiCircleFill } from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import type { Tone } from './StatusChip';
import { TimeAgo } from './Times';
import styles from './Timeline.module.css';

/** Something that happened. */
export interface TimelineItem {
  id: string | number;
  at: string;
  title: ReactNode;
  /** More about it, such as the cluster's own words. */
  text?: ReactNode;
  tone?: Tone;
  icon?: ReactElement;
  /** Who did it. */
  by?: ReactNode;
}

/** What happened, in the order given. */
export function Timeline(props: {
  items: readonly TimelineItem[];
  label?: string;
}) {
  return (
    <ol className={styles.list} aria-label={props.label}>
      {props.items.map(item => (
        <li key={item.id} className={styles.item}>
          <span
            className={`${styles.mark} ${
              item.tone ? styles[item.tone] ?? '' : ''
            }`}
          >
            {item.icon ?? (
              <RiCircleFill size={10} style={{ marginTop: 6 }} aria-hidden />
            )}
          </span>
          <div className={styles.body}>
            <span>{item.title}</span>
            {item.text && <span className={styles.meta}>{item.text}</span>}
            <span className={styles.meta}>
              <TimeAgo at={item.at} />
              {item.by && <> · {item.by}</>}
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}
