import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  ACTIVE_RUN_STATES,
  type Run,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  EmptyState,
  FreshnessNote,
  PageBody,
  PageHeader,
  paths,
  useMe,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import type { ReactNode } from 'react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Services.module.css';

/** Cards are for few; whoever sees more goes on in the list of runs. */
const MOST = 60;

/** Runs of one sort that have not ended, of everyone whose runs the user may see, as cards. */
export function ServicesPage(props: {
  type: Run['type'];
  texts: {
    title: string;
    description: string;
    source: string;
    cards: string;
    empty: string;
    emptyText: string;
    /** Below the cards. */
    note: string;
    ended: string;
  };
  /** How another one is made; only people who may launch see it. */
  action: ReactNode;
  card: (run: Run) => ReactNode;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { type, texts } = props;
  const me = useMe();
  const runs = useRuns({
    type: [type],
    state: [...ACTIVE_RUN_STATES],
    limit: MOST,
  });
  const action = me.data?.may.launch === true && props.action;
  return (
    <PageBody>
      <PageHeader
        title={texts.title}
        description={texts.description}
        freshness={
          runs.data && <FreshnessNote observedAt={runs.dataUpdatedAt} />
        }
        primaryAction={action}
      />
      <AsyncContent
        query={runs}
        source={texts.source}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            title={texts.empty}
            text={texts.emptyText}
            action={action}
          />
        }
      >
        {({ items, totalItems }) => (
          <>
            <ul className={styles.cards} aria-label={texts.cards}>
              {items.map(run => (
                <li key={run.id}>{props.card(run)}</li>
              ))}
            </ul>
            {totalItems > items.length && (
              <Text color="secondary">
                {t('services.more', { shown: String(items.length) })}
              </Text>
            )}
          </>
        )}
      </AsyncContent>
      <Text as="p" color="secondary">
        {texts.note} <Link href={paths.runs({ type })}>{texts.ended}</Link>
      </Text>
    </PageBody>
  );
}
