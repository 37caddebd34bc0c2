import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServicesPage } from '../services/ServicesPage';
import { developerCenterTranslationRef } from '../translation';
import { NewWorkspace } from './NewWorkspace';
import { useWorkspaceKinds } from './useWorkspaceKinds';
import { WorkspaceCard } from './WorkspaceCard';

/** Workspaces that have not ended, of everyone whose runs the user may see. */
export const WorkspacesPage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const kinds = useWorkspaceKinds();
  return (
    <ServicesPage
      type="workspace"
      texts={{
        title: t('workspaces.title'),
        description: t('workspaces.description'),
        source: t('workspaces.source'),
        cards: t('workspaces.cards'),
        empty: t('workspaces.empty'),
        emptyText: t('workspaces.emptyText'),
        note: t('workspaces.allLost'),
        ended: t('workspaces.ended'),
      }}
      action={<NewWorkspace />}
      card={run => (
        <WorkspaceCard
          run={run}
          program={kinds.data?.titles.get(run.workload ?? '')}
        />
      )}
    />
  );
};
