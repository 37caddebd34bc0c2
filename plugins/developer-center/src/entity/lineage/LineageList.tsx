import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import { useMemo } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { layoutLineage } from './layoutLineage';
import styles from './Lineage.module.css';
import { hrefOf, NodeKind, NodeState } from './LineageNodeLink';

/** The same in words: every node with what it came from, in the order of the layers. */
export function LineageList(props: { lineage: Lineage; title: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { lineage, title } = props;
  const { nodes } = useMemo(() => layoutLineage(lineage), [lineage]);
  const titles = new Map(lineage.nodes.map(node => [node.id, node.title]));
  const originsOf = (id: string) =>
    lineage.edges
      .filter(({ to }) => to === id)
      .map(({ from }) => titles.get(from) ?? from);
  return (
    <ul className={styles.list} aria-label={t('lineage.graphLabel', { title })}>
      {nodes.map(({ node }) => {
        const origins = originsOf(node.id);
        return (
          <li key={node.id} className={styles.row}>
            <NodeKind kind={node.kind} />
            <Link
              href={hrefOf(node)}
              aria-current={node.id === lineage.entity ? 'page' : undefined}
            >
              {node.title}
            </Link>
            <NodeState node={node} />
            {origins.length > 0 && (
              <Text color="secondary">
                {t('lineage.from', { names: origins.join(', ') })}
              </Text>
            )}
            {node.id === lineage.entity && (
              <span className={styles.mark}>{t('lineage.current')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
