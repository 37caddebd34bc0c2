import { Link, Text } from '@backstage/ui';
import {
  SearchBar,
  SearchContextProvider,
  SearchPagination,
  SearchResult,
} from '@backstage/plugin-search-react';
import { EmptyState, PageBody, PageHeader } from '@silogen/backstage-plugin-resource-manager-react';
import styles from './SearchPage.module.css';

/**
 * Searches models, datasets, workloads, people and everything else that the catalogue holds. Stands in for Backstage's
 * own page, whose results are list items without a list; the term stays in the address.
 */
export const SearchPage = () => (
  <SearchContextProvider inheritParentContextIfAvailable>
    <PageBody>
      <PageHeader title="Search" description="Models, datasets, workloads, templates, projects and people." />
      <SearchBar debounceTime={200} />
      <SearchResult
        noResultsComponent={<EmptyState title="Nothing found" text="Try another word, or a part of one." />}
      >
        {({ results }) => (
          <ul className={styles.results}>
            {results.map(({ document }) => (
              <li key={document.location} className={styles.result}>
                <Link href={document.location} weight="bold">
                  {document.title}
                </Link>
                <Text color="secondary">{document.text}</Text>
              </li>
            ))}
          </ul>
        )}
      </SearchResult>
      <SearchPagination />
    </PageBody>
  </SearchContextProvider>
);
