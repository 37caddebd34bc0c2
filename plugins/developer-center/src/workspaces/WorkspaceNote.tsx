import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { developerCenterTranslationRef } from '../translation';

/** Lower-case first letter, so that a sentence can go on with it. */
function inSentence(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

/** Why a running workspace has no button, if it has none; undefined for everything else. */
export function useNotOpenable(run: Run): string | undefined {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { workspace } = run;
  if (!workspace) return undefined;
  if (!workspace.ready) {
    const { problem } = workspace;
    return t('workspaces.notReady', {
      problem: problem ? inSentence(problem) : t('workspaces.starting'),
    });
  }
  return run.may.open ? undefined : t('workspaces.othersOnly');
}

/** On the page of a run that is a workspace: why it cannot be opened, and what becomes of its files. */
export function WorkspaceNote({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const notOpenable = useNotOpenable(run);
  const isLive = !run.finishedAt && run.type === 'workspace';
  if (!isLive) return null;
  return (
    <Text as="p" color="secondary" role="status">
      {[notOpenable, t('workspaces.lost')].filter(Boolean).join(' ')}
    </Text>
  );
}
