import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import { useId, useMemo } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { layoutLineage, NODE_HEIGHT, NODE_WIDTH } from './layoutLineage';
import styles from './Lineage.module.css';
import { LineageNodeLink } from './LineageNodeLink';

/** The lineage as layers from left to right. Its nodes are links in a list; the lines between them are decoration. */
export function LineageGraph(props: { lineage: Lineage; title: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { lineage, title } = props;
  const placed = useMemo(() => layoutLineage(lineage), [lineage]);
  const arrow = useId();
  return (
    <div className={styles.scroll}>
      <div
        className={styles.canvas}
        style={{ width: placed.width, height: placed.height }}
      >
        <svg
          className={styles.lines}
          width={placed.width}
          height={placed.height}
          aria-hidden
          focusable="false"
        >
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M 0 0 L 8 4 L 0 8 z" className={styles.arrow} />
            </marker>
          </defs>
          {placed.edges.map(({ id, path }) => (
            <path
              key={id}
              d={path}
              className={styles.line}
              markerEnd={`url(#${arrow})`}
            />
          ))}
        </svg>
        <ul
          className={styles.nodes}
          aria-label={t('lineage.graphLabel', { title })}
        >
          {placed.nodes.map(({ node, x, y }) => (
            <li
              key={node.id}
              className={styles.place}
              style={{
                left: x,
                top: y,
                width: NODE_WIDTH,
                height: NODE_HEIGHT,
              }}
            >
              <LineageNodeLink
                node={node}
                isCurrent={node.id === lineage.entity}
              />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
