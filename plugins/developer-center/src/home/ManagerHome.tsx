import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  paths,
  StakeholderOverview,
} from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Home.module.css';
import { RunSection } from './RunSection';
import { Section } from './Section';

/** What somebody who is responsible for GPUs needs: where they are, what waits, and the pages that change it. */
export function ManagerHome() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const links = [
    { href: paths.quotas(), text: t('home.quotas') },
    { href: paths.pools(), text: t('home.pools') },
    { href: paths.projects(), text: t('home.projectsLink') },
    { href: paths.clusters(), text: t('home.clusters') },
  ];
  return (
    <>
      <Section title={t('home.manage')}>
        <ul className={styles.links}>
          {links.map(({ href, text }) => (
            <li key={href}>
              <Link href={href}>{text}</Link>
            </li>
          ))}
        </ul>
      </Section>
      <StakeholderOverview />
      <RunSection
        title={t('home.waiting')}
        query={{ state: ['waiting'] }}
        href={paths.runs({ state: 'waiting' })}
        empty={t('home.nothingWaits')}
      />
    </>
  );
}
