import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  paths,
  useMe,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import type { ReactNode } from 'react';
import { RunTable } from '../runs/RunTable';
import { developerCenterTranslationRef } from '../translation';
import { ProjectBars } from './ProjectBars';
import styles from './Home.module.css';

/** Runs that a person sees at a glance; the rest is behind the link. */
const SHOWN_RUNS = 5;

function Section(props: { title: string; link?: { text: string; href: string }; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div className={styles.sectionHead}>
        <Text as="h2" variant="title-x-small">
          {props.title}
        </Text>
        {props.link && <Link href={props.link.href}>{props.link.text}</Link>}
      </div>
      {props.children}
    </section>
  );
}

function RunSection(props: { title: string; query: Parameters<typeof useRuns>[0]; href: string; empty: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const runs = useRuns({ ...props.query, limit: SHOWN_RUNS });
  return (
    <Section title={props.title} link={{ text: t('home.all'), href: props.href }}>
      <AsyncContent
        query={runs}
        source={props.title}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text color="secondary">{props.empty}</Text>}
      >
        {({ items }) => <RunTable runs={items} />}
      </AsyncContent>
    </Section>
  );
}

/** Where a person starts: their projects' GPUs, what needs attention, their runs, and what to begin with. */
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
        {({ projects, may, userRef }) => (
          <>
            {projects.length > 0 && (
              <Section title={t('home.projects')}>
                <div className={styles.projects}>
                  {projects.map(project => (
                    <ProjectBars key={project.name} project={project} />
                  ))}
                </div>
              </Section>
            )}
            {projects.length === 0 && !may.manageQuotas && (
              <EmptyState title={t('home.noProject')} text={t('home.noProjectText')} />
            )}
            {(may.manageQuotas || may.manageClusters) && (
              <Section title={t('home.manage')}>
                <ul className={styles.links}>
                  <li>
                    <Link href={paths.quotas()}>{t('home.quotas')}</Link>
                  </li>
                  <li>
                    <Link href={paths.pools()}>{t('home.pools')}</Link>
                  </li>
                  <li>
                    <Link href={paths.projects()}>{t('home.projectsLink')}</Link>
                  </li>
                  <li>
                    <Link href={paths.clusters()}>{t('home.clusters')}</Link>
                  </li>
                </ul>
              </Section>
            )}
            {may.launch && (
              <RunSection
                title={t('home.myRuns')}
                query={{ owner: userRef }}
                href={paths.runs({ owner: userRef })}
                empty={t('home.noRuns')}
              />
            )}
            <RunSection
              title={t('home.waiting')}
              query={{ state: ['waiting'] }}
              href={paths.runs({ state: 'waiting' })}
              empty={t('home.nothingWaits')}
            />
          </>
        )}
      </AsyncContent>
      <Section title={t('home.startFrom')}>
        <ul className={styles.links}>
          <li>
            <Link href="/models">{t('home.browseModels')}</Link>
          </li>
          <li>
            <Link href="/datasets">{t('home.browseDatasets')}</Link>
          </li>
          <li>
            <Link href="/workloads">{t('home.browseWorkloads')}</Link>
          </li>
        </ul>
      </Section>
    </PageBody>
  );
};
