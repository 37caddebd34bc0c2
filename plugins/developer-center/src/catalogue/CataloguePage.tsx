import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select, Text } from '@backstage/ui';
import { AsyncContent, EmptyState, PageBody, PageHeader } from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { developerCenterTranslationRef } from '../translation';
import { isNarrowed, PAGE_SIZE, readState, sorts, writeState, type CatalogueState, type Sort } from './catalogueQuery';
import { catalogues, type CatalogueDefinition } from './definitions';
import { EntityCard } from './EntityCard';
import { FacetRail } from './FacetRail';
import { useCataloguePage, useFacets } from './useCatalogue';
import styles from './Catalogue.module.css';

/** Typing is followed at this distance. Milliseconds. */
const SEARCH_DELAY_MS = 300;

function Pager(props: { state: CatalogueState; total: number; onChange: (state: CatalogueState) => void }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { state, total } = props;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (pages === 1) return null;
  return (
    <nav className={styles.pager} aria-label={t('catalogue.pages')}>
      <Button
        variant="secondary"
        size="small"
        isDisabled={state.page <= 1}
        onPress={() => props.onChange({ ...state, page: state.page - 1 })}
      >
        {t('catalogue.previous')}
      </Button>
      <Text>{t('catalogue.page', { page: String(state.page), pages: String(pages) })}</Text>
      <Button
        variant="secondary"
        size="small"
        isDisabled={state.page >= pages}
        onPress={() => props.onChange({ ...state, page: state.page + 1 })}
      >
        {t('catalogue.next')}
      </Button>
    </nav>
  );
}

function Toolbar(props: { state: CatalogueState; total?: number; onChange: (state: CatalogueState) => void }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { state, onChange } = props;
  const [text, setText] = useState(state.q);
  useEffect(() => setText(state.q), [state.q]);
  useEffect(() => {
    if (text === state.q) return undefined;
    const timer = setTimeout(() => onChange({ ...state, q: text, page: 1 }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, state, onChange]);
  return (
    <div className={styles.toolbar}>
      <SearchField
        className={styles.search}
        aria-label={t('catalogue.search')}
        placeholder={t('catalogue.search')}
        value={text}
        onChange={setText}
      />
      <Select
        aria-label={t('catalogue.sort')}
        size="small"
        selectionMode="single"
        value={state.sort}
        onChange={sort => onChange({ ...state, sort: sort as Sort, page: 1 })}
        options={sorts.map(sort => ({ id: sort, label: t(sort === 'title' ? 'catalogue.sortAsc' : 'catalogue.sortDesc') }))}
      />
      <span role="status" className={styles.total}>
        {props.total === undefined ? '' : t('catalogue.total', { count: props.total })}
      </span>
    </div>
  );
}

function Catalogue({ definition }: { definition: CatalogueDefinition }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [params, setParams] = useSearchParams();
  const state = readState(definition, params);
  const page = useCataloguePage(definition, state);
  const facets = useFacets(definition);
  const change = (next: CatalogueState) => setParams(writeState(next));
  const narrowed = isNarrowed(state);
  return (
    <PageBody>
      <PageHeader title={t(`${definition.id}.title`)} description={t(`${definition.id}.description`)} />
      <div className={styles.layout}>
        <FacetRail definition={definition} counts={facets.data ?? {}} state={state} onChange={change} />
        <div className={styles.results}>
          <Toolbar state={state} total={page.data?.totalItems} onChange={change} />
          <AsyncContent
            query={page}
            source={t(`${definition.id}.title`)}
            isEmpty={({ items }) => items.length === 0}
            empty={
              <EmptyState
                title={t(narrowed ? 'catalogue.nothingFound' : 'catalogue.empty')}
                text={t(narrowed ? 'catalogue.nothingFoundText' : `${definition.id}.emptyText`)}
                action={
                  narrowed && (
                    <Button variant="secondary" onPress={() => setParams(new URLSearchParams())}>
                      {t('catalogue.clear')}
                    </Button>
                  )
                }
              />
            }
          >
            {({ items, totalItems }) => (
              <>
                <ul className={styles.cards}>
                  {items.map(entity => (
                    <li key={`${entity.metadata.namespace}/${entity.metadata.name}`}>
                      <EntityCard entity={entity} />
                    </li>
                  ))}
                </ul>
                <Pager state={state} total={totalItems} onChange={change} />
              </>
            )}
          </AsyncContent>
        </div>
      </div>
    </PageBody>
  );
}

export const ModelsPage = () => <Catalogue definition={catalogues.models} />;
export const DatasetsPage = () => <Catalogue definition={catalogues.datasets} />;
export const WorkloadsPage = () => <Catalogue definition={catalogues.workloads} />;
