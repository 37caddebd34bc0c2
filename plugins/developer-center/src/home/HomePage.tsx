import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  StakeholderOverview,
  useMe,
} from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import { DeveloperHome } from './DeveloperHome';
import { ManagerHome } from './ManagerHome';
import { WalkCard } from './walks/WalkCard';

/** Where a person starts: by what they may do, their GPUs and runs, all GPUs, or what becomes of them. */
export const HomePage = () => {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const me = useMe();
  return (
    <PageBody>
      <PageHeader
        title={t('home.title')}
        description={t('home.description')}
        primaryAction={
          me.data?.may.launch && (
            <ButtonLink variant="primary" href="/launch">
              {t('runs.launch')}
            </ButtonLink>
          )
        }
      />
      <AsyncContent query={me} source={t('home.source')}>
        {person => {
          const { may, projects } = person;
          const manages = may.manageQuotas || may.manageClusters;
          const launches = may.launch && projects.length > 0;
          return (
            <>
              <WalkCard me={person} />
              {manages && <ManagerHome />}
              {launches && <DeveloperHome me={person} />}
              {may.launch && !manages && !launches && (
                <EmptyState
                  title={t('home.noProject')}
                  text={t('home.noProjectText')}
                />
              )}
              {!manages && !launches && <StakeholderOverview />}
            </>
          );
        }}
      </AsyncContent>
    </PageBody>
  );
};
