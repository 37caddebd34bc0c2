import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ChooseTemplateButton } from '../services/ChooseTemplateButton';
import { developerCenterTranslationRef } from '../translation';
import { useEndpointTemplates } from './useEndpointTemplates';

/** Asks what for, and goes to its form. */
export function DeployButton() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <ChooseTemplateButton
      label={t('endpoints.deploy')}
      question={t('endpoints.newText')}
      templates={useEndpointTemplates()}
      source={t('endpoints.newSource')}
      none={t('endpoints.newNone')}
      noneText={t('endpoints.newNoneText')}
    />
  );
}
