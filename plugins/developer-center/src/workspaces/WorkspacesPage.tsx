import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { ACTIVE_RUN_STATES } from '@silogen/backstage-plugin-resource-manager-common';
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
import { developerCenterTranslationRef } from '../translation';
import { NewWorkspace } from './NewWorkspace';
import { useWorkspaceKinds } from './useWorkspaceKinds';
import { WorkspaceCard } from './WorkspaceCard';
import styles from './Workspaces.module.css';

/** Cards are for few; whoever sees more goes on in the list of runs. */
const MOST = 60;

/** Workspaces that have not ended, of everyone whose runs the user may see. */
export const WorkspacesPage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const me = useMe();
  const kinds = useWorkspaceKinds();
  const runs = useRuns({
    type: ['workspace'],
    state: [...ACTIVE_RUN_STATES],
    limit: MOST,
  });
  const mayLaunch = me.data?.may.launch === true;
  return (
    <PageBody>
      <PageHeader
        title={t('workspaces.title')}
        description={t('workspaces.description')}
        freshness={
          runs.data && <FreshnessNote observedAt={runs.dataUpdatedAt} />
        }
        primaryAction={mayLaunch && <NewWorkspace />}
      />
      <AsyncContent
        query={runs}
        source={t('workspaces.source')}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            title={t('workspaces.empty')}
            text={t('workspaces.emptyText')}
            action={mayLaunch && <NewWorkspace />}
          />
        }
      >
        {({ items, totalItems }) => (
          <>
            <ul className={styles.cards} aria-label={t('workspaces.cards')}>
              {items.map(run => (
                <li key={run.id}>
                  <WorkspaceCard
                    run={run}
                    program={kinds.data?.titles.get(run.workload ?? '')}
                  />
                </li>
              ))}
            </ul>
            {totalItems > items.length && (
              <Text color="secondary">
                {t('workspaces.more', { shown: String(items.length) })}
              </Text>
            )}
          </>
        )}
      </AsyncContent>
      <Text as="p" color="secondary">
        {t('workspaces.allLost')}{' '}
        <Link href={paths.runs({ type: 'workspace' })}>
          {t('workspaces.ended')}
        </Link>
      </Text>
    </PageBody>
  );
};
