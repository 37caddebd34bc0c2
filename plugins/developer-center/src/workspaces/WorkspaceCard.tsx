import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { ServiceCard } from '../services/ServiceCard';
import { StopServiceButton } from '../services/StopServiceButton';
import { developerCenterTranslationRef } from '../translation';
import { OpenWorkspaceButton } from './OpenWorkspaceButton';
import { programOf } from './programOf';
import { useNotOpenable } from './WorkspaceNote';

/** One workspace that has not ended: in what one works, and the way in. */
export function WorkspaceCard({
  run,
  program,
}: {
  run: Run;
  program?: string;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <ServiceCard
      run={run}
      note={useNotOpenable(run)}
      facts={[
        {
          label: t('workspaces.program'),
          value: program ?? programOf(run.workload),
        },
      ]}
      actions={
        <>
          <OpenWorkspaceButton run={run} size="small" />
          {run.may.stop && (
            <StopServiceButton run={run} effect={t('workspaces.stopEffect')} />
          )}
        </>
      }
    />
  );
}
