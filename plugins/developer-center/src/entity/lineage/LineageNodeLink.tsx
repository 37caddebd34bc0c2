import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  RiDatabase2Line,
  RiPlayCircleLine,
  RiRobot2Line,
  RiServerLine,
  RiStackLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { LineageNode } from '@silogen/backstage-plugin-resource-manager-common';
import {
  paths,
  StateChip,
} from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../../translation';
import type { FoldedNode } from './foldLineage';
import styles from './Lineage.module.css';

const ICONS: Record<LineageNode['kind'], RemixiconComponentType> = {
  dataset: RiDatabase2Line,
  model: RiRobot2Line,
  workload: RiStackLine,
  run: RiPlayCircleLine,
  endpoint: RiServerLine,
};

/** A node that stands for several runs leads to where all of them are listed. */
export function hrefOf(node: FoldedNode): string {
  if (node.folded && node.entityRef)
    return `${paths.entity(node.entityRef)}/runs`;
  return node.runId
    ? paths.run(node.runId)
    : paths.entity(node.entityRef ?? node.id);
}

/** The word for what a node is, with its icon. */
export function NodeKind(props: { kind: LineageNode['kind'] }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const Icon = ICONS[props.kind];
  return (
    <span className={styles.kind}>
      <Icon size={16} aria-hidden />
      {t(`lineage.kind.${props.kind}`)}
    </span>
  );
}

export function NodeState(props: { node: LineageNode }) {
  const { state, suspended } = props.node;
  return state ? <StateChip run={{ state, suspended }} /> : null;
}

/** One node of the graph: a link to its page. */
export function LineageNodeLink(props: {
  node: LineageNode;
  isCurrent: boolean;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { node, isCurrent } = props;
  return (
    <Link
      href={hrefOf(node)}
      standalone
      color="primary"
      className={isCurrent ? `${styles.node} ${styles.current}` : styles.node}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={t('lineage.item', {
        kind: t(`lineage.kind.${node.kind}`),
        title: node.title,
      })}
    >
      <span className={styles.head}>
        <NodeKind kind={node.kind} />
        {isCurrent && (
          <span className={styles.mark}>{t('lineage.current')}</span>
        )}
      </span>
      <span className={styles.title} title={node.title}>
        {node.title}
      </span>
      <span className={styles.foot}>
        <NodeState node={node} />
        {node.simulated && !node.state && (
          <Text as="span" variant="body-x-small" color="secondary">
            {t('lineage.simulated')}
          </Text>
        )}
      </span>
    </Link>
  );
}
