import type { ReactNode } from 'react';
import styles from './shared.module.css';

/** A part of a page under a heading, with its action at the right. */
export function Section(props: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.stack} aria-label={props.title}>
      <div className={styles.row} style={{ justifyContent: 'space-between' }}>
        <h2 className={styles.sectionTitle}>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
