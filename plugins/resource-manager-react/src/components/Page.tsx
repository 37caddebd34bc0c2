import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** The room that a page stands in: one column on the 8-pixel grid. */
export function PageBody(props: { children: ReactNode }) {
  return <main className={styles.page}>{props.children}</main>;
}

/** Top of a page: title, one sentence of what it is, chips beside the title, the primary action at the right. */
export function PageHeader(props: {
  title: string;
  description?: ReactNode;
  /** The page above this one. */
  parent?: { title: string; href: string };
  /** Chips and labels beside the title. */
  status?: ReactNode;
  /** A FreshnessNote, where data are live. */
  freshness?: ReactNode;
  primaryAction?: ReactNode;
}) {
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        {props.parent && (
          <Link href={props.parent.href} variant="body-small">
            {`← ${props.parent.title}`}
          </Link>
        )}
        <div className={styles.titleRow}>
          <h1 className={styles.title}>{props.title}</h1>
          {props.status}
        </div>
        {props.description && (
          <p className={styles.description}>{props.description}</p>
        )}
      </div>
      {(props.freshness || props.primaryAction) && (
        <div className={styles.aside}>
          {props.freshness}
          {props.primaryAction}
        </div>
      )}
    </header>
  );
}
