import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServicesPage } from '../services/ServicesPage';
import { developerCenterTranslationRef } from '../translation';
import { DeployButton } from './DeployButton';
import { EndpointCard } from './EndpointCard';

/** Endpoints that have not ended, of everyone whose runs the user may see. */
export const EndpointsPage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <ServicesPage
      type="inference"
      texts={{
        title: t('endpoints.title'),
        description: t('endpoints.description'),
        source: t('endpoints.source'),
        cards: t('endpoints.cards'),
        empty: t('endpoints.empty'),
        emptyText: t('endpoints.emptyText'),
        note: t('endpoints.reach'),
        ended: t('endpoints.ended'),
      }}
      action={<DeployButton />}
      card={run => <EndpointCard run={run} />}
    />
  );
};
