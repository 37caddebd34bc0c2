import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Checkbox, CheckboxGroup, Text } from '@backstage/ui';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { orderValues, toggleValue, type CatalogueState } from './catalogueQuery';
import type { CatalogueDefinition, FacetDefinition } from './definitions';
import styles from './Catalogue.module.css';

/** Values shown before one asks for all of them. */
const FOLDED = 7;

type Counts = Record<string, { value: string; count: number }[]>;

function Facet(props: {
  facet: FacetDefinition;
  values: { value: string; count: number }[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [open, setOpen] = useState(false);
  const { facet, chosen } = props;
  const ordered = orderValues(props.values, facet.order);
  const shown = open ? ordered : ordered.filter(({ value }, index) => index < FOLDED || chosen.includes(value));
  return (
    <CheckboxGroup
      label={t(`facet.${facet.id}` as 'facet.task')}
      value={[...chosen]}
      onChange={next => {
        const changed = [...next, ...chosen].find(value => next.includes(value) !== chosen.includes(value));
        if (changed !== undefined) props.onToggle(changed);
      }}
    >
      {shown.map(({ value, count }) => (
        <Checkbox key={value} value={value}>
          <span className={styles.facetValue}>
            <span>{facet.label?.(value) ?? value}</span>
            <span className={styles.count}>{count}</span>
          </span>
        </Checkbox>
      ))}
      {ordered.length > FOLDED && (
        <Button variant="tertiary" size="small" onPress={() => setOpen(!open)}>
          {open ? t('facet.fewer') : t('facet.more', { count: ordered.length - FOLDED })}
        </Button>
      )}
    </CheckboxGroup>
  );
}

/** Facets with counts at the left of a catalogue. */
export function FacetRail(props: {
  definition: CatalogueDefinition;
  counts: Counts;
  state: CatalogueState;
  onChange: (state: CatalogueState) => void;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { definition, counts, state } = props;
  const facets = definition.facets.filter(({ field }) => (counts[field]?.length ?? 0) > 1);
  return (
    <aside className={styles.rail} aria-label={t('facet.label')}>
      {facets.map(facet => (
        <Facet
          key={facet.id}
          facet={facet}
          values={counts[facet.field]}
          chosen={state.chosen[facet.id] ?? []}
          onToggle={value => props.onChange(toggleValue(state, facet.id, value))}
        />
      ))}
      {facets.length > 0 && (
        <Text color="secondary" variant="body-x-small">
          {t('facet.countsNote')}
        </Text>
      )}
    </aside>
  );
}
