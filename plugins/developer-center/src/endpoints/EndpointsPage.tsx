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
import cards from '../workspaces/Workspaces.module.css';
import { DeployButton } from './DeployButton';
import { EndpointCard } from './EndpointCard';

/** Cards are for few; whoever sees more goes on in the list of runs. */
const MOST = 60;

/** Endpoints that have not ended, of everyone whose runs the user may see. */
export const EndpointsPage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const me = useMe();
  const runs = useRuns({ type: ['inference'], state: [...ACTIVE_RUN_STATES], limit: MOST });
  const mayLaunch = me.data?.may.launch === true;
  return (
    <PageBody>
      <PageHeader
        title={t('endpoints.title')}
        description={t('endpoints.description')}
        freshness={runs.data && <FreshnessNote observedAt={runs.dataUpdatedAt} />}
        primaryAction={mayLaunch && <DeployButton />}
      />
      <AsyncContent
        query={runs}
        source={t('endpoints.source')}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            title={t('endpoints.empty')}
            text={t('endpoints.emptyText')}
            action={mayLaunch && <DeployButton />}
          />
        }
      >
        {({ items, totalItems }) => (
          <>
            <ul className={cards.cards} aria-label={t('endpoints.cards')}>
              {items.map(run => (
                <li key={run.id}>
                  <EndpointCard run={run} />
                </li>
              ))}
            </ul>
            {totalItems > items.length && (
              <Text color="secondary">{t('endpoints.more', { shown: String(items.length) })}</Text>
            )}
          </>
        )}
      </AsyncContent>
      <Text as="p" color="secondary">
        {t('endpoints.reach')} <Link href={paths.runs({ type: 'inference' })}>{t('endpoints.ended')}</Link>
      </Text>
    </PageBody>
  );
};
