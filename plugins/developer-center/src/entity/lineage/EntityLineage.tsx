import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  useLineage,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useMemo, useState } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { foldLineage } from './foldLineage';
import styles from './Lineage.module.css';
import { LineageGraph } from './LineageGraph';
import { LineageList } from './LineageList';

const SHAPES = ['graph', 'list'] as const;
type Shape = (typeof SHAPES)[number];

function kindOf(lineage: Lineage): 'model' | 'dataset' | 'workload' {
  const kind = lineage.nodes.find(({ id }) => id === lineage.entity)?.kind;
  return kind === 'dataset' || kind === 'workload' ? kind : 'model';
}

function Drawn({ lineage, title }: { lineage: Lineage; title: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [shape, setShape] = useState<Shape>('graph');
  const hasResults = lineage.edges.some(({ from }) => from === lineage.entity);
  const folded = useMemo(
    () =>
      foldLineage(lineage, {
        titleOf: count => t('lineage.folded', { count }),
      }),
    [lineage, t],
  );
  const Shown = shape === 'graph' ? LineageGraph : LineageList;
  return (
    <div className={styles.panel}>
      <div className={styles.toolbar}>
        <ToggleButtonGroup
          aria-label={t('lineage.show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[shape]}
          onSelectionChange={keys => setShape([...keys][0] as Shape)}
        >
          {SHAPES.map(id => (
            <ToggleButton key={id} id={id} size="small">
              {t(`lineage.${id}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Text color="secondary">
          {hasResults ? t('lineage.hint') : t('lineage.nothingAfter')}
        </Text>
      </div>
      <Shown lineage={folded} title={title} />
      {lineage.truncated > 0 && (
        <Text color="secondary">
          {t('lineage.more', { count: lineage.truncated })}
        </Text>
      )}
    </div>
  );
}

/** Where a model, dataset or workload came from and what came of it: dataset → run → model → endpoint. */
export const EntityLineage = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const lineage = useLineage(stringifyEntityRef(entity));
  const kind = lineage.data ? kindOf(lineage.data) : 'model';
  return (
    <AsyncContent
      query={lineage}
      source={t('lineage.source')}
      isEmpty={({ nodes }) => nodes.length <= 1}
      empty={
        <EmptyState
          title={t(`lineage.nothing.${kind}`)}
          text={t(`lineage.nothing.${kind}Text`)}
        />
      }
    >
      {data => (
        <Drawn
          lineage={data}
          title={entity.metadata.title ?? entity.metadata.name}
        />
      )}
    </AsyncContent>
  );
});
