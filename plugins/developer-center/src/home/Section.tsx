import { Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Home.module.css';

/** A part of Home: what it is, a link to all of it, and the part itself. */
export function Section(props: {
  title: string;
  link?: { text: string; href: string };
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div className={styles.sectionHead}>
        <Text as="h2" variant="title-x-small">
          {props.title}
        </Text>
        {props.link && <Link href={props.link.href}>{props.link.text}</Link>}
      </div>
      {props.children}
    </section>
  );
}
