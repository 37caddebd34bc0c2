import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ACTIVE_RUN_STATES,
  type Me,
} from '@silogen/backstage-plugin-resource-manager-common';
import { paths } from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import { Attention } from './Attention';
import styles from './Home.module.css';
import { ProjectBars } from './ProjectBars';
import { RunSection } from './RunSection';
import { Section } from './Section';
import { StartFrom } from './StartFrom';

/** What somebody who launches needs: their GPUs, what went wrong, what runs, what to begin with. */
export function DeveloperHome({ me }: { me: Me }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { userRef: owner, projects } = me;
  return (
    <>
      <Section title={t('home.projects')}>
        <div className={styles.projects}>
          {projects.map(project => (
            <ProjectBars key={project.name} project={project} />
          ))}
        </div>
      </Section>
      <Attention owner={owner} />
      <RunSection
        title={t('home.myRuns')}
        query={{ owner }}
        href={paths.runs({ owner })}
        empty={t('home.noRuns')}
      />
      <RunSection
        title={t('home.workspaces')}
        query={{ owner, type: ['workspace'], state: [...ACTIVE_RUN_STATES] }}
        href={paths.workspaces()}
        empty={t('home.noWorkspaces')}
      />
      <RunSection
        title={t('home.waiting')}
        query={{ state: ['waiting'] }}
        href={paths.runs({ state: 'waiting' })}
        empty={t('home.nothingWaits')}
      />
      <StartFrom />
    </>
  );
}
