import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, SearchField, Select, Text } from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  useMe,
  useProjects,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { developerCenterTranslationRef } from '../translation';
import { RunTable } from './RunTable';
import { readRunsQuery, runStates, runTypes, withFilter } from './runsQuery';
import styles from './Runs.module.css';

const SEARCH_DELAY_MS = 300;

function Filters() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [params, setParams] = useSearchParams();
  const me = useMe();
  const projects = useProjects({ limit: 200 });
  const q = params.get('q') ?? '';
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text === q) return undefined;
    const timer = setTimeout(() => setParams(withFilter(params, 'q', text ? [text] : [])), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, q, params, setParams]);
  const set = (key: string) => (value: unknown) =>
    setParams(withFilter(params, key, (Array.isArray(value) ? value : [value]).filter(Boolean).map(String)));
  const mine = params.get('owner') !== null && params.get('owner') === me.data?.userRef;
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        aria-label={t('runs.search')}
        placeholder={t('runs.search')}
        value={text}
        onChange={setText}
      />
      <Select
        aria-label={t('runs.project')}
        placeholder={t('runs.allProjects')}
        size="small"
        selectionMode="multiple"
        value={params.getAll('project')}
        onChange={set('project')}
        options={(projects.data?.items ?? []).map(({ name, title }) => ({ id: name, label: title }))}
      />
      <Select
        aria-label={t('runs.type')}
        placeholder={t('runs.allTypes')}
        size="small"
        selectionMode="multiple"
        value={params.getAll('type')}
        onChange={set('type')}
        options={runTypes.map(type => ({ id: type, label: t(`runType.${type}`) }))}
      />
      <Select
        aria-label={t('runs.state')}
        placeholder={t('runs.allStates')}
        size="small"
        selectionMode="multiple"
        value={params.getAll('state')}
        onChange={set('state')}
        options={runStates.map(state => ({ id: state, label: t(`runState.${state}`) }))}
      />
      {me.data && (
        <Button
          variant={mine ? 'primary' : 'secondary'}
          size="small"
          aria-pressed={mine}
          onPress={() => set('owner')(mine ? [] : [me.data.userRef])}
        >
          {t('runs.mine')}
        </Button>
      )}
    </div>
  );
}

/** All runs that the user may see, filtered and paged by the server; the address holds the filters. */
export const RunsPage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [params, setParams] = useSearchParams();
  const me = useMe();
  // Cursors of the pages before this one, so that "Previous" needs no cursor of its own from the server.
  const [before, setBefore] = useState<(string | undefined)[]>([]);
  const [cursor, setCursor] = useState<string>();
  const query = readRunsQuery(params);
  const filters = params.toString();
  useEffect(() => {
    setBefore([]);
    setCursor(undefined);
  }, [filters]);
  const runs = useRuns({ ...query, cursor });
  const filtered = filters !== '';
  return (
    <PageBody>
      <PageHeader
        title={t('runs.title')}
        description={t('runs.description')}
        primaryAction={
          me.data?.may.launch && (
            <ButtonLink variant="primary" href="/launch">
              {t('runs.launch')}
            </ButtonLink>
          )
        }
      />
      <Filters />
      <AsyncContent
        query={runs}
        source={t('runs.title')}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            title={t(filtered ? 'runs.nothingFound' : 'runs.empty')}
            text={t(filtered ? 'runs.nothingFoundText' : 'runs.emptyText')}
            action={
              filtered ? (
                <Button variant="secondary" onPress={() => setParams(new URLSearchParams())}>
                  {t('catalogue.clear')}
                </Button>
              ) : (
                me.data?.may.launch && (
                  <ButtonLink variant="primary" href="/launch">
                    {t('runs.launch')}
                  </ButtonLink>
                )
              )
            }
          />
        }
      >
        {({ items, totalItems, nextCursor }) => (
          <>
            <RunTable runs={items} />
            <nav className={styles.pager} aria-label={t('catalogue.pages')}>
              <Text color="secondary">{t('runs.total', { count: totalItems })}</Text>
              {before.length > 0 && (
                <Button
                  variant="secondary"
                  size="small"
                  onPress={() => {
                    setCursor(before[before.length - 1]);
                    setBefore(before.slice(0, -1));
                  }}
                >
                  {t('catalogue.previous')}
                </Button>
              )}
              {nextCursor && (
                <Button
                  variant="secondary"
                  size="small"
                  onPress={() => {
                    setBefore([...before, cursor]);
                    setCursor(nextCursor);
                  }}
                >
                  {t('catalogue.next')}
                </Button>
              )}
            </nav>
          </>
        )}
      </AsyncContent>
    </PageBody>
  );
};
