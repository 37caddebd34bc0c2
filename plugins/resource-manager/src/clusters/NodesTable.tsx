import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
} from '@remixicon/react';
import type { Node } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  FreshnessNote,
  gpuCellsOfNode,
  GpuGrid,
  paths,
  StatusChip,
  useAmountText,
  useNodes,
} from '@silogen/backstage-plugin-resource-manager-react';
import { Pager } from '../shared/Pager';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { useCursorPages } from '../shared/useCursorPages';
import { resourceManagerTranslationRef } from '../translation';

const PAGE_SIZE = 50;
const RESOURCES = ['cpu', 'memory'] as const;

function NodeState(props: { node: Node }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { node } = props;
  if (!node.ready) {
    return (
      <StatusChip
        tone="negative"
        icon={<RiCloseCircleLine size={16} aria-hidden />}
        label={t('clusters.nodeNotReady')}
        explanation={node.problem}
      />
    );
  }
  return node.schedulable ? (
    <StatusChip
      tone="positive"
      icon={<RiCheckboxCircleLine size={16} aria-hidden />}
      label={t('clusters.nodeReady')}
      explanation={node.problem}
    />
  ) : (
    <StatusChip
      tone="warning"
      icon={<RiAlertLine size={16} aria-hidden />}
      label={t('clusters.nodeCordoned')}
      explanation={node.problem ?? t('clusters.nodeCordonedText')}
    />
  );
}

function Holders(props: { node: Node }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <ul
      className={styles.list}
      style={{ listStyle: 'none', paddingInlineStart: 0 }}
    >
      {(props.node.holders ?? []).map(({ namespace, pod, gpus, runId }) => (
        <li key={`${namespace}/${pod}`}>
          {t('clusters.holds', { gpus: String(gpus) })}{' '}
          {runId ? (
            <Link href={paths.run(runId)}>{pod}</Link>
          ) : (
            <span className={styles.mono}>{`${namespace}/${pod}`}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function NodeRow(props: { node: Node }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { plain, amount } = useAmountText();
  const { node } = props;
  const cells = gpuCellsOfNode(node);
  return (
    <tr>
      <th scope="row">
        <div className={styles.tight}>
          <span className={styles.mono}>{node.name}</span>
          {node.taints.length > 0 && (
            <span className={styles.muted}>
              {t('clusters.taints', { taints: node.taints.join(', ') })}
            </span>
          )}
        </div>
      </th>
      <td>
        <NodeState node={node} />
      </td>
      <td>
        {node.pools.length > 0 ? node.pools.join(', ') : t('clusters.noPool')}
      </td>
      <td style={{ minWidth: 180 }}>
        {cells.length > 0 ? (
          <div className={styles.tight}>
            <span>{node.gpuTitle ?? node.gpuModel}</span>
            <GpuGrid
              cells={cells}
              label={`${node.name}, ${node.gpuTitle ?? node.gpuModel ?? ''}`}
            />
          </div>
        ) : (
          t('clusters.noGpus')
        )}
      </td>
      <td>
        <Holders node={node} />
      </td>
      {RESOURCES.map(resource => (
        <td key={resource} className={styles.number}>
          {node.capacity[resource] === undefined
            ? ''
            : t('clusters.heldOf', {
                held: plain(node.held[resource] ?? '0', resource),
                capacity: amount(node.capacity[resource], resource),
              })}
        </td>
      ))}
    </tr>
  );
}

/** A cluster's nodes with their GPUs and who holds them. */
export function NodesTable(props: { cluster: string }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  const pages = useCursorPages({ question: cluster });
  const nodes = useNodes({ cluster, cursor: pages.cursor, limit: PAGE_SIZE });
  const columns = ['node', 'state', 'pools', 'gpus', 'holders'] as const;
  return (
    <Section
      title={t('clusters.nodes')}
      action={
        nodes.data && <FreshnessNote observedAt={nodes.data.observedAt} />
      }
    >
      <AsyncContent
        query={nodes}
        source={t('clusters.nodesSource')}
        isEmpty={data => data.items.length === 0}
        empty={
          <EmptyState
            title={t('clusters.noNodes')}
            text={t('clusters.noNodesText')}
          />
        }
      >
        {data => (
          <>
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {columns.map(column => (
                      <th key={column} scope="col">
                        {t(`clusters.column.${column}`)}
                      </th>
                    ))}
                    {RESOURCES.map(resource => (
                      <th key={resource} scope="col" className={styles.number}>
                        {t(`clusters.column.${resource}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.items.map(node => (
                    <NodeRow key={node.name} node={node} />
                  ))}
                </tbody>
              </table>
            </div>
            <Pager
              totalItems={data.totalItems}
              shown={data.items.length}
              nextCursor={data.nextCursor}
              hasPrevious={pages.hasPrevious}
              onNext={pages.next}
              onPrevious={pages.previous}
            />
          </>
        )}
      </AsyncContent>
    </Section>
  );
}
