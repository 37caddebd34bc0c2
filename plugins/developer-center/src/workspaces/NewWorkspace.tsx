import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ChooseTemplateButton } from '../services/ChooseTemplateButton';
import { developerCenterTranslationRef } from '../translation';
import { useWorkspaceKinds } from './useWorkspaceKinds';

/** Asks in what, and goes to its form. */
export function NewWorkspace() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const kinds = useWorkspaceKinds();
  return (
    <ChooseTemplateButton
      label={t('workspaces.new')}
      question={t('workspaces.newText')}
      templates={{ ...kinds, data: kinds.data?.templates }}
      source={t('workspaces.newSource')}
      none={t('workspaces.newNone')}
      noneText={t('workspaces.newNoneText')}
    />
  );
}
