import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { searchApiRef } from '@backstage/plugin-search-react';
import type { SearchResultSet } from '@backstage/plugin-search-common';
import {
  Button,
  Link,
  SearchField,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  useDebounced,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ResultKind } from './ResultKind';
import {
  kindOf,
  SEARCH_KINDS,
  toSearchQuery,
  wordOf,
  type SearchKind,
} from './searchKinds';
import styles from './SearchPage.module.css';

const TYPING_MS = 250;

/** An engine in memory says so of an index that it has not made yet, or that would be empty. */
function isMissingIndex(error: unknown): boolean {
  return (
    error instanceof ResponseError &&
    error.body.error.name === 'MissingIndexError'
  );
}

function Results({ results }: { results: SearchResultSet['results'] }) {
  return (
    <ul className={styles.results} aria-label="Results">
      {results.map(result => (
        <li key={result.document.location} className={styles.result}>
          <div className={styles.head}>
            <Link href={result.document.location} weight="bold">
              {result.document.title}
            </Link>
            <ResultKind word={wordOf(result)} />
          </div>
          <Text color="secondary">{result.document.text}</Text>
        </li>
      ))}
    </ul>
  );
}

/**
 * Finds models, datasets, workloads, runs, projects and people that one may see. Stands in for Backstage's own page,
 * whose results are list items without a list; term and kind stay in the address.
 */
export const SearchPage = withQueries(() => {
  const api = useApi(searchApiRef);
  const [params, setParams] = useSearchParams();
  const kind = kindOf(params.get('kind'));
  const [typed, setTyped] = useState(params.get('query') ?? '');
  const [cursor, setCursor] = useState<string>();
  const term = useDebounced(typed, TYPING_MS).trim();

  useEffect(() => {
    setCursor(undefined);
    setParams(
      before => {
        const next = new URLSearchParams(before);
        if (term) next.set('query', term);
        else next.delete('query');
        return next;
      },
      { replace: true },
    );
  }, [term, setParams]);

  const choose = (chosen: SearchKind) => {
    setCursor(undefined);
    setParams(before => {
      const next = new URLSearchParams(before);
      if (chosen === 'all') next.delete('kind');
      else next.set('kind', chosen);
      return next;
    });
  };

  const query = useQuery({
    queryKey: ['app', 'search', term, kind, cursor],
    enabled: term !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({
      signal,
    }): Promise<SearchResultSet & { isMissing?: boolean }> => {
      try {
        return await api.query(toSearchQuery({ term, kind, cursor }), {
          signal,
        });
      } catch (error) {
        if (isMissingIndex(error)) return { results: [], isMissing: true };
        throw error;
      }
    },
  });

  return (
    <PageBody>
      <PageHeader
        title="Search"
        description="Models, datasets, workloads, runs, projects and people."
      />
      <SearchField
        aria-label="Search"
        placeholder="A name, a task, a model, a person …"
        value={typed}
        onChange={setTyped}
      />
      <ToggleButtonGroup
        aria-label="Search in"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[kind]}
        onSelectionChange={keys => choose(kindOf(String([...keys][0])))}
        className={styles.kinds}
      >
        {SEARCH_KINDS.map(({ id, label }) => (
          <ToggleButton key={id} id={id} size="small">
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {term === '' ? (
        <EmptyState
          title="What are you looking for?"
          text="Type a name, or what something is for."
        />
      ) : (
        <AsyncContent
          query={query}
          source="Search"
          isEmpty={({ results }) => results.length === 0}
          empty={
            query.data?.isMissing ? (
              <EmptyState
                title="Nothing found yet"
                text="What is new here is found about a minute later."
              />
            ) : (
              <EmptyState
                title="Nothing found"
                text="Try another word, or a part of one."
              />
            )
          }
        >
          {({ results, nextPageCursor, previousPageCursor }) => (
            <>
              <Results results={results} />
              {(nextPageCursor || previousPageCursor) && (
                <nav className={styles.pager} aria-label="Pages">
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={!previousPageCursor}
                    onPress={() => setCursor(previousPageCursor)}
                  >
                    Previous
                  </Button>
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={!nextPageCursor}
                    onPress={() => setCursor(nextPageCursor)}
                  >
                    Next
                  </Button>
                </nav>
              )}
            </>
          )}
        </AsyncContent>
      )}
    </PageBody>
  );
});
